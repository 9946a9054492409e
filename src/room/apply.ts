import type { AnyGame } from '../games/game.ts'
import { refuse } from '../protocol/refusal.ts'
import type { MemberId } from '../protocol/view.ts'
import { attend, claim, hostAway, hostBack, isStandIn, transfer } from './host.ts'
import { describeIssues } from './issues.ts'
import { beginMatch, endMatch, isShowable, matchTime, pauseMatch, resumeMatch, runRule } from './match.ts'
import { join, leave, seat } from './members.ts'
import { parseOptions } from './open.ts'
import {
  type Changed,
  type Input,
  isHost,
  type Match,
  memberOf,
  phaseOf,
  type Room,
  seatingOf,
  without,
} from './room.ts'

/** The catalogue as the room knows it. */
export type FindGame = (id: string) => AnyGame | undefined

/**
 * The room after one input, or the refusal; the given room is not touched either way.
 * @param now epoch milliseconds; a clock that went back counts as standing still.
 */
export function apply(room: Room, input: Input, now: number, findGame: FindGame): Changed {
  if (room.closed) return refuse('closed')
  const game = findGame(room.game)
  if (!game) return refuse('unknown-game', `The game ${room.game} is no longer in the catalogue`)
  const at = Math.max(now, room.at)
  const changed = judge(room, game, input, at, findGame)
  return 'room' in changed ? { room: { ...changed.room, version: room.version + 1, at } } : changed
}

function judge(room: Room, game: AnyGame, input: Input, now: number, findGame: FindGame): Changed {
  switch (input.do) {
    case 'join':
      return join(room, game, input, now)
    case 'leave':
      return leave(room, game, input, now)
    case 'move':
      return move(room, game, input, now)
    case 'timer':
      return timer(room, game, input.name, now)
    case 'connection':
      return connection(room, game, input.absent, now)
    case 'away':
      return hostAway(room, now)
    case 'back':
      return hostBack(room)
    case 'claim':
      return claim(room, input)
    default:
      return isHost(room, input.by) ? control(room, game, input, now, findGame) : refuse('not-host')
  }
}

type ControlInput = Exclude<
  Input,
  { do: 'join' | 'leave' | 'move' | 'timer' | 'connection' | 'away' | 'back' | 'claim' }
>

function control(room: Room, game: AnyGame, input: ControlInput, now: number, findGame: FindGame): Changed {
  switch (input.do) {
    case 'start':
      return room.match
        ? refuse('wrong-phase', 'The match has begun already')
        : beginMatch(attend({ ...room, seed: input.seed ?? room.seed }, input.attended), game, now)
    case 'pause':
      return pauseMatch(room, now)
    case 'resume':
      // Whoever goes on without a stream drives the room by requests alone, and is waited for no more.
      return resumeMatch(attend(room, room.attended && input.attended), now)
    case 'end':
      return endMatch(room, game, now)
    case 'rematch':
      return rematch(room, game, input, now, findGame)
    case 'lock':
      return { room: { ...room, locked: true } }
    case 'unlock':
      return { room: { ...room, locked: false } }
    case 'mute':
      return { room: { ...room, muted: true } }
    case 'unmute': {
      const { muted: _was, ...rest } = room
      return { room: rest }
    }
    case 'close':
      return isStandIn(room, input.by) ? refuse('standing-in') : { room: { ...room, closed: 'ended' } }
    case 'kick':
      if (input.member === room.host) return refuse('invalid', 'The host cannot remove themselves; leave instead')
      return leave(room, game, input, now)
    case 'transfer':
      return transfer(room, input)
    case 'pardon':
      return pardon(room, input.member)
  }
}

/** Lets one who was removed come in again; without one, whoever comes from a network that was kept out. */
function pardon(room: Room, member: MemberId | undefined): Changed {
  if (member !== undefined) {
    if (!Object.hasOwn(room.banned, member)) return refuse('no-such-member', 'Nobody with this id has been removed')
    return { room: { ...room, banned: without(room.banned, member) } }
  }
  const banned = Object.entries(room.banned).map(([id, { hash }]) => [id, { hash }] as const)
  return { room: { ...room, banned: Object.fromEntries(banned) } }
}

