import type { Accepted, BatchDone } from '../protocol/answer.ts'
import { isRefused, type Refused } from '../protocol/refusal.ts'
import type { Actor, Input, Room } from '../room/room.ts'
import type { Sight } from '../room/view.ts'
import { Commits } from './commits.ts'
import { type Change, entryOf, type Live } from './live.ts'
import type { AnswerEntry, Store } from './store.ts'
import type { Wake } from './wake.ts'

export type Answer = Accepted | BatchDone | Refused

/** What came of an input, or of several: the answer, and what is to be saved before it is given. */
export interface Attempt {
  readonly answer: Answer
  readonly changes: readonly Change[]
}

/** Something to save: an accepted input, or the answer that a repeated key shall get again. */
type Item = Change | AnswerEntry

export interface EffectsOptions {
  readonly live: Live
  readonly store: Store
  readonly wake: Wake
  /** Resolves when everything written is on disk. */
  readonly sync: () => Promise<void>
  /** Begins again from what is on disk; called when memory and disk have parted. */
  readonly abort: (reason: string) => void
  /** Called after versions have been shown, with the newest and the room before the first of them. */
  readonly shown: (sight: Sight, before: Room) => void
}

/**
 * The order of effects of one room, which never varies: apply in memory, save, sync, answer, show. Nobody is told or shown
 * what a crash can take back, refusals included.
 */
export class Effects {
  readonly live: Live
  readonly #options: EffectsOptions
  readonly #commits = new Commits<Item>((items) => this.#save(items))

  constructor(options: EffectsOptions) {
    this.live = options.live
    this.#options = options
  }

  /** Applies one input. Its changes are in memory only until somebody has them saved. */
  attempt(input: Input): Attempt {
    const change = this.live.apply(input, Date.now())
    if (isRefused(change)) return { answer: change, changes: [] }
    return { answer: { version: change.step.sight.room.version }, changes: [change] }
  }

  /** Applies one input, saves it, answers. */
  async act(input: Input): Promise<Answer> {
    const { answer, changes } = this.attempt(input)
    if (isRefused(answer)) return this.refused(answer)
    await this.save(...changes)
    return answer
  }

  /** Does it, saves it, answers; or, for a key that has been answered before, answers the same again. */
  async once(by: Actor, key: string | undefined, run: () => Attempt): Promise<Answer> {
    const { answers } = this.live
    const keyed = by !== undefined && key !== undefined
    const before = keyed ? answers.find(by, key) : undefined
    if (before !== undefined) return (await before) as Answer
    const { answer, changes } = run()
    // Being too fast is no answer to the request but to its timing; the same key may well succeed a second later.
    const passing = isRefused(answer) && answer.refusal.code === 'too-many-requests'
    const items: Item[] = keyed && !passing ? [...changes, { by, key, answer }] : [...changes]
    const saved = items.length > 0 ? this.#commits.add(...items) : this.#commits.settled()
    const answered = saved.then(() => answer)
    if (keyed && !passing) answers.keep(by, key, answered)
    return answered
  }

  async runTimers(): Promise<void> {
    await this.save(...this.live.applyTimers(Date.now()))
  }

  async save(...changes: readonly Change[]): Promise<void> {
    if (changes.length > 0) await this.#commits.add(...changes)
  }

  /** A refusal may rest on what is applied but not saved; it tells of it only once it is. */
  async refused(refused: Refused): Promise<Refused> {
    await this.#commits.settled()
    return refused
  }

  /** Makes a group of items durable, then shows it. Whoever waits for one of them is answered then. */
  async #save(items: readonly Item[]): Promise<void> {
    const { live, store, wake, sync, abort, shown } = this.#options
    const changes = items.filter((item) => 'step' in item)
    const last = changes.at(-1)?.step.sight
    const room = last?.room ?? live.room
    try {
      store.save(
        items.map((item) => ('key' in item ? item : entryOf(item))),
        room,
      )
      await wake.setFor(room)
      await sync()
      for (const change of changes) live.show(change)
    } catch (error) {
      // What is in memory is ahead of the disk, or of the streams, and cannot be mended.
      abort('a save failed')
      throw error
    }
    const [first] = changes
    if (last && first) shown(last, first.before)
  }
}
