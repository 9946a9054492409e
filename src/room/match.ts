import { type AnyGame, Rejection, type Seat, type Turn } from '../games/game.ts'
import { isObject, type Json, type JsonObject } from '../protocol/json.ts'
import { makePatch } from '../protocol/patch.ts'
import { refuse } from '../protocol/refusal.ts'
import type { ClockView, MemberId } from '../protocol/view.ts'
import { type RandomState, resumeRandom, seedRandom } from './random.ts'
import { type Changed, type Match, ownerOf, PROGRAM, phaseOf, type Room, seatingOf } from './room.ts'

/** Milliseconds of the match clock at the wall's `now`. */
export function matchTime(clock: ClockView, now: number): number {
  return 'zero' in clock ? now - clock.zero : clock.stopped
}

/** Begins a match: the seats are as the lobby gave them, the seed is the room's with the number of the match. */
export function beginMatch(room: Room, game: AnyGame, now: number): Changed {
  const seated = Object.values(room.members).filter((member) => member.player).length
  if (seated < game.players.min) {
    return refuse('too-few-players', `${game.title} needs ${game.players.min} players; there are ${seated}`)
  }
  const matches = room.matches + 1
  const match: Match = {
    phase: 'playing',
    clock: { zero: now },
    state: {},
    random: seedRandom(`${room.seed}/${matches}`),
    timers: {},
  }
  return runRule({ ...room, matches, match }, game, { by: undefined, now }, (_none, turn) =>
    game.setup(room.options, turn),
  )
}

/** Stops the clock where it stands; every timer keeps what it had left. */
export function pauseMatch(room: Room, now: number, why: Pick<Match, 'hostAway'> = {}): Changed {
  if (room.match?.phase !== 'playing') return refuse('wrong-phase', 'Only a running match can be paused')
  const stopped = matchTime(room.match.clock, now)
  return { room: { ...room, match: { ...room.match, phase: 'paused', clock: { stopped }, ...why } } }
}

export function resumeMatch(room: Room, now: number): Changed {
  if (room.match?.phase !== 'paused') return refuse('wrong-phase', 'Only a paused match can be resumed')
  const zero = now - matchTime(room.match.clock, now)
  return { room: { ...room, match: { ...waited(room.match), phase: 'playing', clock: { zero } } } }
}

/** The match without its wait for the host. */
export function waited({ hostAway: _over, ...match }: Match): Match {
  return match
}

/** The host calls it a day: the standing is the result. */
export function endMatch(room: Room, game: AnyGame, now: number): Changed {
  const phase = phaseOf(room)
  if (phase !== 'playing' && phase !== 'paused') return refuse('wrong-phase', 'There is no match to end')
  return { room: { ...room, match: ended(room.match as Match, game, now) } }
}

function ended(match: Match, game: AnyGame, now: number): Match {
  const outcome = game.outcome?.(match.state)
  return {
    ...waited(match),
    phase: 'over',
    clock: { stopped: matchTime(match.clock, now) },
    timers: {},
    ...(outcome ? { outcome } : {}),
  }
}

/**
 * Has one rule judge one input. State, chance and timers are taken over together or not at all.
 * @returns a refusal `rejected` with the rule's reason, or `broken-rule` when the rule threw anything else.
 */
export function runRule(
  room: Room,
  game: AnyGame,
  { by, now, lag = 0 }: { by: MemberId | undefined; now: number; lag?: number | undefined },
  rule: (state: JsonObject, turn: Turn) => unknown,
): Changed {
  const match = room.match as Match
  const random = resumeRandom(match.random)
  const time = matchTime(match.clock, now)
  let timers = match.timers
  let seats: Turn['members'] | undefined
  const turn: Turn = {
    now: time,
    lag,
    by: by === PROGRAM ? undefined : by,
    get members() {
      seats ??= seatsOf(room)
      return seats
    },
    get seats() {
      return seatingOf(room.members, room.seating).filter((id) => room.members[id]?.player)
    },
    random,
    after(ms, timer) {
      if (!(ms >= 0) || !Object.hasOwn(game.timers, timer))
        throw new RangeError(`cannot set timer ${timer} in ${ms} ms`)
      timers = { ...timers, [timer]: time + ms }
    },
    cancel(timer) {
      if (timer in timers) {
        const { [timer]: _off, ...rest } = timers
        timers = rest
      }
    },
    reject(reason) {
      throw new Rejection(reason)
    },
  }
  try {
    const state = rule(match.state, turn)
    if (!isObject(state)) throw new TypeError(`${game.id} made a state that is no object`)
    const next: Match = { ...match, state: state as JsonObject, timers, random: keep(match.random, random.state()) }
    const over = match.phase !== 'over' && game.outcome?.(next.state) !== undefined
    return { room: { ...room, match: over ? ended(next, game, now) : next } }
  } catch (error) {
    if (error instanceof Rejection) return { refusal: { code: 'rejected', reason: error.reason } }
    return refuse('broken-rule')
  }
}

/**
 * Whether what a rule made can be saved and seen. A move that fails this is refused afterwards; what cannot be refused (a
 * timer that rings, someone who leaves) has to know before, or it would come back for ever.
 */
export function isShowable(room: Room, game: AnyGame): boolean {
  const { match, members } = room
  if (!match) return true
  const owner = ownerOf(room)
  const { state } = match
  try {
    const own = Object.keys(members).map((id) => game.mine?.(state, id, id === owner))
    for (const part of [state, game.view(state), game.scores(state), match.timers, match.outcome, ...own]) {
      if (part !== undefined) makePatch(undefined, part as Json)
    }
    return true
  } catch {
    return false
  }
}

/** The old list when nothing was drawn, so that it costs no patch. */
function keep(before: RandomState, after: RandomState): RandomState {
  return before.every((word, index) => word === after[index]) ? before : after
}

// Most moves of most games never ask who is there; building it only then keeps a move cheap in a room of 300.
function seatsOf(room: Room): { readonly [id: MemberId]: Seat } {
  return Object.fromEntries(
    Object.entries(room.members).map(([id, { name, player, bot }]) => [
      id,
      { id, name, player, host: id === room.host, connected: bot !== undefined || room.absent[id] === undefined },
    ]),
  )
}
