import { type AnyGame, type BotMove, Rejection } from '../../../src/games/game.ts'
import type { Json } from '../../../src/protocol/json.ts'
import { makePatch } from '../../../src/protocol/patch.ts'
import { isRefused, type Refused } from '../../../src/protocol/refusal.ts'
import { nextTimer } from '../../../src/room/apply.ts'
import { matchTime } from '../../../src/room/match.ts'
import { openRoom, parseOptions } from '../../../src/room/open.ts'
import { resumeRandom, seedRandom } from '../../../src/room/random.ts'
import type { Input, Match, Room } from '../../../src/room/room.ts'
import { type Step, step } from '../../../src/room/step.ts'
import { type Sight, see } from '../../../src/room/view.ts'
import { Chance } from '../../support/chance.ts'
import { freeze } from '../../support/table.ts'
import type { Plan } from './plan.ts'

export interface Taken {
  readonly before: Sight
  readonly input: Input
  readonly at: number
  readonly step: Step
}

export interface Trial {
  readonly first: Room
  readonly taken: readonly Taken[]
  readonly last: Sight
}

export interface How {
  readonly seed: string
  /** People come late, go, lose their link and pause in the middle. */
  readonly rough?: boolean
  /** Called before each input is judged. */
  before?(sight: Sight, input: Input, at: number): void
  /** Called after each input that was refused. */
  refused?(sight: Sight, input: Input, at: number, refused: Refused): void
}

const BEGIN = 1_700_000_000_000
/** Steps after which a match without an end is broken off, and one that should have ended is a failure. */
const STEPS = { endless: 120, most: 5000 }

export function open({ game, options }: Plan, seed: string): Room {
  const chance = new Chance(`options of ${seed}`)
  const parsed = parseOptions(game, chance.one(options))
  if (isRefused(parsed)) throw new Error(`${game.id} refuses options of its plan: ${JSON.stringify(parsed)}`)
  const host = { hash: 'hash-of-m1', ...(chance.once(3) ? {} : { name: 'Ada' }) }
  const opening = { code: 'ABCDE', epoch: 'epoch', seed, capacity: 20, options: parsed.options as Json, host }
  const opened = openRoom(game, opening, BEGIN)
  if (isRefused(opened)) throw new Error(`${game.id} does not open: ${JSON.stringify(opened)}`)
  return freeze(opened.room)
}

/**
 * Plays one match by the game's bots, the plan's moves and the timers, whichever comes first, on frozen rooms. Everything
 * is drawn from the seed. A rule that breaks is an error here, not a refusal.
 */
export function play(plan: Plan, how: How): Trial {
  const trial = new Running(plan, how)
  const { game } = plan
  while (trial.wanting < plan.seats) trial.join()
  if (game.lobby !== false) trial.must({ do: 'start', by: 'm1' })
  for (let steps = 0; trial.phase !== 'over'; steps++) {
    if (plan.endless && steps >= STEPS.endless) break
    if (steps >= STEPS.most) throw new Error(`${game.id} finds no end (${how.seed})`)
    trial.turn()
  }
  return { first: trial.first, taken: trial.taken, last: trial.sight }
}

class Running {
  readonly first: Room
  readonly taken: Taken[] = []
  sight: Sight
  readonly #plan: Plan
  readonly #game: AnyGame
  readonly #how: How
  readonly #chance: Chance
  readonly #random
  #now = BEGIN
  /** Moves that bots think about, by member, and the version a bot waits for after a refusal. */
  readonly #thoughts = new Map<string, { readonly move: BotMove; readonly at: number }>()
  readonly #until = new Map<string, number>()
  #quiet = 0
  #fault: string | undefined

