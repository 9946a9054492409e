import type { Words } from './words.ts'

/** The line that says who won. */

/** Winners called by their names; of more, the others are counted. */
const CALLED = 5

export function titleOf(winners: readonly string[], words: Words): string {
  const [first] = winners
  if (first === undefined) return words.draw
  if (winners.length === 1) return words.winner(first)
  const more = winners.length - CALLED + 1
  const called = more > 1 ? [...winners.slice(0, CALLED - 1), words.andMore(more)] : winners
  return words.winners(words.listed(called))
}

/** How long a title is, so that it can be written smaller. A Chinese character is as wide as two letters. */
export function lengthOf(title: string): 'short' | 'long' | 'longer' {
  const wide = title.match(/[\u2e80-\uffef]/g)?.length ?? 0
  const letters = title.length + wide
  return letters > 64 ? 'longer' : letters > 26 ? 'long' : 'short'
}
