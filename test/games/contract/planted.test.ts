import { describe, expect, it } from 'vitest'
import { quiz } from '../../../src/games/quiz/rules.ts'
import type { State } from '../../../src/games/quiz/state.ts'
import { deadlineOf } from '../../../src/games/quiz/time.ts'
import type { Plan } from './plan.ts'
import { PLANTED, planFor, SOUND } from './planted.ts'
import { quizPlan } from './quiz-plan.ts'
import { CHECKS, type Check, LEAK_TEST } from './suite.ts'

/** What a game that fails the suite is told, check by check. */
function findings(plan: Plan, checks: readonly Check[] = CHECKS): string {
  const found: string[] = []
  for (const { run } of checks) {
    try {
      run(plan)
    } catch (error) {
      found.push(error instanceof Error ? error.message : String(error))
    }
  }
  return found.join('\n')
}

describe('the suite', () => {
  it('lets a sound game pass', () => expect(findings(planFor(SOUND))).toBe(''))

  for (const [fault, game, words] of PLANTED) {
    it(`finds ${fault}`, () => expect(findings(planFor(game))).toMatch(words))
  }
})

/** What a quiz might let slip. */
const SLIPS: ReadonlyArray<readonly [slip: string, seen: (state: State) => unknown]> = [
  ['how many options are right', ({ question }) => (question?.kind === 'several' ? question.right.length : 0)],
  ['how the options were shuffled', ({ stage, shown }) => (stage === 'open' ? shown : [])],
  ['how large the number is', ({ question }) => (question?.kind === 'estimate' ? String(question.right).length : 0)],
  ['whether there will be an explanation', ({ question }) => question?.explanation?.length ?? 0],
  ['what the next question is', ({ coming, index }) => coming[index + 1]?.text ?? ''],
  ['what the others answer', ({ own, stage }) => (stage === 'open' ? own : {})],
  ['how many chose the first option', ({ own, stage }) => (stage === 'open' ? chose(own, 0) : 0)],
  ['who has more time', ({ allowed = {} }) => allowed],
  ['whether anybody has more time', ({ allowed = {} }) => Object.keys(allowed).length > 0],
  ['when the last one’s time is up', (state) => (state.stage === 'open' ? longest(state) : 0)],
  [
    'who is on a streak',
    ({ own }) => Object.values(own).flatMap((page) => Object.values(page).map((row) => row.streak)),
  ],
]

function longest(state: State): number {
  const ends = Object.keys(state.points).map((id) => deadlineOf(state, id))
  return state.until === undefined ? 0 : Math.max(...ends)
}

function chose(own: State['own'], place: number): number {
  return Object.values(own).flatMap((page) => Object.values(page).filter((row) => row.answer === place)).length
}

describe('the leak test of the quiz', () => {
  for (const [slip, seen] of SLIPS) {
    it(`finds a view that tells ${slip}`, () => {
      const game = { ...quiz, view: (state: State) => ({ ...quiz.view(state), slip: seen(state) }) } as typeof SOUND
      expect(findings({ ...quizPlan, game }, [LEAK_TEST])).toMatch(/what is hidden/)
    })
  }
})
