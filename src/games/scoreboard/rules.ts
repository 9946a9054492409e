import * as z from 'zod'
import { defineGame, Name } from '../game.ts'

/** Names a board holds: what still reads on a wall and keeps an update small. */
const NAMES = 200
/** Characters of the status line. */
const STATUS_LENGTH = 200
/** Scores stay where adding is exact to the last cent. */
const HIGHEST = 1e12

interface State {
  readonly status: string
  readonly scores: { readonly [name: string]: number }
}

const Points = z.number().min(-HIGHEST).max(HIGHEST)

/** A board that the host, or any program with the host's token, writes: for sports days, quizzes on paper, dashboards. */
export const scoreboard = defineGame({
  id: 'scoreboard',
  version: 1,
  title: 'Scoreboard',
  summary: 'A live board for any contest: you, or your program, post the scores.',
  players: { min: 0, max: 300 },
  lobby: false,
  options: z.strictObject({
    status: z
      .string()
      .max(STATUS_LENGTH)
      .default('')
      .meta({ title: 'Status', description: 'The line under the title.' }),
  }),
  setup: (options): State => ({ status: options.status, scores: {} }),
  moves: {
    set: {
      args: z.strictObject({ player: Name, score: Points }),
      by: 'host',
      run: (state, { player, score }, turn): State => withScore(state, player, score) ?? turn.reject('board-full'),
    },
    add: {
      args: z.strictObject({ player: Name, by: Points }),
      by: 'host',
      run(state, { player, by }, turn): State {
        const score = (Object.hasOwn(state.scores, player) ? (state.scores[player] ?? 0) : 0) + by
        if (Math.abs(score) > HIGHEST) return turn.reject('score-too-high')
        return withScore(state, player, score) ?? turn.reject('board-full')
      },
    },
    status: {
      args: z.strictObject({ text: z.string().max(STATUS_LENGTH) }),
      by: 'host',
      run: (state, { text }): State => ({ ...state, status: text }),
    },
    remove: {
      args: z.strictObject({ player: Name }),
      by: 'host',
      run(state, { player }, turn): State {
        if (!Object.hasOwn(state.scores, player)) return turn.reject('no-such-player')
        const { [player]: _gone, ...scores } = state.scores
        return { ...state, scores }
      },
    },
  },
  timers: {},
  view: ({ status }) => ({ status }),
  scores: (state) => state.scores,
})

function withScore(state: State, player: string, score: number): State | undefined {
  if (!Object.hasOwn(state.scores, player) && Object.keys(state.scores).length >= NAMES) return undefined
  // A computed key makes an own member of any name, `__proto__` too.
  return { ...state, scores: { ...state.scores, [player]: score } }
}
