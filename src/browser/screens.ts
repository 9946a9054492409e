import { screen as connectFour } from '../games/connect-four/screen.tsx'
import { screen as quiz } from '../games/quiz/screen.tsx'
import { screen as scoreboard } from '../games/scoreboard/screen.tsx'
import { screen as tapRace } from '../games/tap-race/screen.tsx'
import type { AnyScreen } from './screen.ts'

/** Every game's screens. The only list: the browser knows no game but through it. */
const SCREENS: readonly AnyScreen[] = [quiz, connectFour, tapRace, scoreboard]

const BY_ID = new Map(SCREENS.map((screen) => [screen.id, screen]))

export function findScreen(game: string): AnyScreen | undefined {
  return BY_ID.get(game)
}
