import * as z from 'zod'
import { type AnyGame, defineGame, type MemberId } from '../../src/games/game.ts'

/** What no view of anyone but its owner may hold; each card is one of these with a number. */
export const SECRET = 'secret-'

interface State {
  readonly stock: readonly string[]
  readonly hands: { readonly [id: MemberId]: readonly string[] }
  readonly table: { readonly [id: MemberId]: number }
  readonly ticks: readonly number[]
  /** Makes the view throw, or hold what JSON cannot. */
  readonly spoiled?: 'throws' | 'null' | 'mine'
  readonly winner?: MemberId
}

/**
 * A game for tests only: hidden hands, chance, timers, and moves that go wrong in every way rules can. Cards are drawn
 * hidden and played openly; whoever has played five has won.
 */
export const vault = defineGame({
  id: 'vault',
  version: 1,
  title: 'Vault',
  summary: 'Everything a game can do wrong.',
  players: { min: 1, max: 3 },
  options: z.strictObject({
    cards: z.int().min(1).max(60).default(40),
    setup: z.enum(['throws', 'rejects']).optional(),
  }),
  setup: (options, turn): State => {
    if (options.setup === 'throws') throw new Error('the words of an error')
    if (options.setup === 'rejects') return turn.reject('not-today')
    const cards = Array.from({ length: options.cards }, (_, index) => `${SECRET}${index}`)
    turn.after(1000, 'tick')
    return {
      stock: turn.random.shuffle(cards),
      hands: Object.fromEntries(turn.seats.map((id) => [id, []])),
      table: {},
      ticks: [],
    }
  },
  moves: {
    draw: {
      args: z.strictObject({}),
      by: 'player',
      run(state, _args, turn): State {
        const by = turn.by as MemberId
        const [card, ...stock] = state.stock
        if (card === undefined) return turn.reject('no-cards')
        return { ...state, stock, hands: { ...state.hands, [by]: [...(state.hands[by] ?? []), card] } }
      },
    },
    play: {
      args: z.strictObject({ index: z.int().min(0).default(0) }),
      by: 'player',
      run(state, { index }, turn): State {
        const by = turn.by as MemberId
        const hand = state.hands[by] ?? []
        if (hand[index] === undefined) return turn.reject('no-such-card')
        const played = (state.table[by] ?? 0) + 1
        const { [by]: _played, ...others } = state.hands
        const rest = hand.filter((_, at) => at !== index)
        return {
          ...state,
          hands: rest.length > 0 ? { ...others, [by]: rest } : others,
          table: { ...state.table, [by]: played },
          ...(played === 5 ? { winner: by } : {}),
        }
      },
    },
    shout: { args: z.strictObject({}), by: 'member', run: (state): State => ({ ...state, ticks: [] }) },
    wind: {
      args: z.strictObject({ ms: z.number(), timer: z.enum(['tick', 'tock', 'boom', 'spoil', 'spin', 'nope']) }),
      by: 'host',
      run(state, { ms, timer }, turn): State {
        if (timer === 'nope') turn.after(ms, 'no-such-timer' as never)
        else turn.after(ms, timer)
        return state
      },
    },
    still: {
      args: z.strictObject({}),
      by: 'host',
      run(state, _args, turn): State {
        turn.cancel('tick')
        turn.cancel('tock')
        return state
      },
    },
    /** Draws a number, sets a timer, makes a state; then fails in the way asked for. */
    fail: {
      args: z.strictObject({
        how: z.enum([
          'reject',
          'throw',
          'null',
          'nan',
          'hole',
          'not-an-object',
          'view',
          'view-null',
          'mine',
          'forever',
        ]),
      }),
      by: 'member',
      run(state, { how }, turn): State {
        turn.random.next()
        turn.after(1, 'tock')
        if (how === 'reject') return turn.reject('as-asked')
        if (how === 'throw') throw new Error(`the words of an error with ${SECRET}0`)
        if (how === 'null') return { ...state, ticks: [null as unknown as number] }
        if (how === 'nan') return { ...state, ticks: [Number.NaN] }
        if (how === 'hole') return { ...state, ticks: Array.from<number>({ length: 3 }).fill(1, 0, 1) }
        if (how === 'not-an-object') return 'done' as unknown as State
        if (how === 'forever') {
          turn.after(Number.POSITIVE_INFINITY, 'tick')
          return state
        }
        return { ...state, spoiled: how === 'view' ? 'throws' : how === 'mine' ? 'mine' : 'null' }
      },
    },
  },
  timers: {
    tick(state, turn): State {
      turn.after(1000, 'tick')
      return { ...state, ticks: [...state.ticks.slice(-9), turn.now + turn.random.int(10)] }
    },
    tock: (state, turn): State => ({ ...state, ticks: [...state.ticks.slice(-9), -turn.now] }),
    boom(): State {
      throw new Error('the words of an error')
    },
    spin(state, turn): State {
      turn.after(0, 'spin')
      return state
    },
    spoil: (state): State => ({ ...state, spoiled: 'throws' }),
  },
  joined: (state, member): State => ({ ...state, hands: { ...state.hands, [member]: [] } }),
  left(state, member, turn): State {
    if (state.ticks.length > 0 && state.ticks.every((tick) => tick < 0)) throw new Error('leaving goes wrong')
    const { [member]: hand = [], ...hands } = state.hands
    return { ...state, hands, stock: turn.random.shuffle([...state.stock, ...hand]) }
  },
  view(state) {
    if (state.spoiled === 'throws') throw new Error(`the words of an error with ${state.stock[0]}`)
    const counts = Object.fromEntries(Object.entries(state.hands).map(([id, hand]) => [id, hand.length]))
    return {
      left: state.stock.length,
      counts,
      table: state.table,
      ticks: state.ticks,
      ...(state.spoiled === 'null' ? { spoiled: null } : {}),
    }
  },
  mine(state, member, host) {
    if (state.spoiled === 'mine') throw new Error('the words of an error')
    const hand = state.hands[member]
    if (host) return { hand: hand ?? [], next: state.stock[0] ?? 'none' }
    return hand && hand.length > 0 ? { hand } : undefined
  },
  scores: (state) => state.table,
  outcome: (state) => (state.winner === undefined ? undefined : { winners: [state.winner] }),
})

interface Duel {
  readonly seats: readonly MemberId[]
  readonly winner?: MemberId
}

/** Two players, nobody new while it runs; the winner stays on, and who has waited goes first. */
export const duel = defineGame({
  id: 'duel',
  version: 1,
  title: 'Duel',
  summary: 'Two seats.',
  players: { min: 2, max: 2 },
  options: z.strictObject({}),
  setup: (_options, turn): Duel => ({ seats: turn.seats }),
  moves: {
    win: {
      args: z.strictObject({}),
      by: 'player',
      run: (state, _args, turn): Duel => ({ ...state, winner: turn.by as MemberId }),
    },
  },
  timers: {},
  view: ({ seats }) => ({ seats }),
  scores: () => ({}),
  outcome: (state) => (state.winner === undefined ? undefined : { winners: [state.winner] }),
  seats: (state, queue) => [
    ...queue.filter((id) => id === state.winner),
    ...queue.filter((id) => !state.seats.includes(id)),
    ...queue,
  ],
})

export const TEST_GAMES: readonly AnyGame[] = [vault, duel]
