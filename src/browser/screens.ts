import { screen as connectFour } from '../games/connect-four/screen.tsx'
import type { AnyGame } from '../games/game.ts'
import { screen as quiz } from '../games/quiz/screen.tsx'
import { screen as scoreboard } from '../games/scoreboard/screen.tsx'
import { screen as tapRace } from '../games/tap-race/screen.tsx'
import type { AnyScreen, GameWords } from './screen.ts'
import { inLanguage, type Language, useLanguage } from './words.ts'

/** Every game's screens. The only list: the browser knows no game but through it. */
const SCREENS: readonly AnyScreen[] = [quiz, connectFour, tapRace, scoreboard]

const BY_ID = new Map(SCREENS.map((screen) => [screen.id, screen]))

export function findScreen(game: string): AnyScreen | undefined {
  return BY_ID.get(game)
}

/** What a game is called, and all it says outside its own screens. Nothing for a game this page does not know. */
export function gameWords(game: string, language: Language): GameWords<AnyGame> | undefined {
  const words = findScreen(game)?.words
  return words && inLanguage(words, language)
}

export function useGameWords(game: string | undefined): GameWords<AnyGame> | undefined {
  const language = useLanguage()
  return game === undefined ? undefined : gameWords(game, language)
}
