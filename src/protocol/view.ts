import type { Json, JsonObject } from './json.ts'

/** A member's short name on the wire: `m1`, `m2`, … in the order of joining. */
export type MemberId = string

export type Phase = 'lobby' | 'playing' | 'paused' | 'over'

/** What everyone may know of a member. */
export interface MemberView {
  readonly name: string
  /** `#rrggbb`, from a palette that keeps neighbours apart for colour-blind eyes. */
  readonly color: string
  readonly host: boolean
  /** Whether this member has a seat in the match (or, in the lobby, will have one). */
  readonly player: boolean
  readonly bot?: true
}

/** Someone who left the match with a score. Who was removed has no name any more. */
export interface GoneView {
  readonly name?: string
  readonly color: string
}

/**
 * The match clock, which stands still while the room is paused. All times in a game's state are milliseconds of this clock.
 * Running: match time = now − zero (`zero` in epoch milliseconds). Stopped: match time = `stopped`.
 */
export type ClockView = { readonly zero: number } | { readonly stopped: number }

/** How a match ended. A game may add what its screens need. */
export interface Outcome {
  /** Who won, best first among equals; empty for a draw. */
  readonly winners: readonly string[]
}

export interface RoomView {
  readonly code: string
  readonly game: string
  readonly phase: Phase
  readonly locked: boolean
  /** The big screen is to make no sound. */
  readonly muted?: true
  /** The network of someone removed is kept out. */
  readonly barred?: true
  /** The match waits because the host's streams were gone for too long. */
  readonly hostAway?: true
  /** Who was host until someone stepped in for them. */
  readonly owner?: MemberId
  /** 1 for the first match, one more each rematch. */
  readonly match: number
  readonly players: { readonly min: number; readonly max: number }
  readonly clock?: ClockView
  readonly outcome?: Outcome
}

/** What one member (or a spectator) may see. There is no `null` in it. */
export interface View<State = Json, Mine = Json> {
  readonly version: number
  /** When this version was made, epoch milliseconds of the server. */
  readonly at: number
  readonly room: RoomView
  /** The asker's own id; absent for a spectator. */
  readonly you?: MemberId
  readonly members: { readonly [id: MemberId]: MemberView }
  /** Those who left this match with a score. */
  readonly gone?: { readonly [id: MemberId]: GoneView }
  /** Keyed by member, or by name in a game whose scores belong to names (a scoreboard). */
  readonly scores: { readonly [id: string]: number }
  /** The game's public view; `{}` in the lobby, since a match has no state before it starts. */
  readonly state: State
  readonly mine?: Mine
}

/** The view without what is one member's own: encoded once for all streams. */
export type PublicView = Omit<View<JsonObject>, 'you' | 'mine'>
