import { GAMES as CATALOG } from '../../src/games/catalog.ts'
import type { AnyGame } from '../../src/games/game.ts'
import type { JsonObject } from '../../src/protocol/json.ts'
import { applyPatch } from '../../src/protocol/patch.ts'
import { isRefused, type Refused } from '../../src/protocol/refusal.ts'
import type { View } from '../../src/protocol/view.ts'
import { nextTimer } from '../../src/room/apply.ts'
import { openRoom, parseOptions } from '../../src/room/open.ts'
import { type Actor, type Input, type Match, PROGRAM, type Room } from '../../src/room/room.ts'
import { type Step, step } from '../../src/room/step.ts'
import { type Sight, see, viewText } from '../../src/room/view.ts'
import { TEST_GAMES } from './vault.ts'

const GAMES = new Map<string, AnyGame>([...CATALOG, ...TEST_GAMES].map((game) => [game.id, game]))
export const findGame = (id: string): AnyGame | undefined => GAMES.get(id)

/** When a room of the tests is opened, epoch milliseconds. */
export const BEGIN = 1_700_000_000_000

export interface Setting {
  readonly game?: string
  readonly options?: unknown
  readonly capacity?: number
  readonly seed?: string
  /** The host's name; `''` for one who only runs the room, `undefined` for nobody's room. */
  readonly host?: string | undefined
}

/** Everything inside is frozen, so that rules or the room changing what they were given throw. */
export function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const part of Object.values(value)) freeze(part)
  return value
}

export function open(setting: Setting = {}): Room {
  const { game: id = 'vault', options, capacity = 300, seed = 'seed' } = setting
  const host = 'host' in setting ? setting.host : 'Ada'
  const game = findGame(id) as AnyGame
  const parsed = parseOptions(game, options)
  if (isRefused(parsed)) throw new Error(JSON.stringify(parsed))
  const who = host === undefined ? {} : { host: { hash: 'hash-of-m1', ...(host === '' ? {} : { name: host }) } }
  const opened = openRoom(
    game,
    { code: 'ABCDE', epoch: 'epoch', seed, capacity, options: parsed.options, ...who },
    BEGIN,
  )
  if (isRefused(opened)) throw new Error(JSON.stringify(opened))
  return freeze(opened.room)
}

/** A room with its clock, driven one input at a time; every room and every state in it is frozen. */
export class Table {
  now = BEGIN
  sight: Sight
  readonly steps: Array<{ readonly input: Input; readonly step: Step }> = []

  constructor(setting: Setting = {}) {
    const room = open(setting)
    this.sight = see(room, findGame(room.game) as AnyGame)
  }

  get room(): Room {
    return this.sight.room
  }

  get match(): Match {
    return this.room.match as Match
  }

  get phase(): string {
    return this.room.match?.phase ?? 'lobby'
  }

  /** Does it: the new version's number, or the refusal. */
  do(input: Input): number | Refused {
    const made = step(this.sight, input, this.now, findGame)
    if (isRefused(made)) return made
    freeze(made.sight.room)
    this.sight = made.sight
    this.steps.push({ input, step: made })
    return made.sight.room.version
  }

  /** Does it and throws if it is refused. */
  must(input: Input): number {
    const done = this.do(input)
    if (typeof done !== 'number') throw new Error(`${JSON.stringify(input)}: ${JSON.stringify(done.refusal)}`)
    return done
  }

  join(name: string, more: { plays?: boolean; bot?: true } = {}): string {
    const id = `m${this.room.joined + 1}`
    this.must({
      do: 'join',
      name,
      hash: `hash-of-${id}`,
      plays: more.plays ?? true,
      ...(more.bot ? { bot: true } : {}),
    })
    return id
  }

  move(by: Actor, name: string, args: unknown = {}): number | Refused {
    return this.do({ do: 'move', by, name, args })
  }

  /** Lets time pass, running every timer at the time it is due. */
  wait(ms: number): void {
    const until = this.now + ms
    for (let next = nextTimer(this.room); next && next.due <= until; next = nextTimer(this.room)) {
      this.now = Math.max(this.now, next.due)
      this.must({ do: 'timer', name: next.name })
    }
    this.now = until
  }

  view(who?: string): View {
    return JSON.parse(viewText(this.sight, JSON.stringify(this.sight.view), who)) as View
  }

  /** The same view made afresh, without anything shared with earlier versions. */
  freshView(who?: string): View {
    const room = JSON.parse(JSON.stringify(this.room)) as Room
    const sight = see(room, findGame(room.game) as AnyGame)
    return JSON.parse(viewText(sight, JSON.stringify(sight.view), who)) as View
  }
}

/** Everything a room can be told by, and nothing else: what has to be the same after a rejection. */
export function codeOf(done: number | Refused): string | undefined {
  return typeof done === 'number' ? undefined : done.refusal.code
}

/** A room folded from the patches that were saved of it. */
export function foldRoom(room: Room, steps: readonly Step[]): Room {
  let folded = JSON.parse(JSON.stringify(room)) as JsonObject
  for (const { patch } of steps) folded = applyPatch(folded, JSON.parse(JSON.stringify(patch))) as JsonObject
  return folded as unknown as Room
}

export { PROGRAM }
