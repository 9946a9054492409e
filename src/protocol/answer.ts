import type * as z from 'zod'
import type { JsonObject } from './json.ts'
import type { ANSWERS } from './wire.ts'

/** What the routes answer when they do not refuse, as types. */

type Deep<T> = { readonly [Key in keyof T]: T[Key] extends object ? Deep<T[Key]> : T[Key] }

export type GameCard = Deep<Omit<z.infer<typeof ANSWERS.GameCards>[number], 'options'>> & {
  /** JSON Schema (draft 2020-12) of the options; it draws the set-up form. */
  readonly options: JsonObject
}
export type RoomCreated = Deep<z.infer<typeof ANSWERS.RoomCreated>>
export type RoomJoined = Deep<z.infer<typeof ANSWERS.RoomJoined>>
export type OwnMember = RoomJoined['member']
/** The version at which it took effect. */
export type Accepted = Deep<z.infer<typeof ANSWERS.Accepted>>
export type BatchDone = Exclude<Deep<z.infer<typeof ANSWERS.MovesDone>>, Accepted>
/** One move's result inside a batch. */
export type MoveResult = BatchDone['results'][number]
