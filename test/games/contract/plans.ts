import { connectFour } from '../../../src/games/connect-four/rules.ts'
import { scoreboard } from '../../../src/games/scoreboard/rules.ts'
import { tapRace } from '../../../src/games/tap-race/rules.ts'
import type { Plan } from './plan.ts'
import { quizPlan } from './quiz-plan.ts'

const NAMES = ['Ada', 'Bob', '李', '__proto__', '7'] as const

/** One for each game of the catalogue. */
export const PLANS: readonly Plan[] = [
  quizPlan,
  { game: connectFour, options: [{}, { clock: 0 }, { clock: 1 }], seats: 2, secrets: 'nothing' },
  { game: tapRace, options: [{ seconds: 5 }], seats: 3, secrets: 'nothing' },
  {
    game: scoreboard,
    options: [{}, { status: 'Final' }],
    seats: 1,
    secrets: 'nothing',
    endless: true,
    act({ host }, chance) {
      const player = chance.one(NAMES)
      const move = chance.one([
        { name: 'set', args: { player, score: chance.int(100) } },
        { name: 'add', args: { player, by: chance.int(9) - 4 } },
        { name: 'status', args: { text: `Round ${chance.int(9)}` } },
        { name: 'remove', args: { player } },
      ])
      return { do: 'move', by: host, ...move }
    },
  },
]
