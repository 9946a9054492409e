import { connectFour } from './connect-four/rules.ts'
import type { AnyGame } from './game.ts'
import { quiz } from './quiz/rules.ts'
import { scoreboard } from './scoreboard/rules.ts'
import { tapRace } from './tap-race/rules.ts'

/** Every game there is, in the order the home page shows them. The only list: a game is added here and in its screens' list. */
export const GAMES: readonly AnyGame[] = [quiz, connectFour, tapRace, scoreboard]

const BY_ID = new Map(GAMES.map((game) => [game.id, game]))

export function findGame(id: string): AnyGame | undefined {
  return BY_ID.get(id)
}
