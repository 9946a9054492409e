/** The bounds of a quiz. Also for the page, which checks what is written or imported before it is sent. */
export const LIMITS = {
  /** Questions in a quiz. */
  questions: 200,
  /** Characters. */
  title: 80,
  text: 300,
  option: 120,
  explanation: 500,
  unit: 20,
  picture: 500,
  /** Options of a question. */
  options: { least: 2, most: 6 },
  /** Seconds to answer; 0 is no limit. */
  seconds: 300,
  /** Largest number to estimate, either side of 0: below it every whole number is exact. */
  number: 1e12,
} as const

/** Where a picture may lie: https only, since the page itself does. */
export const PICTURE = /^https:\/\/[^\s/?#]+\S*$/

/** What the built-in packs are written in. */
export const LANGUAGES = ['en', 'zh'] as const

export const KINDS = ['single', 'several', 'truth', 'estimate', 'order', 'poll'] as const
