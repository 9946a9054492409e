import type { ComponentType } from 'preact'
import type { AnyGame, MineOf, MovesOf, PublicOf, Schema } from '../games/game.ts'
import type { Presence } from '../protocol/event.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { MemberId, View } from '../protocol/view.ts'
import type { Sent } from './connection/outbox.ts'
import type { Values } from './parts/fields.tsx'
import type { Row } from './rank.ts'
import type { Language, Table } from './words.ts'

/**
 * What a game brings to the page. It writes the middle of three screens; join, lobby, remote, pause, podium, big screen's
 * frame, connection and languages come from the shells.
 */
export interface GameScreen<Game extends AnyGame> {
  readonly id: string
  readonly words: Table<GameWords<Game>>
  /** A picture for the game's card, drawn in `currentColor` in a 48 × 48 box. */
  readonly Icon: ComponentType
  /** A seated player's phone while the match runs. */
  readonly Player: ComponentType<Stage<Game>>
  /** The big screen while the match runs; also what a spectator's phone shows. */
  readonly Wall: ComponentType<Stage<Game>>
  /** What the host can do in this game beyond pause and end; stands in the remote. */
  readonly Host?: ComponentType<Stage<Game>>
  /** After the match, on a phone: what the game has to say beside podium and scores. */
  readonly Over?: ComponentType<Stage<Game>>
  /** The same on the big screen; stands beside the podium, in the leaderboard's place. */
  readonly WallOver?: ComponentType<Stage<Game>>
  /** Who stands on the podium and is said to have won, where that is not the members one by one: teams. */
  podium?(view: Stage<Game>['view'], language: Language): readonly Row[] | undefined
  /** A form for the options where the one drawn from their schema does not do. */
  readonly SetUp?: ComponentType<SetUpStage>
  /** Speed counts: the phones take part in measuring how long their links take. */
  readonly timed?: true
  /** Fetches what of these screens is not in the first load; called when someone comes into a room of this game. */
  readonly load?: () => Promise<void>
}

/** What a game's own set-up form is given. */
export interface SetUpStage {
  /** JSON Schema of the options. */
  readonly schema: JsonObject
  readonly values: Values
  onChange(values: Values): void
}

type OptionsOf<Game> = Game extends { options: Schema<infer Options> } ? Options : never

export interface GameWords<Game extends AnyGame> {
  readonly title: string
  readonly summary: string
  /** Two or three short lines for the lobby. */
  readonly how: readonly string[]
  readonly options: { readonly [Name in keyof OptionsOf<Game>]-?: OptionWords }
  /** What a player is told for each of the rules' rejections; those without words get a general one. */
  readonly reasons: { readonly [reason: string]: string }
}

export interface OptionWords {
  readonly title: string
  readonly hint?: string
  /** What the values of a choice are called. */
  readonly choices?: { readonly [value: string]: string }
}

/** What a game's screens are given. In the lobby there is no state, and they are not drawn. */
export interface Stage<Game extends AnyGame> {
  readonly view: View<PublicOf<Game>, MineOf<Game>>
  /** One's own id; absent for a spectator. */
  readonly me: MemberId | undefined
  /** Everyone with a score, best first. */
  readonly rows: readonly Row[]
  readonly online: Presence['online']
  /** Milliseconds of the match clock right now, for deadlines in the state. */
  now(): number
  move: Move<Game>
}

/** Makes a move; a refusal is put into words by the shell unless it is `quiet`. Undelivered moves wait for the link. */
export type Move<Game extends AnyGame> = (move: MovesOf<Game>, how?: MoveHow) => Promise<Sent>

export interface MoveHow {
  /** A later move with the same tag takes the place of one still waiting to be sent. */
  readonly tag?: string
  /** Refusals that are not put into words: all of them, or these reasons and codes. */
  readonly quiet?: boolean | readonly string[]
}

export type AnyScreen = GameScreen<AnyGame>
