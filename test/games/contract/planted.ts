import * as z from 'zod'
import { type AnyGame, defineGame, type MemberId } from '../../../src/games/game.ts'
import type { Plan } from './plan.ts'

interface State {
  /** What is to be guessed. Nobody may see it before the end. */
  readonly number: number
  readonly guesses: { readonly [id: MemberId]: number }
  readonly until: number
  readonly done: boolean
}

/** Guess a number from 0 to 9, in secret; the nearest wins. Nothing is wrong with it. */
const sound = defineGame({
  id: 'guess',
  version: 1,
  title: 'Guess',
  summary: 'Guess the number.',
  players: { min: 1, max: 8 },
  options: z.strictObject({ seconds: z.int().min(1).max(60).default(10) }),
  setup(options, turn): State {
    turn.after(options.seconds * 1000, 'close')
    return { number: turn.random.int(10), guesses: {}, until: options.seconds * 1000, done: false }
  },
  moves: {
    guess: {
      args: z.strictObject({ number: z.int().min(0).max(9) }),
      by: 'player',
      run(state, { number }, turn): State {
        const by = turn.by as MemberId
        if (state.guesses[by] !== undefined) return turn.reject('already-guessed')
        return { ...state, guesses: { ...state.guesses, [by]: number } }
      },
    },
  },
  timers: { close: (state): State => ({ ...state, done: true }) },
  joined: (state): State => state,
  view: ({ until, done, number, guesses }) => ({
    until,
    done,
    guessed: Object.keys(guesses).length,
    ...(done ? { number, guesses } : {}),
  }),
  mine(state, member) {
    const guess = state.guesses[member]
    return guess === undefined ? undefined : { guess }
  },
  scores: ({ done, guesses, number }) =>
    done ? Object.fromEntries(Object.entries(guesses).map(([id, guess]) => [id, 9 - Math.abs(guess - number)])) : {},
  outcome: ({ done }) => (done ? { winners: [] } : undefined),
  bot: ({ state, mine, random }) =>
    state.done || mine?.guess !== undefined
      ? undefined
      : { name: 'guess', args: { number: random.int(10) }, after: 100 + random.int(900) },
})

/** The plan for it and for whatever is made of it. */
export function planFor(game: AnyGame): Plan {
  return {
    game,
    options: [{}, { seconds: 2 }],
    seats: 2,
    secrets: (state: State, viewer, chance) =>
      state.done
        ? { ...state }
        : {
            ...state,
            number: (state.number + 1 + chance.int(9)) % 10,
            guesses: Object.fromEntries(
              Object.entries(state.guesses).map(([id, guess]) => [id, id === viewer.id ? guess : chance.int(10)]),
            ),
          },
    shows: (before: State, after: State) => before.done !== after.done,
  }
}

const { guess } = sound.moves

/** Games with one fault each, and the words of the check that has to find it. */
export const PLANTED: readonly (readonly [fault: string, game: AnyGame, found: RegExp])[] = [
  [
    'a view that tells whether the number is even',
    { ...sound, view: (state: State) => ({ ...sound.view(state), even: state.number % 2 === 0 }) },
    /sees what is hidden/,
  ],
  [
    'a private view that tells who has guessed the same',
    {
      ...sound,
      mine: (state: State, member: MemberId) => ({
        ...sound.mine?.(state, member, false),
        alike: Object.values(state.guesses).filter((number) => number === state.guesses[member]).length,
      }),
    },
    /sees.* what is hidden|is sent what is hidden/,
  ],
  [
    'a rejection that depends on the number',
    {
      ...sound,
      moves: {
        guess: {
          ...guess,
          run(state: State, args: { number: number }, turn: Parameters<typeof guess.run>[2]): State {
            if (state.guesses[turn.by as MemberId] !== undefined) return turn.reject(state.number > 4 ? 'low' : 'high')
            return guess.run(state, args, turn)
          },
        },
      },
    },
    /is answered what is hidden/,
  ],
  [
    'a view that hands out the state',
    { ...sound, view: (state: State) => state },
    /what is hidden|whatever is in the state/,
  ],
  [
    'a clock of its own',
    {
      ...sound,
      timers: { close: (state: State) => ({ ...state, done: true, at: Date.now() }) },
    },
    /does not replay/,
  ],
  [
    'chance of its own',
    {
      ...sound,
      moves: {
        guess: {
          ...guess,
          run: (state: State, _args: { number: number }, turn: Parameters<typeof guess.run>[2]) =>
            guess.run(state, { number: Math.floor(Math.random() * 1e9) }, turn),
        },
      },
    },
    /does not replay/,
  ],
  [
    'a null in its state',
    { ...sound, timers: { close: (state: State) => ({ ...state, done: true, winner: null }) } },
    /breaks on|null/,
  ],
  [
    'a null in its view',
    { ...sound, view: (state: State) => ({ ...sound.view(state), best: null }) },
    /breaks on|null/,
  ],
  [
    'a score that is no number',
    {
      ...sound,
      scores: ({ guesses }: State) => Object.fromEntries(Object.keys(guesses).map((id) => [id, Number.NaN])),
    },
    /breaks on|a score is NaN/,
  ],
  [
    'a rule that changes what it was given',
    {
      ...sound,
      timers: {
        close(state: { done: boolean }) {
          state.done = true
          return state
        },
      },
    },
    /breaks on|refused/,
  ],
  [
    'a memory of its own',
    (() => {
      let matches = 0
      return { ...sound, timers: { close: (state: State) => ({ ...state, done: true, matches: ++matches }) } }
    })(),
    /does not replay/,
  ],
  ['a step that leaves somebody’s own part as it was', { ...sound, touched: () => [] }, /is stale after/],
  [
    'a step that forgets the one who moved',
    {
      ...sound,
      touched: (before: State, after: State) =>
        Object.keys(after.guesses).filter((id) => before.guesses[id] === after.guesses[id]),
    },
    /is stale after/,
  ],
  ['no end', { ...sound, outcome: () => undefined }, /hangs|finds no end/],
  [
    'a default that its own options refuse',
    { ...sound, options: z.strictObject({ seconds: z.int().min(1).max(60).default(0) }) },
    /options .* are refused/,
  ],
]

export const SOUND: AnyGame = sound
