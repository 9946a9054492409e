import type { StandardJSONSchemaV1, StandardSchemaV1 } from '@standard-schema/spec'
import type { Json } from '../protocol/json.ts'
import type { MemberId, Outcome } from '../protocol/view.ts'

export { Name } from '../protocol/request.ts'

export type { Json, MemberId, Outcome }

/** A schema that both checks a value and describes itself as JSON Schema; zod's do, and so do other libraries'. */
export type Schema<Output = unknown> = StandardSchemaV1<unknown, Output> & StandardJSONSchemaV1<unknown, Output>

/** Seeded chance. Its state is saved with the room, so a replay draws the same numbers. */
export interface Random {
  /** A number in [0, 1). */
  next(): number
  /** A whole number in [0, below). */
  int(below: number): number
  /** A shuffled copy. */
  shuffle<T>(list: readonly T[]): T[]
}

/** A member as the rules see one. */
export interface Seat {
  readonly id: MemberId
  readonly name: string
  readonly player: boolean
  readonly host: boolean
  /** Whether a stream of this member is open, as of the last input; bots always are. */
  readonly connected: boolean
}

/** What the rules may know and do while they judge one input. */
export interface Turn<Timer extends string = string> {
  /** Milliseconds of the match clock: 0 at the start, standing still while paused. Taken from the log, never the wall clock. */
  readonly now: number
  /**
   * Milliseconds that the mover's link has cost them at the most, as the server measured it, bounded (`src/room/delay.ts`);
   * 0 where nothing was measured. A game that counts time may credit it.
   */
  readonly lag: number
  /** Who moved; absent when a timer fired or a program without a seat speaks for the host. */
  readonly by: MemberId | undefined
  /** Everyone in the room, in the order of joining. */
  readonly members: { readonly [id: MemberId]: Seat }
  /** The seated players in the order of their seats: that of joining, or what the game's `seats` said. */
  readonly seats: readonly MemberId[]
  readonly random: Random
  /** Has `timer` run in `ms` milliseconds of the match clock; a timer already set by that name is moved. */
  after(ms: number, timer: Timer): void
  cancel(timer: Timer): void
  /** Refuses the move: nothing of it remains. `reason` is a short kebab-case word that reaches the player. */
  reject(reason: string): never
}

/** Thrown by `turn.reject`. */
export class Rejection extends Error {
  override name = 'Rejection'
  readonly reason: string
  constructor(reason: string) {
    super(reason)
    this.reason = reason
  }
}

/** Who may make a move: a seated player, the host (seated or not), or any member. */
export type MoveBy = 'player' | 'host' | 'member'

export interface MoveDefinition<State, Args, Timer extends string> {
  readonly args: Schema<Args>
  readonly by: MoveBy
  /** The next state; the given one must not be changed. */
  run(state: State, args: Args, turn: Turn<Timer>): State
}

/** What a bot sees: the same view as any member, and the match clock. */
export interface BotTurn<Public, Private> {
  readonly you: MemberId
  readonly state: Public
  readonly mine: Private | undefined
  readonly scores: { readonly [id: string]: number }
  /** Match clock, milliseconds. */
  readonly now: number
  readonly random: Random
}

/** A bot's choice: a move, made `after` so many milliseconds of thought. */
export interface BotMove {
  readonly name: string
  readonly args?: Json
  readonly after?: number
}

/**
 * A game: pure rules. All state is plain JSON without `null` (absent members instead), because it is saved and sent as
 * merge patches. Every function returns the next state and changes nothing it was given.
 */
export interface Game<
  Options = unknown,
  State extends object = object,
  Args extends Record<string, unknown> = Record<string, unknown>,
  Timer extends string = string,
  Public extends object = object,
  Private extends object = object,
