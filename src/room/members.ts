import type { AnyGame } from '../games/game.ts'
import { BANS_PER_ROOM, GONE_PER_MATCH } from '../protocol/limits.ts'
import { foldName } from '../protocol/name.ts'
import { refuse } from '../protocol/refusal.ts'
import type { MemberId } from '../protocol/view.ts'
import { handTo, heirOf } from './host.ts'
import { isShowable, runRule } from './match.ts'
import { colorOf } from './palette.ts'
import {
  type Changed,
  type Input,
  isHost,
  type Match,
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
  if (isBanned(room, input.hash)) return refuse('kicked')
  if (isBarred(room, input.network)) return refuse('kicked', 'The host keeps newcomers from this network out')
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
    ...(input.network ? { network: input.network } : {}),
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

/** Whether the host has removed who has this token. */
export function isBanned({ banned }: Room, hash: string): boolean {
  return Object.values(banned).some((ban) => ban.hash === hash)
}

/** Whether newcomers from this network are kept out. */
function isBarred({ banned }: Room, network: string | undefined): boolean {
  return network !== undefined && Object.values(banned).some((ban) => ban.network === network)
}

type Leaving = Omit<Extract<Input, { do: 'leave' }>, 'do'> & Pick<Extract<Input, { do: 'kick' }>, 'ban'>

/** A member goes, by their own will or removed by the host; a removed one is banned. */
export function leave(room: Room, game: AnyGame, { by, member: id, ban, attended }: Leaving, now: number): Changed {
  const kick = by !== id
  if (kick && !isHost(room, by)) return refuse('not-host')
  const member = memberOf(room, id)
  if (!member) return refuse('no-such-member')
  if (kick && id === room.owner) return refuse('standing-in')

  const hash = Object.keys(room.tokens).find((token) => room.tokens[token] === id)
  const members = without(room.members, id)
  const next: Room = {
    ...withoutHost(room, id, attended),
    members: phaseOf(room) === 'lobby' ? seat(members, game, room.seating) : members,
    tokens: hash === undefined ? room.tokens : without(room.tokens, hash),
    banned:
      kick && hash !== undefined
        ? newest(
            { ...room.banned, [id]: { hash, ...(ban && member.network ? { network: member.network } : {}) } },
            BANS_PER_ROOM,
          )
        : room.banned,
    absent: without(room.absent, id),
  }
  const running = phaseOf(room) === 'playing' || phaseOf(room) === 'paused'
  if (!running || !member.player || !game.left) return { room: remember(next, game, id, member, kick) }
  const told = runRule(next, game, { by: id, now }, (state, turn) => game.left?.(state, id, turn) ?? state)
  // Nobody can be kept from leaving by rules that fail on it.
  const left = 'room' in told && isShowable(told.room, game) ? told.room : next
  return { room: remember(left, game, id, member, kick) }
}
/** The room in the heir's hands if the host goes, and nobody's stand-in any more if the owner does. */
function withoutHost(room: Room, id: MemberId, attended: boolean | undefined): Room {
  if (id !== room.host) {
    const { owner, ...rest } = room
    return id === owner ? rest : room
  }
  const heir = heirOf(room)
  // An owner was waited for before, and so is again: else a room they have left would have nobody to take its remote.
  const handed = handTo(room, heir, { attended: heir !== undefined && (attended === true || heir === room.owner) })
  return room.match?.hostAway && !attended ? { ...handed, match: room.match } : handed
}

/** Keeps what names the score of someone who has gone, until the next match. */
function remember(room: Room, game: AnyGame, id: MemberId, member: Member, kick: boolean): Room {
  if (!room.match || !member.player || !hasScore(room.match, game, id)) return room
  const { name, color } = member
  return { ...room, gone: newest({ ...room.gone, [id]: kick ? { color } : { name, color } }, GONE_PER_MATCH) }
}

function hasScore({ state }: Match, game: AnyGame, id: MemberId): boolean {
  try {
    return Object.hasOwn(game.scores(state), id)
  } catch {
    return false
  }
}

function newest<T>(all: { readonly [id: MemberId]: T }, most: number): { readonly [id: MemberId]: T } {
  return Object.fromEntries(Object.entries(all).slice(-most))
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
