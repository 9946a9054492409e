import type { AnyGame } from '../games/game.ts'
import { BANS_PER_ROOM } from '../protocol/limits.ts'
import { foldName } from '../protocol/name.ts'
import { refuse } from '../protocol/refusal.ts'
import type { MemberId } from '../protocol/view.ts'
import { isShowable, runRule } from './match.ts'
import { colorOf } from './palette.ts'
import {
  type Actor,
  type Changed,
  type Input,
  isHost,
  type Member,
  memberOf,
  phaseOf,
  type Room,
  seatingOf,
  without,
} from './room.ts'

/**
 * A new member. The first becomes the host, and so does the first to come to a room that everyone has left; but nobody
 * does in a room that was opened for nobody.
 */
export function join(room: Room, game: AnyGame, input: Extract<Input, { do: 'join' }>, now: number): Changed {
  if (room.banned.includes(input.hash)) return refuse('kicked')
  if (input.bot === 'room' && !isHost(room, input.by)) return refuse('not-host', 'Only the host may add bots')
  const others = Object.values(room.members)
  if (room.locked) return refuse('locked')
  if (others.length >= room.capacity) return refuse('full', `This room takes ${room.capacity} members`)
  const folded = foldName(input.name)
  if (others.some((member) => foldName(member.name) === folded)) return refuse('name-taken')

  const id = `m${room.joined + 1}`
  const running = phaseOf(room) === 'playing' || phaseOf(room) === 'paused'
  const takesLate = running && game.joined !== undefined
  const seated = others.filter((member) => member.player).length
  const member: Member = {
    name: input.name,
    color: colorOf(room.joined),
    plays: input.plays,
    player: input.plays && takesLate && seated < game.players.max,
    ...(input.bot ? { bot: input.bot } : {}),
  }
  const next: Room = {
    ...room,
    joined: room.joined + 1,
    members: { ...room.members, [id]: member },
    tokens: { ...room.tokens, [input.hash]: id },
    ...(room.host === undefined && !room.ownerless && !input.bot ? { host: id } : {}),
  }
  if (!running)
    return { room: phaseOf(room) === 'lobby' ? { ...next, members: seat(next.members, game, next.seating) } : next }
  if (!member.player) return { room: next }
  return runRule(next, game, { by: id, now }, (state, turn) => game.joined?.(state, id, turn) ?? state)
}

/** A member goes, by their own will or removed by the host; a removed one's token is banned. */
export function leave(room: Room, game: AnyGame, by: Actor, id: MemberId, now: number): Changed {
  const kick = by !== id
  if (kick && !isHost(room, by)) return refuse('not-host')
  const member = memberOf(room, id)
  if (!member) return refuse('no-such-member')

  const hash = Object.keys(room.tokens).find((token) => room.tokens[token] === id)
  const members = without(room.members, id)
  const { host, ...rest } = room
  const heir = host === id ? Object.keys(members).find((other) => !members[other]?.bot) : host
  const next: Room = {
    ...rest,
    ...(heir === undefined ? {} : { host: heir }),
    members: phaseOf(room) === 'lobby' ? seat(members, game, room.seating) : members,
    tokens: hash === undefined ? room.tokens : without(room.tokens, hash),
    banned: kick && hash !== undefined ? [...room.banned, hash].slice(-BANS_PER_ROOM) : room.banned,
    absent: without(room.absent, id),
  }
  const running = phaseOf(room) === 'playing' || phaseOf(room) === 'paused'
  if (!running || !member.player || !game.left) return { room: next }
  const told = runRule(next, game, { by: id, now }, (state, turn) => game.left?.(state, id, turn) ?? state)
  // Nobody can be kept from leaving by rules that fail on it.
  return 'room' in told && isShowable(told.room, game) ? told : { room: next }
}

/**
 * Gives the seats there are to those who want one: first to those `first` names, then in the order of joining.
 * The members keep their order, which a merge patch could not change.
 */
export function seat(members: Room['members'], game: AnyGame, first: readonly MemberId[] = []): Room['members'] {
  const wanting = seatingOf(members, first).filter((id) => members[id]?.plays)
  const seated = new Set(wanting.slice(0, game.players.max))
  return Object.fromEntries(
    Object.entries(members).map(([id, member]) => {
      const player = seated.has(id)
      return [id, player === member.player ? member : { ...member, player }]
    }),
  )
}