> {
  /** kebab-case; names the folder and stands in the room's view. */
  readonly id: string
  /** Raised when a running match could not go on under the changed rules. */
  readonly version: number
  readonly title: string
  /** One sentence for the catalogue. */
  readonly summary: string
  /** Seats: how many a match needs to start, and how many it has. */
  readonly players: { readonly min: number; readonly max: number }
  /** `false`: the match runs from the room's creation, with no lobby. Default: true. */
  readonly lobby?: boolean
  readonly options: Schema<Options>
  /** Makes the state at the start of a match. */
  setup(options: Options, turn: Turn<Timer>): State
  readonly moves: { readonly [Name in keyof Args]: MoveDefinition<State, Args[Name], Timer> }
  readonly timers: { readonly [Name in Timer]: (state: State, turn: Turn<Timer>) => State }
  /** Someone sat down while the match runs. A game without it seats late members in the next match. */
  joined?(state: State, member: MemberId, turn: Turn<Timer>): State
  /** A seated player left or was removed. */
  left?(state: State, member: MemberId, turn: Turn<Timer>): State
  /** A player's last stream went, or one came back. Only for what must not wait for the gone: never a fault of theirs. */
  connection?(state: State, turn: Turn<Timer>): State
  /** What everyone may see. */
  view(state: State): Public
  /** What this member alone may see, added to the public view. `host`: whether the room is theirs; not a stand-in’s. */
  mine?(state: State, member: MemberId, host: boolean): Private | undefined
  /**
   * Whose `mine` one step of the state may have changed, for the same members and the same host: in a room of 300, asking
   * all of them is most of what a move costs. Naming too many is harmless; whom it leaves out keeps what they saw before.
   * Without it: everyone's.
   */
  touched?(before: State, after: State): readonly MemberId[] | 'all'
  scores(state: State): { readonly [id: string]: number }
  /** Defined once the match is decided: the room is over then. */
  outcome?(state: State): Outcome | undefined
  /**
   * Who goes first for the seats of a rematch: the winner stays on, sides are swapped. Without it: in the order of joining.
   * @param state the last match's, as it ended or was ended.
   * @param queue everyone here who wants a seat: those who had one in the order of their seats, then those who waited.
   */
  seats?(state: State, queue: readonly MemberId[]): readonly MemberId[]
  /** What a bot in seat `turn.you` does next; nothing if it waits. It sees only what that member may see. */
  bot?(turn: BotTurn<Public, Private>): BotMove | undefined
}

/** Any game, for code that runs whichever the room plays. Method parameters are bivariant, so every game fits. */
// biome-ignore lint/suspicious/noExplicitAny: the room hands each game only what that same game made; `any` here lets one list hold them all.
export type AnyGame = Game<any, any, any, any, any, any>

/**
 * Writes a game with every type inferred: moves, timers, views and options reach the screens and the bots from here.
 * Write the state's type on what the rules return (`run(state, args, turn): State`), so that its literals keep their types.
 */
export function defineGame<
  Options,
  State extends object,
  Args extends Record<string, unknown>,
  Timer extends string,
  Public extends object,
  Private extends object,
>(game: Game<Options, State, Args, Timer, Public, Private>): Game<Options, State, Args, Timer, Public, Private> {
  return game
}

/** The options of a game, defaults filled in. */
export type OptionsOf<G> = G extends { options: Schema<infer Options> } ? Options : never
/** The public view of a game, as its screens get it. */
export type PublicOf<G> = G extends { view(state: never): infer Public } ? Public : never
export type MineOf<G> = G extends { mine?(state: never, member: MemberId, host: boolean): infer Private }
  ? Exclude<Private, undefined>
  : never
/** The moves of a game as a union of `[name, args]`. */
export type MovesOf<G> = G extends { moves: infer Moves }
  ? { [Name in keyof Moves & string]: [name: Name, args: ArgsOf<Moves[Name]>] }[keyof Moves & string]
  : never
type ArgsOf<Move> = Move extends { args: Schema<infer Args> } ? Args : never
