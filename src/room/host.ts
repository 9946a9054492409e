import { refuse } from '../protocol/refusal.ts'
import type { MemberId } from '../protocol/view.ts'
import { pauseMatch, waited } from './match.ts'
import { type Actor, type Changed, type Input, memberOf, phaseOf, type Room } from './room.ts'

/** Who holds the remote, what happens while their phone is gone, and who stands in for them. */

interface Handed {
  /** Whether the new host has a stream. */
  readonly attended?: boolean | undefined
  /** For whom the new host stands in. */
  readonly owner?: MemberId | undefined
}

/** The room in other hands. A match that waited for the one before waits for the new host's word alone. */
export function handTo(room: Room, host: MemberId | undefined, { attended, owner }: Handed): Room {
  const { host: _before, owner: _was, match, ...rest } = room
  return attend(
    {
      ...rest,
      ...(host === undefined ? {} : { host }),
      ...(owner === undefined ? {} : { owner }),
      ...(match ? { match: waited(match) } : {}),
    },
    attended,
  )
}

/** Notes whether the host has a stream, and so whether the match is to wait when it goes. */
export function attend(room: Room, attended: boolean | undefined): Room {
  const { attended: _was, ...rest } = room
  return attended ? { ...rest, attended: true } : rest
}

/** Whether a host whose streams are gone for too long is to be waited for. */
export function isAttended(room: Room): boolean {
  return room.attended === true && room.host !== undefined && phaseOf(room) === 'playing' && !room.closed
}

export function hostAway(room: Room, now: number): Changed {
  return isAttended(room)
    ? pauseMatch(room, now, { hostAway: true })
    : refuse('wrong-phase', 'No running match has a host to wait for')
}

export function hostBack(room: Room): Changed {
  return room.match?.hostAway
    ? { room: { ...room, match: waited(room.match) } }
    : refuse('wrong-phase', 'The match does not wait for its host')
}

/**
 * Takes the remote: the owner from whoever stands in for them, at any time; while the match waits for its host, anyone
 * with a seat who is here to use it.
 */
export function claim(room: Room, { by, attended }: Extract<Input, { do: 'claim' }>): Changed {
  const member = memberOf(room, by)
  if (by === undefined || !member) return refuse('not-a-member')
  if (by === room.owner) return { room: handTo(room, by, { attended }) }
  if (by === room.host) return refuse('wrong-phase', 'You have the remote already')
  if (member.bot) return refuse('invalid', 'A bot cannot be the host')
  if (!member.player) return refuse('not-seated', 'Only a seated player may stand in for the host')
  if (!room.match || room.match.phase === 'over') return refuse('wrong-phase', 'No match waits for its host')
  if (!room.match.hostAway) return refuse('not-host', 'The host is here, and only they can give the remote away')
  if (!attended) return refuse('not-host', 'Whoever takes the remote has to be connected: open the room’s stream first')
  return { room: handTo(room, by, { attended, owner: room.owner ?? room.host }) }
}

export function transfer(room: Room, { by, member: id, attended }: Extract<Input, { do: 'transfer' }>): Changed {
  const member = memberOf(room, id)
  if (!member) return refuse('no-such-member')
  if (member.bot) return refuse('invalid', 'A bot cannot be the host')
  if (isStandIn(room, by) && id !== room.owner) return refuse('standing-in')
  return { room: handTo(room, id, { attended }) }
}

/** Whether this is the host's stand-in, who may do what an evening needs and nothing that would shut the host out. */
export function isStandIn(room: Room, by: Actor): boolean {
  return room.owner !== undefined && by === room.host
}

/** Who has the remote when the host leaves: whose room it is, or else the person who came first. */
export function heirOf({ host, owner, members }: Room): MemberId | undefined {
  return owner ?? Object.keys(members).find((id) => id !== host && !members[id]?.bot)
}
