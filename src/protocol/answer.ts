import type { JsonObject } from './json.ts'
import type { RefusalCode } from './refusal.ts'
import type { MemberId, MemberView } from './view.ts'

/** What the routes answer when they do not refuse. */

export interface GameCard {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly players: { readonly min: number; readonly max: number }
  /** JSON Schema (draft 2020-12) of the options; it draws the set-up form. */
  readonly options: JsonObject
}

export interface OwnMember extends MemberView {
  readonly id: MemberId
}

export interface RoomCreated {
  readonly code: string
  readonly member: OwnMember
  readonly token: string
  readonly urls: { readonly join: string; readonly screen: string; readonly stream: string }
}

export interface RoomJoined {
  readonly member: OwnMember
  readonly token: string
}

export interface Accepted {
  /** The version at which it took effect. */
  readonly version: number
}

/** One move's result inside a batch. */
export type MoveResult = Accepted | { readonly code: RefusalCode; readonly reason?: string; readonly detail?: string }

export interface BatchDone {
  readonly results: readonly MoveResult[]
}
