import { type Problem, readQuestion } from './check.ts'
import { LIMITS } from './limits.ts'
import type { Kind, Question } from './question.ts'

/** A question as it is being written: whatever has been typed, for every kind at once. */
export interface Draft {
  readonly kind: Kind
  readonly text: string
  readonly options: readonly string[]
  /** Places of the options marked as right. */
  readonly marked: readonly number[]
  readonly truth: boolean | undefined
  readonly number: string
  readonly within: string
  readonly unit: string
  readonly seconds: string
  readonly picture: string
  readonly explanation: string
}

export const BLANK: Draft = {
  kind: 'single',
  text: '',
  options: ['', '', '', ''],
  marked: [],
  truth: undefined,
  number: '',
  within: '',
  unit: '',
  seconds: '',
  picture: '',
  explanation: '',
}

export function draftOf(question: Question): Draft {
  const { kind, text, seconds, picture = '', explanation = '' } = question
  const draft: Draft = {
    ...BLANK,
    kind,
    text,
    picture,
    explanation,
    seconds: seconds === undefined ? '' : `${seconds}`,
  }
  switch (question.kind) {
    case 'single':
      return { ...draft, options: question.options, marked: [question.right] }
    case 'several':
      return { ...draft, options: question.options, marked: question.right }
    case 'truth':
      return { ...draft, truth: question.right }
    case 'estimate': {
      const { right, within, unit = '' } = question
      return { ...draft, number: `${right}`, within: within === undefined ? '' : `${within}`, unit }
    }
    case 'order':
    case 'poll':
      return { ...draft, options: question.options }
  }
}

/** The question that has been written, or what is wrong with it. Options left empty do not count. */
export function written(draft: Draft): Question | Problem {
  const { kind, text } = draft
  const raw: Record<string, unknown> = { kind, text }
  if (draft.seconds.trim() !== '') raw.seconds = Number(draft.seconds)
  if (draft.picture.trim() !== '') raw.picture = draft.picture.trim()
  if (draft.explanation.trim() !== '') raw.explanation = draft.explanation
  if (kind === 'truth') raw.right = draft.truth
  else if (kind === 'estimate') {
    if (draft.number.trim() !== '') raw.right = Number(draft.number)
    if (draft.within.trim() !== '') raw.within = Number(draft.within)
    if (draft.unit.trim() !== '') raw.unit = draft.unit
  } else {
    const kept = [...draft.options.keys()].filter((place) => draft.options[place]?.trim() !== '')
    raw.options = kept.map((place) => draft.options[place])
    const right = kept.flatMap((place, at) => (draft.marked.includes(place) ? [at] : []))
    if (kind === 'single') raw.right = right[0]
    if (kind === 'several') raw.right = right
  }
  return readQuestion(raw)
}

export function withoutOption(draft: Draft, place: number): Draft {
  return {
    ...draft,
    options: draft.options.filter((_, at) => at !== place),
    marked: draft.marked.filter((at) => at !== place).map((at) => (at > place ? at - 1 : at)),
  }
}

export function mayAddOption({ options }: Draft): boolean {
  return options.length < LIMITS.options.most
}
