import type { connectFour } from '../../games/connect-four/rules.ts'
import type { WORDS as connectFourPlay } from '../../games/connect-four/words.ts'
import type { EDITOR_WORDS as quizEditor } from '../../games/quiz/editor-words.ts'
import type { quiz } from '../../games/quiz/rules.ts'
import type { SET_UP_WORDS as quizSetUp } from '../../games/quiz/set-up-words.ts'
import type { TEAM_WORDS as quizTeams } from '../../games/quiz/team.ts'
import type { WORDS as quizPlay } from '../../games/quiz/words.ts'
import type { scoreboard } from '../../games/scoreboard/rules.ts'
import type { WORDS as scoreboardPlay } from '../../games/scoreboard/words.ts'
import type { tapRace } from '../../games/tap-race/rules.ts'
import type { WORDS as tapRacePlay } from '../../games/tap-race/words.ts'
import type { WORDS as replay } from '../replay/words.ts'
import type { GameWords } from '../screen.ts'

/**
 * Every table that has its English and Chinese beside the code. A language with a file of its own brings them all, or that
 * file does not compile. A game that is not in here speaks English in such a language, unless it brings the words itself.
 */
export interface Tables extends Beside {
  readonly quiz: GameWords<typeof quiz>
  readonly 'connect-four': GameWords<typeof connectFour>
  readonly 'tap-race': GameWords<typeof tapRace>
  readonly scoreboard: GameWords<typeof scoreboard>
}

type Named =
  | typeof replay
  | typeof quizPlay
  | typeof quizEditor
  | typeof quizSetUp
  | typeof quizTeams
  | typeof connectFourPlay
  | typeof tapRacePlay
  | typeof scoreboardPlay

type Beside = { readonly [Each in Named as Each['name']]: Each['en'] }
