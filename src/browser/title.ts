import type { Words } from './words.ts'

/** The line that says who won. */

/** Winners called by their names; of more, the others are counted. */
const CALLED = 5

export function titleOf(winners: readonly string[], words: Words): string {
  const [first] = winners
  if (first === undefined) return words.draw
  return winners.length === 1 ? words.winner(first) : words.winners(called(winners, words))
}

/** The same for a match that ended before it was decided, by who was ahead. */
export function cutShortTitle(ahead: readonly string[], words: Words): string {
  return ahead.length === 0 ? words.cutShort : words.cutShortWith(called(ahead, words))
}

function called(names: readonly string[], words: Words): string {
  const more = names.length - CALLED + 1
  return words.listed(more > 1 ? [...names.slice(0, CALLED - 1), words.andMore(more)] : names)
}

/** How long a title is, so that it can be written smaller. A Chinese character is as wide as two letters. */
export function lengthOf(title: string): 'short' | 'long' | 'longer' {
  const wide = title.match(/[\u2e80-\uffef]/g)?.length ?? 0
  const letters = title.length + wide
  return letters > 64 ? 'longer' : letters > 26 ? 'long' : 'short'
}
