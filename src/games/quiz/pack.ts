import type { LANGUAGES } from './limits.ts'
import { general } from './packs/general.ts'
import { geography } from './packs/geography.ts'
import { science } from './packs/science.ts'
import type { Question } from './question.ts'

export const PACKS = ['general', 'science', 'geography'] as const
export type PackName = (typeof PACKS)[number]

export type Language = (typeof LANGUAGES)[number]

/** One question in every language. */
export type Bilingual = { readonly [In in Language]: Question }

const QUESTIONS: { readonly [Name in PackName]: readonly Bilingual[] } = { general, science, geography }

export function packOf(name: PackName, language: Language): Question[] {
  return QUESTIONS[name].map((question) => question[language])
}
