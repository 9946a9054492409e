import type { Json, JsonObject } from '../protocol/json.ts'
import type { Refused } from '../protocol/refusal.ts'
import type { ClockView, GoneView, MemberId, Outcome, Phase } from '../protocol/view.ts'
import type { RandomState } from './random.ts'

/** One place at the table, and the name on it. */
export interface Member {
  readonly name: string
  readonly color: string
  /** Wants a seat. The host who only runs the room does not. */
  readonly plays: boolean
  /** Has a seat. */
  readonly player: boolean
  /** Not a person: played by its own program (`true`), or by the room itself. */
  readonly bot?: true | 'room'
  /** Keyed hash of the network they joined from, where the platform tells one; in no view and no history. */
  readonly network?: string
}

/** What is left of a removed member: what keeps them out. */
export interface Ban {
  /** SHA-256 of their token. */
  readonly hash: string
  /** Keyed hash of the network that is kept out with them. */
  readonly network?: string
}

/** One playthrough. */
export interface Match {
  readonly phase: Exclude<Phase, 'lobby'>
  readonly clock: ClockView
  readonly state: JsonObject
  readonly random: RandomState
  /** When each set timer is due, milliseconds of the match clock. A pause stops the clock and so freezes them. */
  readonly timers: { readonly [name: string]: number }
  readonly outcome?: Outcome
  /** Paused because the host's streams were gone for too long. */
  readonly hostAway?: true
}

/**
 * The whole truth about a room, as plain JSON without `null`, never changed in place: saved as it is, never sent.
 * Two rooms that share a branch share the object, which is what makes the patches between them cheap.
 */
export interface Room {
  readonly code: string
  readonly epoch: string
  readonly seed: string
  readonly capacity: number
  readonly createdAt: number
  /** The room's counter: one more with every accepted input. */
  readonly version: number
  /** When this version was made, epoch milliseconds; never less than the version before. */
  readonly at: number
  readonly game: string
  readonly gameVersion: number
  readonly options: Json
  readonly locked: boolean
  /** The big screen is to make no sound. */
  readonly muted?: true
  /** Members ever made; the next one's number. */
  readonly joined: number
  readonly host?: MemberId
  /** Who was host until someone stepped in for them; they may take the remote back at any time. */
  readonly owner?: MemberId
  /** The host had a stream when they started the match or got the remote. One who never opens any is never waited for. */
  readonly attended?: true
  /** Opened for nobody (the demo room): whoever joins does not become its host. */
  readonly ownerless?: true
  readonly members: { readonly [id: MemberId]: Member }
  /** SHA-256 of each live token, and whose it is. */
  readonly tokens: { readonly [hash: string]: MemberId }
  /** Removed members, oldest first. */
  readonly banned: { readonly [id: MemberId]: Ban }
  /** What the hashes of networks are keyed with; random, of this room alone. In no view and no history. */
  readonly networkKey?: string
  /** Members without an open stream, as the rules were last told. Kept only for games that ask (`connection`). */
  readonly absent: { readonly [id: MemberId]: true }
  /** Who goes first for the seats, if the last match's game had a say in it; everyone else follows in the order of joining. */
  readonly seating?: readonly MemberId[]
  /** Who left this match with a score. Who was removed leaves no name: it may be why. */
  readonly gone?: { readonly [id: MemberId]: GoneView }
  /** Matches begun. */
  readonly matches: number
  /** Absent in the lobby. */
  readonly match?: Match
  readonly closed?: 'ended'
}

/** A program that speaks with the host's rights and sits nowhere: the demo room's `/game`. */
export const PROGRAM = 'program'
/** Who asks: a member, a program, or nobody known (a spectator). */
export type Actor = MemberId | typeof PROGRAM | undefined

/** Everything that can change a room, and exactly what its history holds. */
export type Input =
  | {
      readonly do: 'join'
      /** Asked only of who adds a bot for the room to play. */
      readonly by?: Actor
      readonly name: string
      readonly hash: string
      readonly plays: boolean
      readonly bot?: true | 'room'
      readonly network?: string
    }
  | {
      readonly do: 'leave'
      readonly by: Actor
      readonly member: MemberId
      /** Whether the one who follows as host has a stream. */
      readonly attended?: true
    }
  | {
      readonly do: 'move'
      readonly by: Actor
      readonly name: string
      readonly args: unknown
      /** The mover's measured delay, milliseconds: the server's own figure, kept here so that a replay comes to the same. */
      readonly lag?: number
    }
  | { readonly do: 'timer'; readonly name: string }
  | { readonly do: 'connection'; readonly absent: readonly MemberId[] }
  /** The host's streams have been gone for too long; one is there again. */
  | { readonly do: 'away' | 'back' }
  | {
      readonly do: 'start'
      readonly by: Actor
      /** Whether the host has a stream now. */
      readonly attended?: true
      /** The chance of the match, made as it begins. */
      readonly seed?: string
    }
  | { readonly do: 'resume'; readonly by: Actor; readonly attended?: true }
  | { readonly do: 'claim'; readonly by: Actor; readonly attended?: true }
  | { readonly do: 'pause' | 'end' | 'lock' | 'unlock' | 'mute' | 'unmute' | 'close'; readonly by: Actor }
  | {
      readonly do: 'rematch'
      readonly by: Actor
      readonly attended?: true
      readonly game?: string
      readonly options?: unknown
      /** The chance of the match, for a game that has no lobby and so begins here. */
      readonly seed?: string
    }
  | {
      readonly do: 'kick'
      readonly by: Actor
      readonly member: MemberId
      /** Their network is kept out too. */
      readonly ban?: boolean
    }
  | { readonly do: 'transfer'; readonly by: Actor; readonly member: MemberId; readonly attended?: true }
  | { readonly do: 'pardon'; readonly by: Actor; readonly member?: MemberId }

export type Changed = { readonly room: Room } | Refused

export function phaseOf(room: Room): Phase {
  return room.match?.phase ?? 'lobby'
}

export function isHost(room: Room, by: Actor): boolean {
  return by === PROGRAM || (by !== undefined && by === room.host)
}

/** Whose room it is, also while somebody stands in: what a match shows its host alone is for them. */
export function ownerOf({ host, owner }: Pick<Room, 'host' | 'owner'>): MemberId | undefined {
  return owner ?? host
}

/** The member of an id that came from outside: what every object inherits (`constructor`) is nobody. */
export function memberOf(room: Room, id: Actor): Member | undefined {
  return id !== undefined && Object.hasOwn(room.members, id) ? room.members[id] : undefined
}

/** A copy of an object without one of its members. */
export function without<T>(object: { readonly [key: string]: T }, key: string): { readonly [key: string]: T } {
  const { [key]: _gone, ...rest } = object
  return rest
}

/** All members in the order of their seats. */
export function seatingOf(members: Room['members'], first: readonly MemberId[] = []): MemberId[] {
  return [...new Set([...first.filter((id) => Object.hasOwn(members, id)), ...Object.keys(members)])]
}