  constructor(plan: Plan, how: How) {
    this.#plan = plan
    this.#game = watched(plan.game, (fault) => {
      this.#fault ??= fault
    })
    this.#how = how
    this.#chance = new Chance(`play of ${how.seed}`)
    this.#random = resumeRandom(seedRandom(`bots of ${how.seed}`))
    this.first = open(plan, how.seed)
    this.sight = see(this.first, this.#game)
  }

  get phase(): string {
    return this.sight.room.match?.phase ?? 'lobby'
  }

  /** Members who want a seat, and those who have one. */
  get wanting(): number {
    return Object.values(this.sight.room.members).filter((member) => member.plays).length
  }

  get players(): number {
    return Object.values(this.sight.room.members).filter((member) => member.player).length
  }

  join(): void {
    const id = `m${this.sight.room.joined + 1}`
    this.must({ do: 'join', name: id, hash: `hash-of-${id}`, plays: true })
  }

  must(input: Input): void {
    const refused = this.#do(input)
    if (refused) throw new Error(`${this.#game.id}: ${JSON.stringify(input)} is refused: ${JSON.stringify(refused)}`)
  }

  /** The next thing that happens, whatever it is. */
  turn(): void {
    const chance = this.#chance
    if (this.phase === 'paused') {
      this.#now += chance.int(5000)
      this.must({ do: 'resume', by: this.sight.room.host })
      return
    }
    if (this.#how.rough && chance.once(12)) {
      this.#disturb()
      return
    }
    const act = chance.once(4) ? this.#plan.act?.(this.sight.room, chance) : undefined
    if (act) {
      this.#now += chance.int(20)
      this.#do(act)
      return
    }
    this.#think()
    const timer = nextTimer(this.sight.room)
    const [who, thought] = [...this.#thoughts].sort(([, a], [, b]) => a.at - b.at)[0] ?? []
    if (timer && (!thought || timer.due <= thought.at)) {
      this.#now = Math.max(this.#now, timer.due)
      this.must({ do: 'timer', name: timer.name })
      return
    }
    if (who === undefined || !thought) {
      // Somebody else has to move; if nobody does for long, the match hangs.
      this.#quiet += 1
      if (this.#quiet > 400) throw new Error(`${this.#game.id} hangs: nobody has anything to do (${this.#how.seed})`)
      return
    }
    this.#thoughts.delete(who)
    this.#now = Math.max(this.#now, thought.at)
    const refused = this.#do({ do: 'move', by: who, name: thought.move.name, args: thought.move.args })
    if (refused) this.#until.set(who, this.sight.room.version + 1)
  }

  #think(): void {
    const { room, view, mine } = this.sight
    if (!this.#game.bot) return
    const now = matchTime((room.match as Match).clock, this.#now)
    for (const [id, { player }] of Object.entries(room.members)) {
      if (!player || this.#thoughts.has(id) || (this.#until.get(id) ?? 0) > room.version) continue
      const { state, scores } = view
      const move = this.#game.bot({ you: id, state, mine: mine.get(id), scores, now, random: this.#random })
      if (move) this.#thoughts.set(id, { move, at: this.#now + (move.after ?? 0) })
    }
  }

  #disturb(): void {
    const chance = this.#chance
    const { members, host } = this.sight.room
    const ids = Object.keys(members)
    const guests = ids.filter((id) => id !== host)
    switch (chance.int(4)) {
      case 0:
        if (ids.length < 8) this.join()
        return
      case 1:
        // The last ones stay, so that there is a match left to end.
        if (this.players > this.#plan.seats)
          this.#do({ do: 'leave', by: chance.one(guests), member: chance.one(guests) })
        return
      case 2:
        this.must({ do: 'connection', absent: ids.filter(() => chance.once(3)) })
        return
      default:
        this.#now += chance.int(300)
        this.#do({ do: 'pause', by: host })
    }
  }

  /** @returns the refusal */
  #do(input: Input): Refused | undefined {
    const before = this.sight
    const at = this.#now
    this.#how.before?.(before, input, at)
    const made = step(before, input, at, () => this.#game)
    if (this.#fault !== undefined || (isRefused(made) && made.refusal.code === 'broken-rule')) {
      throw new Error(`${this.#game.id} breaks on ${JSON.stringify(input)}: ${this.#fault ?? 'in a view of it'}`)
    }
    if (isRefused(made)) {
      this.#how.refused?.(before, input, at, made)
      return made
    }
    freeze(made.sight.room)
    freeze(made.sight.view)
    this.sight = made.sight
    this.taken.push({ before, input, at, step: made })
    this.#quiet = 0
    return undefined
  }
}

/**
 * The game with an eye on every rule. The room forgives rules that fail on a timer or on someone leaving, since those
 * cannot be refused; a game that lives by that is broken all the same.
 */
function watched(game: AnyGame, fault: (why: string) => void): AnyGame {
  const watch = <Rule extends ((...given: never[]) => unknown) | undefined>(rule: Rule): Rule =>
    rule &&
    (((...given: never[]) => {
      try {
        const state = rule.apply(game, given)
        makePatch(undefined, state as Json)
        return state
      } catch (error) {
        if (!(error instanceof Rejection)) fault(String(error))
        throw error
      }
    }) as Rule)
  const all = <Rules extends object>(rules: Rules, each: (rule: never) => unknown) =>
    Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, each(rule as never)]))
  return {
    ...game,
    setup: watch(game.setup),
    moves: all(game.moves, (move: AnyGame['moves'][string]) => ({ ...move, run: watch(move.run) })),
    timers: all(game.timers, watch),
    ...(game.joined ? { joined: watch(game.joined) } : {}),
    ...(game.left ? { left: watch(game.left) } : {}),
    ...(game.connection ? { connection: watch(game.connection) } : {}),
  } as AnyGame
}

/** The same inputs again, from the room they began with. */
export function replay({ game }: Plan, first: Room, taken: readonly Taken[]): Room {
  let sight = see(first, game)
  for (const { input, at } of taken) {
    const made = step(sight, input, at, () => game)
    if (isRefused(made)) throw new Error(`${game.id}: a replay is refused what was accepted: ${JSON.stringify(input)}`)
    freeze(made.sight.room)
    sight = made.sight
  }
  return sight.room
}
