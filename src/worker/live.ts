import { findGame } from '../games/catalog.ts'
import type { OwnMember } from '../protocol/answer.ts'
import { TIMERS_AT_ONCE } from '../protocol/limits.ts'
import { isRefused, type Refused } from '../protocol/refusal.ts'
import type { Move } from '../protocol/request.ts'
import type { MemberId, MemberView } from '../protocol/view.ts'
import { nextTimer } from '../room/apply.ts'
import { Bucket } from '../room/bucket.ts'
import { Delay } from '../room/delay.ts'
import type { Actor, Input, Room } from '../room/room.ts'
import { type Step, step, stepTo } from '../room/step.ts'
import { memberView, type Sight, see } from '../room/view.ts'
import { Answers } from './answers.ts'
import { type Entry, fold, type Stored } from './store.ts'
import { Streams, type StreamsOwner } from './streams.ts'

/** One accepted input on its way to the disk, and from there to the streams. */
export interface Change {
  readonly input: Input
  readonly before: Room
  readonly step: Step
}

/** A room in memory: everything applied so far, of which the streams show what is saved. */
export class Live {
  readonly answers = new Answers()
  readonly streams: Streams
  readonly #buckets = new Map<Actor, Bucket>()
  readonly #delays = new Map<Actor, Delay>()
  #head: Sight

  constructor(head: Sight, owner: StreamsOwner) {
    this.#head = head
    this.streams = new Streams(head, owner)
  }

  /** A room as it was before a restart, its recent updates and its answers with it. */
  static restore(stored: Stored, owner: StreamsOwner): Live | undefined {
    try {
      return Live.#fold(stored, owner)
    } catch (error) {
      // Rules of a later deploy that cannot show what earlier ones made: not to be answered with a fault for ever.
      console.error(error)
      return undefined
    }
  }

  static #fold(stored: Stored, owner: StreamsOwner): Live | undefined {
    const game = findGame(stored.room.game)
    if (!game) return undefined
    const live = new Live(see(stored.room, game), owner)
    for (const { by, key, answer } of stored.answers) live.answers.keep(by, key, answer)
    for (const entry of stored.entries) live.#recall(entry)
    return live
  }

  #recall(entry: Entry): void {
    if ('key' in entry) {
      this.answers.keep(entry.by, entry.key, entry.answer)
      return
    }
    const made = stepTo(this.#head, fold(this.#head.room, entry), findGame)
    if (isRefused(made)) throw new Error(`version ${entry.version} cannot be shown`)
    this.#head = made.sight
    this.streams.recall(made.update, made.sight)
  }

  /** With everything applied so far; after a restart, with everything that was saved. */
  get head(): Sight {
    return this.#head
  }

  get room(): Room {
    return this.#head.room
  }

  /** Applies one input in memory. What it changed is to be saved next, and seen by nobody before. */
  apply(input: Input, now: number): Change | Refused {
    const before = this.#head.room
    const made = step(this.#head, input, now, findGame)
    if (isRefused(made)) return made
    this.#head = made.sight
    return { input, before, step: made }
  }

  /**
   * Applies the timers that are due, each at the very time it was due, so that a late alarm changes no result. Not
   * endlessly many: rules whose timer sets itself again at once would otherwise keep the object from ever answering.
   */
  applyTimers(now: number): Change[] {
    const changes: Change[] = []
    for (let next = nextTimer(this.room); next && next.due <= now; next = nextTimer(this.room)) {
      if (changes.length === TIMERS_AT_ONCE) break
      const change = this.apply({ do: 'timer', name: next.name }, next.due)
      if (isRefused(change)) break
      changes.push(change)
    }
    return changes
  }

  /** Shows one saved version, and lets go of the streams that it ends. */
  show({ input, before, step: made }: Change): void {
    const { room } = made.sight
    this.streams.show(made.update, made.sight)
    if (room.closed) this.streams.endAll('ended')
    if (room.members === before.members) return
    for (const id in before.members) {
      if (Object.hasOwn(room.members, id)) continue
      this.#buckets.delete(id)
      this.#delays.delete(id)
      this.answers.forget(id)
      this.streams.endMember(id, input.do === 'leave' && input.by === id ? 'ended' : 'kicked')
    }
  }

  /** Takes a time back that a member was given, and gives out the next: how long their link takes, by our clock alone. */
  exchangeTime(by: MemberId, brought: number | undefined, now: number): number {
    let delay = this.#delays.get(by)
    if (!delay) {
      delay = new Delay()
      this.#delays.set(by, delay)
    }
    if (brought !== undefined) delay.brought(brought, now)
    delay.gave(now)
    return now
  }

  /** A move as an input, with what its maker's link is credited; absent where there is nothing to credit. */
  moveOf(by: Actor, { name, args }: Move): Input {
    const lag = this.#delays.get(by)?.credit ?? 0
    return { do: 'move', by, name, args, ...(lag > 0 ? { lag } : {}) }
  }

  /** The refusal for someone who moves too fast. */
  slow(by: Actor, cost: number, rate: number, now: number): Refused | undefined {
    let bucket = this.#buckets.get(by)
    if (!bucket) {
      bucket = new Bucket(rate, now)
      this.#buckets.set(by, bucket)
    }
    const taken = bucket.take(cost, now)
    return taken === 'taken' ? undefined : { refusal: { code: 'too-many-requests', retryAfter: taken.retryAfter } }
  }

  /** Whether someone has a stream, as inputs note it. */
  attended(who: Actor): { readonly attended?: true } {
    return this.streams.has(who) ? { attended: true } : {}
  }

  /** Members without an open stream, if the rules want to know and have not been told so yet. */
  absentees(online: ReadonlySet<MemberId>): MemberId[] | undefined {
    const { room } = this
    if (room.match?.phase !== 'playing' || !findGame(room.game)?.connection) return undefined
    const absent = Object.keys(room.members).filter((id) => !room.members[id]?.bot && !online.has(id))
    const told = Object.keys(room.absent)
    return absent.length === told.length && absent.every((id) => room.absent[id]) ? undefined : absent
  }
}

export function ownMember(room: Room, id: MemberId): OwnMember {
  return { id, ...(memberView(room, id) as MemberView) }
}

/** What is kept of an accepted input. */
export function entryOf({ input, step: made }: Change): Entry {
  const { version, at } = made.sight.room
  return { version, at, input, patch: made.patch }
}
