import type { AnyGame } from '../../../src/games/game.ts'
import type { Json, JsonObject } from '../../../src/protocol/json.ts'
import type { Input, Room } from '../../../src/room/room.ts'
import type { Chance } from '../../support/chance.ts'

/** A state of a game that a test may rewrite. */
// biome-ignore lint/suspicious/noExplicitAny: plans know their own game's state; the suite knows none.
export type AnyState = any

/** Who looks: a member, or a spectator. */
export interface Viewer {
  readonly id: string | undefined
  readonly host: boolean
}

/** What the suite cannot know of a game by itself. */
export interface Plan {
  readonly game: AnyGame
  /** Sets of options to play with. */
  readonly options: readonly Json[]
  /** Players in a trial match. */
  readonly seats: number
  /** What somebody does next that no bot would: the host's moves, moves that are refused. Now and then nothing. */
  act?(room: Room, chance: Chance): Input | undefined
  /**
   * Another state, equal in what the viewer may see and different in everything else. A game in which nothing is hidden
   * says so with `'nothing'`.
   */
  readonly secrets: 'nothing' | ((state: AnyState, viewer: Viewer, chance: Chance) => JsonObject)
  /** The same input as it would be if somebody else had decided otherwise, where the viewer may not know. */
  vary?(input: Input, state: AnyState, viewer: Viewer, chance: Chance): Input
  /** Whether a step has shown what was hidden, so that what viewers get may differ from there on. */
  shows?(before: AnyState, after: AnyState): boolean
  /** No match of it ends by itself. */
  readonly endless?: true
}
