import * as z from 'zod'
import { defineGame, type MemberId } from '../game.ts'

/** Milliseconds of 3-2-1 before the race. */
const COUNTDOWN_MS = 3000
/** The fastest anyone taps with one hand is about 14 a second; two thumbs manage some 20, and the network bunches them. */
const TAPS_PER_SECOND = 20
/** Taps a phone may deliver at once beyond the rate: what a second's stall of the network holds back. */
const TAPS_BUNCHED = 25

interface State {
  readonly stage: 'countdown' | 'racing' | 'done'
  readonly seconds: number
  /** Match clock, milliseconds: when the stage ends. */
  readonly until: number
  readonly taps: { readonly [id: MemberId]: number }
  /** Those who came during the match, and when, milliseconds of the match clock: nobody taps before they are here. */
  readonly late?: { readonly [id: MemberId]: number }
  /** Whether holding counts as tapping. */
  readonly hold?: true
}

/** Most taps wins. Phones send the running total twice a second, so a lost or repeated send changes nothing. */
export const tapRace = defineGame({
  id: 'tap-race',
  version: 1,
  title: 'Tap Race',
  summary: 'Tap as fast as you can. Most taps before the time is up wins.',
  players: { min: 1, max: 300 },
  options: z.strictObject({
    seconds: z.int().min(5).max(120).default(20).meta({ title: 'Seconds', description: 'How long the race lasts.' }),
    hold: z.boolean().default(false).meta({
      title: 'Holding counts too',
      description: 'Six a second for as long as the ball is held: for those who cannot tap fast.',
    }),
  }),
  setup: (options, turn): State => {
    turn.after(COUNTDOWN_MS, 'go')
    const seated = Object.values(turn.members).filter((member) => member.player)
    return {
      stage: 'countdown',
      seconds: options.seconds,
      until: COUNTDOWN_MS,
      taps: Object.fromEntries(seated.map((member) => [member.id, 0])),
      ...(options.hold ? { hold: true } : {}),
    }
  },
  moves: {
    tap: {
      args: z.strictObject({
        total: z.int().min(1).max(10_000).meta({ description: 'All taps of this race so far, not only the new ones.' }),
      }),
      by: 'player',
      run(state, { total }, turn): State {
        if (state.stage !== 'racing') return turn.reject(state.stage === 'done' ? 'race-over' : 'not-started')
        const by = turn.by as MemberId
        const before = state.taps[by] ?? 0
        if (total <= before) return turn.reject('already-counted')
        const raced = turn.now - Math.max(COUNTDOWN_MS, state.late?.[by] ?? 0)
        if (total > (raced / 1000) * TAPS_PER_SECOND + TAPS_BUNCHED) return turn.reject('too-fast')
        return { ...state, taps: { ...state.taps, [by]: total } }
      },
    },
  },
  timers: {
    go(state, turn): State {
      const length = state.seconds * 1000
      turn.after(length, 'finish')
      return { ...state, stage: 'racing', until: turn.now + length }
    },
    finish: (state): State => ({ ...state, stage: 'done' }),
  },
  joined: (state, member, turn): State => ({
    ...state,
    taps: { ...state.taps, [member]: 0 },
    late: { ...state.late, [member]: turn.now },
  }),
  left(state, member): State {
    const { [member]: _gone, ...taps } = state.taps
    const { [member]: _since, ...late } = state.late ?? {}
    return { ...state, taps, late }
  },
  view: ({ stage, seconds, until, hold }) => ({ stage, seconds, until, ...(hold ? { hold } : {}) }),
  scores: (state) => state.taps,
  outcome(state) {
    if (state.stage !== 'done') return undefined
    const best = Math.max(0, ...Object.values(state.taps))
    return { winners: best === 0 ? [] : Object.keys(state.taps).filter((id) => state.taps[id] === best) }
  },
  bot({ state, scores, you, now, random }) {
    if (state.stage !== 'racing' || now >= state.until) return undefined
    return { name: 'tap', args: { total: (scores[you] ?? 0) + 2 + random.int(4) }, after: 500 }
  },
})
