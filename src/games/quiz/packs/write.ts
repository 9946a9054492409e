import type { Bilingual } from '../pack.ts'
import type { Question } from '../question.ts'

/** A question in one language: the text, its options if it has any, and why. */
type Worded = readonly [text: string, options: readonly string[], explanation: string]
type Plain = readonly [text: string, explanation: string]
type Measured = readonly [text: string, explanation: string, unit: string]

/** What is right is said once, so that the two languages cannot disagree. */
export function single(right: number, en: Worded, zh: Worded): Bilingual {
  return both(en, zh, ([text, options, explanation]) => ({
    kind: 'single',
    text,
    options: [...options],
    right,
    explanation,
  }))
}

export function several(right: readonly number[], en: Worded, zh: Worded): Bilingual {
  return both(en, zh, ([text, options, explanation]) => ({
    kind: 'several',
    text,
    options: [...options],
    right: [...right],
    explanation,
  }))
}

export function truth(right: boolean, en: Plain, zh: Plain): Bilingual {
  return both(en, zh, ([text, explanation]) => ({ kind: 'truth', text, right, explanation }))
}

export function estimate(right: number, within: number, en: Measured, zh: Measured): Bilingual {
  return both(en, zh, ([text, explanation, unit]) => ({ kind: 'estimate', text, right, within, unit, explanation }))
}

export function order(en: Worded, zh: Worded): Bilingual {
  return both(en, zh, ([text, options, explanation]) => ({ kind: 'order', text, options: [...options], explanation }))
}

function both<Wording>(en: Wording, zh: Wording, make: (wording: Wording) => Question): Bilingual {
  return { en: make(en), zh: make(zh) }
}
