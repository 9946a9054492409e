/**
 * What must not compile. Every `@ts-expect-error` is an error itself if the line below it is none, so the type check of
 * the tests holds all of these.
 */
import * as z from 'zod'
import type { Stage } from '../../src/browser/screen.ts'
import type { connectFour } from '../../src/games/connect-four/rules.ts'
import { defineGame, type MineOf, type MovesOf, type PublicOf } from '../../src/games/game.ts'
import type { Answer } from '../../src/games/quiz/answer.ts'
import type { quiz } from '../../src/games/quiz/rules.ts'
import type { tapRace } from '../../src/games/tap-race/rules.ts'

/** Both ways assignable, and neither is `any`. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
function holds<_Claim extends true>(): void {}

// What the browser knows of a game comes from the rules alone.
holds<Same<PublicOf<typeof tapRace>['stage'], 'countdown' | 'racing' | 'done'>>()
holds<Same<MovesOf<typeof tapRace>, [name: 'tap', args: { total: number }]>>()
holds<Same<MineOf<typeof quiz>['answer'], Answer | undefined>>()
// @ts-expect-error a claim that does not hold
holds<Same<PublicOf<typeof tapRace>['until'], string>>()

export function readsSecrets({ view }: Stage<typeof quiz>, race: Stage<typeof tapRace>): unknown[] {
  return [
    view.state.asked?.text,
    view.state.reveal?.right,
    view.mine?.result?.gap,
    // @ts-expect-error the question with its right answer
    view.state.question,
    // @ts-expect-error the questions to come
    view.state.coming,
    // @ts-expect-error the right answer before the reveal
    view.state.asked?.right,
    // @ts-expect-error the shuffle
    view.state.shown,
    // @ts-expect-error everyone's answers
    view.state.own,
    // @ts-expect-error the taps stand in the scores
    race.view.state.taps,
    // @ts-expect-error a game without private views
    race.view.mine?.taps,
  ]
}

export function movesWrongly(
  { move }: Stage<typeof quiz>,
  race: Stage<typeof tapRace>,
  four: Stage<typeof connectFour>,
): void {
  void move(['answer', { question: 0, answer: [1, 2] }])
  void move(['next', {}])
  void race.move(['tap', { total: 3 }], { tag: 'tap', quiet: true })
  void four.move(['drop', { column: 3 }])
  // @ts-expect-error no such move
  void move(['anser', { question: 0, answer: 1 }])
  // @ts-expect-error an argument is missing
  void move(['answer', { answer: 1 }])
  // @ts-expect-error an argument of the wrong type
  void move(['answer', { question: 'first', answer: 1 }])
  // @ts-expect-error an answer that no question has
  void move(['answer', { question: 0, answer: 'b' }])
  // @ts-expect-error another game's move
  void four.move(['tap', { total: 3 }])
  // @ts-expect-error an argument that is not asked for
  void four.move(['drop', { column: 3, side: 0 }])
}

interface State {
  readonly picked: number
}

export const fair = defineGame({
  id: 'fair',
  version: 1,
  title: 'Fair',
  summary: 'A game for the type tests.',
  players: { min: 1, max: 2 },
  options: z.strictObject({ seconds: z.int().default(5) }),
  setup(options, turn): State {
    turn.after(options.seconds * 1000, 'close')
    // @ts-expect-error no such timer
    turn.after(1000, 'clsoe')
    // @ts-expect-error no such option
    turn.after(options.minutes, 'close')
    return { picked: 0 }
  },
  moves: {
    pick: {
      args: z.strictObject({ number: z.int() }),
      by: 'player',
      run(state, { number }, turn): State {
        // @ts-expect-error no such timer
        turn.cancel('next')
        // @ts-expect-error a state is never changed in place
        state.picked = number
        return { picked: number }
      },
    },
  },
  timers: { close: (state): State => state },
  view: ({ picked }) => ({ even: picked % 2 === 0 }),
  scores: () => ({}),
  bot({ state, mine }) {
    // @ts-expect-error a bot sees the view, not the state
    const cheat = state.picked
    // @ts-expect-error nothing is anyone's own here
    const other = mine?.picked
    return state.even ? { name: 'pick', args: { number: cheat + other } } : undefined
  },
})

const common = { version: 1, title: 'Odd', summary: '', players: { min: 1, max: 2 }, options: z.strictObject({}) }

export const odd = [
  defineGame({
    ...common,
    id: 'odd-right',
    setup: (): State => ({ picked: 0 }),
    // @ts-expect-error nobody's right
    moves: { pick: { args: z.strictObject({}), by: 'anybody', run: (state: State): State => state } },
    timers: {},
    view: () => ({}),
    scores: () => ({}),
  }),
  defineGame({
    ...common,
    id: 'odd-state',
    setup: (): State => ({ picked: 0 }),
    moves: {},
    // @ts-expect-error what is no state of this game
    timers: { close: () => ({ chosen: 1 }) },
    view: () => ({}),
    scores: () => ({}),
  }),
  defineGame({
    ...common,
    id: 'odd-scores',
    setup: (): State => ({ picked: 0 }),
    moves: {},
    timers: {},
    view: () => ({}),
    // @ts-expect-error scores are numbers
    scores: () => ({ m1: '1' }),
  }),
  // @ts-expect-error what everyone may see has to be said
  defineGame({
    ...common,
    id: 'odd-view',
    setup: (): State => ({ picked: 0 }),
    moves: {},
    timers: {},
    scores: () => ({}),
  }),
]