/** Back to the lobby with the same people, for the same game or another one. */
function rematch(
  room: Room,
  game: AnyGame,
  input: Extract<Input, { do: 'rematch' }>,
  now: number,
  findGame: FindGame,
): Changed {
  const phase = phaseOf(room)
  if (phase === 'playing' || phase === 'paused') return refuse('wrong-phase', 'End the match first')
  const next = input.game === undefined ? game : findGame(input.game)
  if (!next) return refuse('unknown-game', `There is no game called ${input.game}`)
  let options = room.options
  if (next !== game || input.options !== undefined) {
    const parsed = parseOptions(next, input.options)
    if ('refusal' in parsed) return parsed
    options = parsed.options
  }
  const { match: _done, seating: _was, gone: _named, ...rest } = attend(room, input.attended)
  const seating = next === game ? nextSeating(room, game) : undefined
  const members = seat(room.members, next, seating)
  const lobby: Room = {
    ...rest,
    game: next.id,
    gameVersion: next.version,
    seed: input.seed ?? room.seed,
    options,
    members,
    ...(seating ? { seating } : {}),
  }
  return next.lobby === false ? beginMatch(lobby, next, now) : { room: lobby }
}

/** Asks the game who goes first for the seats. Those it does not name follow, so nobody can be forgotten. */
function nextSeating(room: Room, game: AnyGame): readonly MemberId[] | undefined {
  const { match, members } = room
  if (!game.seats || !match) return undefined
  const order = seatingOf(members, room.seating)
  const had = order.filter((id) => members[id]?.player)
  const waited = order.filter((id) => members[id]?.plays && !members[id]?.player)
  try {
    return game.seats(match.state, [...had, ...waited])
  } catch {
    // A rematch must not hang on it.
    return undefined
  }
}

function move(room: Room, game: AnyGame, input: Extract<Input, { do: 'move' }>, now: number): Changed {
  const definition = Object.hasOwn(game.moves, input.name) ? game.moves[input.name] : undefined
  if (!definition) return refuse('invalid', `${game.title} has no move ${JSON.stringify(input.name)}`)
  const checked = definition.args['~standard'].validate(input.args ?? {})
  if (checked instanceof Promise) return refuse('broken-rule', 'A move’s schema must check at once')
  if (checked.issues) return refuse('invalid', describeIssues(checked.issues))
  const { by } = input
  if (definition.by === 'host' && !isHost(room, by)) return refuse('not-host')
  const seated = memberOf(room, by)?.player === true
  if (definition.by === 'player' && !seated) return refuse('not-seated')
  if (definition.by === 'member' && !memberOf(room, by)) return refuse('not-a-member')
  if (phaseOf(room) !== 'playing') return refuse('wrong-phase', `The room is in phase ${phaseOf(room)}`)
  return runRule(room, game, { by, now, lag: input.lag }, (state, turn) => definition.run(state, checked.value, turn))
}

/** A timer that is due is taken off before its rule runs, so rules that fail on it cannot make it ring for ever. */
function timer(room: Room, game: AnyGame, name: string, now: number): Changed {
  const match = room.match as Match
  const { [name]: _rung, ...timers } = match.timers
  const rung: Room = { ...room, match: { ...match, timers } }
  const rule = game.timers[name]
  const ran = rule ? runRule(rung, game, { by: undefined, now }, rule) : { room: rung }
  return 'room' in ran && isShowable(ran.room, game) ? ran : { room: rung }
}

function connection(room: Room, game: AnyGame, absent: readonly string[], now: number): Changed {
  const told: Room = { ...room, absent: Object.fromEntries(absent.map((id) => [id, true as const])) }
  if (phaseOf(room) !== 'playing' || !game.connection) return { room: told }
  const ran = runRule(told, game, { by: undefined, now }, (state, turn) => game.connection?.(state, turn) ?? state)
  return 'room' in ran && isShowable(ran.room, game) ? ran : { room: told }
}

/** The next timer to ring and when, epoch milliseconds; nothing while the clock stands. Of two due at once, by name. */
export function nextTimer(room: Room): { readonly name: string; readonly due: number } | undefined {
  const { match } = room
  if (match?.phase !== 'playing' || room.closed) return undefined
  let first: { name: string; due: number } | undefined
  for (const [name, time] of Object.entries(match.timers)) {
    const due = room.at + (time - matchTime(match.clock, room.at))
    if (!first || due < first.due || (due === first.due && name < first.name)) first = { name, due }
  }
  return first
}
