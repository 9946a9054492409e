import { KINDS, LIMITS, PICTURE } from './limits.ts'
import type { Question } from './question.ts'

/**
 * The same bounds as the schema in question.ts, without a schema library: for the page, which loads this only to write or
 * import a quiz, and has to say in its own words what is wrong and where. A test holds the two to the same judgement.
 */

export type ProblemCode =
  | 'empty'
  | 'not-json'
  | 'quote-open'
  | 'no-questions'
  | 'too-many-questions'
  | 'unknown-column'
  | 'no-column'
  | 'not-a-question'
  | 'unknown-kind'
  | 'missing'
  | 'too-long'
  | 'too-few-options'
  | 'too-many-options'
  | 'option-missing'
  | 'no-such-option'
  | 'option-twice'
  | 'not-a-number'
  | 'out-of-range'
  | 'not-true-or-false'
  | 'not-https'

export interface Problem {
  readonly code: ProblemCode
  /** Which part of the question it is about, by its name in the question. */
  readonly column?: string
}

/** Thrown inside, caught at the edge. */
class Wrong extends Error {
  readonly problem: Problem
  constructor(code: ProblemCode, column?: string) {
    super(code)
    this.problem = column === undefined ? { code } : { code, column }
  }
}

type Raw = { readonly [name: string]: unknown }

/** The question, trimmed, or the first thing that is wrong with it. */
export function readQuestion(raw: unknown): Question | Problem {
  try {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw new Wrong('not-a-question')
    return question(raw as Raw)
  } catch (error) {
    if (error instanceof Wrong) return error.problem
    throw error
  }
}

const COMMON = ['kind', 'text', 'picture', 'seconds', 'explanation']

function question(raw: Raw): Question {
  const kind = KINDS.find((one) => one === raw.kind)
  if (!kind) throw new Wrong('unknown-kind', 'kind')
  const common = {
    text: text(raw, 'text', LIMITS.text),
    ...picture(raw),
    ...optional('seconds', whole(raw, 'seconds', LIMITS.seconds)),
    ...('explanation' in raw ? { explanation: text(raw, 'explanation', LIMITS.explanation) } : {}),
  }
  switch (kind) {
    case 'single': {
      only(raw, 'options', 'right')
      const options = optionsOf(raw)
      return { kind, ...common, options, right: place(raw.right, options) }
    }
    case 'several': {
      only(raw, 'options', 'right')
      const options = optionsOf(raw)
      return { kind, ...common, options, right: places(raw.right, options) }
    }
    case 'truth': {
      only(raw, 'right')
      const { right } = raw
      if (typeof right !== 'boolean') throw new Wrong('not-true-or-false', 'right')
      return { kind, ...common, right }
    }
    case 'estimate':
      only(raw, 'right', 'within', 'unit')
      return {
        kind,
        ...common,
        right: number(raw.right, 'right'),
        ...('within' in raw ? { within: reach(raw.within) } : {}),
        ...('unit' in raw ? { unit: text(raw, 'unit', LIMITS.unit) } : {}),
      }
    case 'order':
    case 'poll':
      only(raw, 'options')
      return { kind, ...common, options: optionsOf(raw) }
  }
}

function only(raw: Raw, ...names: readonly string[]): void {
  const odd = Object.keys(raw).find((name) => !COMMON.includes(name) && !names.includes(name))
  if (odd !== undefined) throw new Wrong('unknown-column', odd)
}

function text(raw: Raw, name: string, most: number): string {
  const value = raw[name]
  const trimmed = typeof value === 'string' ? value.trim() : ''
  if (trimmed === '') throw new Wrong('missing', name)
  if (trimmed.length > most) throw new Wrong('too-long', name)
  return trimmed
}

function picture(raw: Raw): { picture?: string } {
  if (!('picture' in raw)) return {}
  const address = raw.picture
  if (typeof address !== 'string' || !PICTURE.test(address)) throw new Wrong('not-https', 'picture')
  if (address.length > LIMITS.picture) throw new Wrong('too-long', 'picture')
  return { picture: address }
}

function whole(raw: Raw, name: string, most: number): number | undefined {
  if (!(name in raw)) return undefined
  const value = number(raw[name], name)
  if (!Number.isInteger(value) || value < 0 || value > most) throw new Wrong('out-of-range', name)
  return value
}

function number(value: unknown, name: string): number {
  if (value === undefined) throw new Wrong('missing', name)
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Wrong('not-a-number', name)
  if (Math.abs(value) > LIMITS.number) throw new Wrong('out-of-range', name)
  return value
}

function reach(value: unknown): number {
  const within = number(value, 'within')
  if (within <= 0) throw new Wrong('out-of-range', 'within')
  return within
}

function optionsOf(raw: Raw): string[] {
  const { options } = raw
  if (!Array.isArray(options) || options.length < LIMITS.options.least) throw new Wrong('too-few-options', 'options')
  if (options.length > LIMITS.options.most) throw new Wrong('too-many-options', 'options')
  return options.map((option: unknown) => {
    if (typeof option !== 'string' || option.trim() === '') throw new Wrong('option-missing', 'options')
    if (option.trim().length > LIMITS.option) throw new Wrong('too-long', 'options')
    return option.trim()
  })
}

function place(value: unknown, options: readonly string[]): number {
  if (value === undefined) throw new Wrong('missing', 'right')
  const there = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < options.length
  if (!there) throw new Wrong('no-such-option', 'right')
  return value
}

function places(value: unknown, options: readonly string[]): number[] {
  if (!Array.isArray(value) || value.length === 0) throw new Wrong('missing', 'right')
  const right = value.map((each: unknown) => place(each, options))
  if (new Set(right).size !== right.length) throw new Wrong('option-twice', 'right')
  return right
}

function optional<Name extends string, Value>(name: Name, value: Value | undefined): { [name in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [name in Name]?: Value })
}
