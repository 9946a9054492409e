import type { Accepted } from '../../protocol/answer.ts'
import type { Failure } from './ask.ts'

/**
 * Moves and controls on their way out, one at a time and in order. What could not be delivered waits and is sent again
 * with the same Idempotency-Key, so it counts once however often it was sent.
 */

export interface Letter {
  readonly to: 'moves' | 'controls'
  readonly body: unknown
  /** A later letter with the same tag takes the place of one still waiting: only the newest running total matters. */
  readonly tag?: string
}

export type Sent = Accepted | Failure

interface Waiting {
  letter: Letter
  key: string
  done: ((sent: Sent) => void)[]
}

interface Post {
  send(letter: Letter, key: string): Promise<Sent>
  key(): string
  after(ms: number, run: () => void): void
  /** Called when the number of undelivered letters changes. */
  changed(waiting: number): void
}

/** Milliseconds until an undelivered letter is tried again, if the link does not come back earlier. */
const AGAIN_MS = 3000

export class Outbox {
  readonly #post: Post
  readonly #queue: Waiting[] = []
  #sending = false
  #held = false

  constructor(post: Post) {
    this.#post = post
  }

  /** Letters that have not been answered yet. */
  get waiting(): number {
    return this.#queue.length
  }

  put(letter: Letter): Promise<Sent> {
    return new Promise((done) => {
      const place = letter.tag === undefined ? undefined : this.#replaceable(letter.tag)
      if (place) {
        place.letter = letter
        place.key = this.#post.key()
        place.done.push(done)
      } else this.#queue.push({ letter, key: this.#post.key(), done: [done] })
      this.#post.changed(this.#queue.length)
      if (!this.#held) void this.#work()
    })
  }

  /** The link is back: what waits goes out now. */
  resume(): void {
    this.#held = false
    void this.#work()
  }

  /** The room is closed to us: what waits is given up. */
  abandon(failure: Failure): void {
    for (const waiting of this.#queue.splice(0)) for (const done of waiting.done) done(failure)
    this.#post.changed(0)
  }

  #replaceable(tag: string): Waiting | undefined {
    return this.#queue.find((waiting, index) => waiting.letter.tag === tag && !(index === 0 && this.#sending))
  }

  async #work(): Promise<void> {
    if (this.#sending) return
    this.#sending = true
    for (let first = this.#queue[0]; first; first = this.#queue[0]) {
      const sent = await this.#post.send(first.letter, first.key)
      const pause = holdFor(sent)
      if (pause !== undefined) {
        this.#held = true
        this.#post.after(pause, () => this.resume())
        break
      }
      if (this.#queue[0] === first) this.#queue.shift()
      for (const done of first.done) done(sent)
      this.#post.changed(this.#queue.length)
    }
    this.#sending = false
  }
}

/** How long to keep a letter before sending it again, ms; `undefined` when its answer is final. */
export function holdFor(sent: Sent): number | undefined {
  if (!('failed' in sent)) return undefined
  if (sent.failed === 'unreachable') return AGAIN_MS
  if (sent.failed === 'too-many-requests') return (sent.retryAfter ?? 1) * 1000
  return undefined
}
