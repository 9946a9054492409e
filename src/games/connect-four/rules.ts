import * as z from 'zod'
import { defineGame, type MemberId, type Turn } from '../game.ts'
import { type Columns, drop, EMPTY, HEIGHT, isFull, lineThrough, type Place, type Side, WIDTH } from './board.ts'
import { bot } from './bot.ts'

/** How a match came to its end. */
export type Ending = 'line' | 'full' | 'time' | 'resigned' | 'left'

/** Nothing in this game is hidden, so the state is what everyone sees, down to the names of its members. */
export interface State {
  /** The two players; the first one begins. `0` and `1` on the board are their places here. */
  readonly sides: readonly [MemberId, MemberId]
  readonly columns: Columns
  /** Whose turn it is. */
  readonly turn: Side
  /** Seconds a move may take; 0 for no clock. */
  readonly clock: number
  /** Match clock, milliseconds: when the one whose turn it is has lost on time. */
  readonly until?: number
  /** Where the last disc fell. */
  readonly last?: Place
  readonly ended?: {
    readonly by: Ending
    /** Nobody for a draw. */
    readonly winner?: Side
    /** The four discs, or more where several lines were made at once. */
    readonly line?: readonly Place[]
  }
}

type Timer = 'time'

export const connectFour = defineGame({
  id: 'connect-four',
  version: 1,
  title: 'Connect Four',
  summary: 'Drop discs in turn; four in a row wins. The others watch, and the winner stays on.',
  players: { min: 2, max: 2 },
  options: z.strictObject({
    clock: z
      .int()
      .min(0)
      .max(300)
      .default(30)
      .meta({ title: 'Seconds a move', description: 'Whose time runs out loses. 0: no clock.' }),
  }),
  setup(options, turn: Turn<Timer>): State {
    const [first = '', second = ''] = turn.seats
    return clocked({ sides: [first, second], columns: EMPTY, turn: 0, clock: options.clock }, turn)
  },
  moves: {
    drop: {
      args: z.strictObject({
        column: z
          .int()
          .min(0)
          .max(WIDTH - 1)
          .meta({ description: 'From the left, from 0.' }),
      }),
      by: 'player',
      run(state, { column }, turn: Turn<Timer>): State {
        if (state.ended) return turn.reject('game-over')
        const side = state.turn
        if (turn.by !== state.sides[side]) return turn.reject('not-your-turn')
        const height = (state.columns[column] as string).length
        if (height === HEIGHT) return turn.reject('column-full')
        const columns = drop(state.columns, column, side)
        const dropped: State = { ...state, columns, last: [column, height] }
        const line = lineThrough(columns, column)
        if (line) return over(dropped, { by: 'line', winner: side, line }, turn)
        if (isFull(columns)) return over(dropped, { by: 'full' }, turn)
        return clocked({ ...dropped, turn: other(side) }, turn)
      },
    },
    resign: {
      args: z.strictObject({}),
      by: 'player',
      run(state, _none, turn: Turn<Timer>): State {
        if (state.ended) return turn.reject('game-over')
        return lost(state, turn.by, 'resigned', turn) ?? turn.reject('not-playing')
      },
    },
  },
  timers: {
    time: (state, turn: Turn<Timer>): State => lost(state, state.sides[state.turn], 'time', turn) ?? state,
  },
  left: (state, member, turn: Turn<Timer>): State => lost(state, member, 'left', turn) ?? state,
  view: ({ sides, columns, turn, clock, until, last, ended }): State => ({
    sides,
    columns,
    turn,
    clock,
    ...(until === undefined ? {} : { until }),
    ...(last ? { last } : {}),
    ...(ended ? { ended } : {}),
  }),
  scores({ sides: [first, second], ended }) {
    const winner = ended?.winner
    return { [first]: winner === 0 ? 1 : 0, [second]: winner === 1 ? 1 : 0 }
  },
  outcome({ sides, ended }) {
    if (!ended) return undefined
    return { winners: ended.winner === undefined ? [] : [sides[ended.winner]] }
  },
  /**
   * With others waiting, the winner stays on and the next in line begins; after a draw the one who moved second stays.
   * With nobody waiting, the two swap sides.
   */
  seats({ sides: [first, second], ended }, queue) {
    const waiting = queue.filter((id) => id !== first && id !== second)
    const [next, ...rest] = waiting
    if (next === undefined) return [second, first]
    const stays = ended?.winner === 0 ? first : second
    return [next, stays, ...rest, stays === first ? second : first]
  },
  bot,
})

function other(side: Side): Side {
  return side === 0 ? 1 : 0
}

/** Starts the clock for the one whose turn it is. */
function clocked(state: State, turn: Turn<Timer>): State {
  if (state.clock === 0) return state
  turn.after(state.clock * 1000, 'time')
  return { ...state, until: turn.now + state.clock * 1000 }
}

/** The match as this player loses it; nothing if they are not in it, or it is over. */
function lost(state: State, loser: MemberId | undefined, by: Ending, turn: Turn<Timer>): State | undefined {
  const side = loser === undefined ? -1 : state.sides.indexOf(loser)
  if (state.ended || side < 0) return undefined
  return over(state, { by, winner: side === 0 ? 1 : 0 }, turn)
}

function over({ until: _stopped, ...state }: State, ended: NonNullable<State['ended']>, turn: Turn<Timer>): State {
  turn.cancel('time')
  return { ...state, ended }
}
