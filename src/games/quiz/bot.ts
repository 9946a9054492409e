import type { BotMove, BotTurn, Random } from '../game.ts'
import type { Answer } from './answer.ts'
import type { Asked, Mine, Public } from './state.ts'
import { ownUntil } from './time.ts'

/** Longest a bot thinks where there is no limit, milliseconds. */
const LONGEST_MS = 8000
const SHORTEST_MS = 600

/** Guesses by chance: a bot knows no more than what is asked. */
export function bot({ state, mine, now, random }: BotTurn<Public, Mine>): BotMove | undefined {
  const { stage, asked, index, since, until } = state
  if (stage !== 'open' || !asked || mine?.answer !== undefined) return undefined
  const left =
    until === undefined ? LONGEST_MS : Math.min(LONGEST_MS, ownUntil(since, until, mine?.factor) - now - SHORTEST_MS)
  if (left <= 0) return undefined
  const after = Math.min(left, SHORTEST_MS + random.int(Math.round(left)))
  return { name: 'answer', args: { question: index, answer: guess(asked, random) }, after }
}

function guess({ kind, options = [] }: Asked, random: Random): Answer {
  const places = options.map((_, place) => place)
  switch (kind) {
    case 'single':
    case 'poll':
      return random.int(options.length)
    case 'several':
      return random.shuffle(places).slice(0, 1 + random.int(options.length))
    case 'order':
      return random.shuffle(places)
    case 'truth':
      return random.next() < 0.5
    case 'estimate':
      // From ones to thousands, evenly by size.
      return Math.round(10 ** (random.next() * 4))
  }
}
