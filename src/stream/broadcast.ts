import { textFor, type WireEvent } from '../protocol/event.ts'
import { FRAME_CHARACTERS, FRAME_MS, STALLED_MS, WAITING_BYTES } from '../protocol/limits.ts'
import type { MemberId } from '../protocol/view.ts'
import type { Sink, Subscriber } from './subscriber.ts'

/** Time, handed in: the platform's outside, a fake one in tests. */
export interface Clock {
  /** Milliseconds that never run backwards. */
  now(): number
  /** Runs once in `ms` milliseconds, unless the function it returns is called first. */
  after(ms: number, run: () => void): () => void
}

export interface BroadcastOptions {
  readonly clock: Clock
  readonly encode: (text: string) => Uint8Array
  /** Text of a whole view with `reset`, as of what has been shown: what a stream gets that fell too far behind. */
  readonly snapshot: (who: MemberId | undefined) => string
  /** Called when everything pushed so far has become part of a frame, before anyone gets it. */
  readonly shown: () => void
}

/** Bytes of one frame: for everyone, and for members who see more in it. */
interface Frame {
  readonly bytes: Uint8Array
  /** For members who see more in it: kept as text, and put together when it is given. */
  readonly own: { readonly events: readonly WireEvent[]; readonly seers: ReadonlySet<MemberId> } | undefined
  readonly size: number
}

/**
 * The set of a room's streams. What happens within a frame is gathered, encoded once and written once a stream, because
 * a write costs tens of microseconds whatever its size. Frames go into one log that all streams share; each stream only
 * counts how far it has come, so waiting bytes are held once, and a stream that falls off the log's end gets a snapshot.
 */
export class Broadcast {
  readonly #options: BroadcastOptions
  readonly #subscribers = new Set<Subscriber>()
  #frames: Frame[] = []
  /** Number of the first frame in the log. */
  #start = 0
  #bytes = 0
  /** The newest run of frames that was put together for streams that fell behind. */
  #joined: { readonly from: number; readonly to: number; readonly bytes: Uint8Array } | undefined
  #pending: WireEvent[] = []
  #cancelFlush: (() => void) | undefined
  #flushedAt = Number.NEGATIVE_INFINITY
  #frameMs: number = FRAME_MS.least
  #pendingCharacters = 0
  #cancelRecheck: (() => void) | undefined

  constructor(options: BroadcastOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#subscribers.size
  }

  [Symbol.iterator](): Iterator<Subscriber> {
    return this.#subscribers.values()
  }

  /** Adds a stream that has been shown everything up to now by `first`: a snapshot, a replay, or a mere comment. */
  open(sink: Sink, who: MemberId | undefined, first: string): Subscriber {
    const subscriber: Subscriber = { sink, who, position: this.#head, since: this.#options.clock.now() }
    this.#subscribers.add(subscriber)
    sink.give(this.#options.encode(first))
    return subscriber
  }

  /** Everyone gets this, in the order of pushing, with the frame that comes. */
  push(event: WireEvent): void {
    const wasFull = this.#pendingCharacters > FRAME_CHARACTERS
    this.#pending.push(event)
    this.#pendingCharacters += event.text.length
    const full = this.#pendingCharacters > FRAME_CHARACTERS
    if (this.#cancelFlush && full === wasFull) return
    this.#cancelFlush?.()
    const { clock } = this.#options
    // At once after a quiet spell; within one, when the frame's time is up. Never in the same turn, so that the answer
    // to a move leaves before its fan-out begins.
    const wait = full ? 0 : Math.max(0, this.#flushedAt + this.#frameMs - clock.now())
    this.#cancelFlush = clock.after(wait, () => this.flush())
  }

  /** Makes a frame of all that is pending and hands it out. */
  flush(): void {
    this.#cancelFlush?.()
    this.#cancelFlush = undefined
    if (this.#pending.length === 0) return
    const frame = this.#subscribers.size > 0 ? this.#gather() : undefined
    this.#pending = []
    this.#pendingCharacters = 0
    this.#options.shown()
    if (!frame) return
    this.#append(frame)
    this.#deliver()
  }

  /** Gives every stream that can take it all that it has not got yet. */
  #deliver(): void {
    this.#cancelRecheck?.()
    this.#cancelRecheck = undefined
    const { clock } = this.#options
    const now = clock.now()
    const head = this.#head
    let given = false
    let behind = false
    for (const subscriber of this.#subscribers) {
      if (!subscriber.sink.free()) {
        behind ||= subscriber.position < head
        continue
      }
      subscriber.since = now
      if (subscriber.position === head) continue
      const bytes = this.#missing(subscriber.position, subscriber.who)
      subscriber.position = head
      subscriber.sink.give(bytes)
      given = true
    }
    if (given) {
      this.#flushedAt = now
      // Runs once the writes just asked for have been made, so it comes as late as the fan-out took.
      clock.after(0, () => this.#measured(clock.now() - now))
    }
    // Nobody says when a stream can take more, since a callback a write costs a quarter of the fan-out: look again.
    if (behind) this.#cancelRecheck = clock.after(this.#frameMs, () => this.#deliver())
  }

  /** Lets a stream go; with last words, after all that it has not got yet. */
  end(subscriber: Subscriber, text?: string): void {
    if (!this.#subscribers.delete(subscriber)) return
    const { sink, position, who } = subscriber
    if (text !== undefined && position < this.#head) sink.give(this.#missing(position, who))
    sink.end(text === undefined ? undefined : this.#options.encode(text))
    if (this.#subscribers.size === 0) {
      this.#start += this.#frames.length
      this.#forget()
    }
  }

  endAll(text: string): void {
    this.flush()
    for (const subscriber of [...this.#subscribers]) this.end(subscriber, text)
  }

  /** Ends the streams that have read nothing for too long. */
  endStalled(): void {
    const before = this.#options.clock.now() - STALLED_MS
    for (const subscriber of [...this.#subscribers]) {
      if (!subscriber.sink.free() && subscriber.since < before) this.end(subscriber)
    }
  }

  get #head(): number {
    return this.#start + this.#frames.length
  }

  #gather(): Frame {
    const pending = this.#pending
    const bytes = this.#options.encode(pending.map((event) => event.text).join(''))
    const seers = new Set<MemberId>()
    let size = bytes.byteLength
    for (const { own } of pending) {
      if (!own) continue
      for (const [id, text] of own) {
        seers.add(id)
        size += text.length
      }
    }
    return { bytes, own: seers.size > 0 ? { events: pending, seers } : undefined, size }
  }

  /** What a stream at this position has not got yet; once the log has gone on without it, the whole. */
  #missing(position: number, who: MemberId | undefined): Uint8Array {
    if (position < this.#start) return this.#options.encode(this.#options.snapshot(who))
    return this.#since(position, who)
  }

  /** All frames from this position on, as one: a stream that fell behind catches up in one write. */
  #since(position: number, who: MemberId | undefined): Uint8Array {
    const frames = this.#frames.slice(position - this.#start)
    const [first] = frames
    if (first && frames.length === 1) return this.#bytesFor(first, who)
    const own = who !== undefined && frames.some((frame) => frame.own?.seers.has(who))
    if (own) return join(frames.map((frame) => this.#bytesFor(frame, who)))
    // Streams fall behind together, when the whole machine is busy; then they share the bytes too.
    if (this.#joined?.from !== position || this.#joined.to !== this.#head) {
      this.#joined = { from: position, to: this.#head, bytes: join(frames.map((frame) => frame.bytes)) }
    }
    return this.#joined.bytes
  }

  #bytesFor({ bytes, own }: Frame, who: MemberId | undefined): Uint8Array {
    if (who === undefined || !own?.seers.has(who)) return bytes
    return this.#options.encode(own.events.map((event) => textFor(event, who)).join(''))
  }

  #append(frame: Frame): void {
    this.#frames.push(frame)
    this.#bytes += frame.size
    while (this.#bytes > WAITING_BYTES && this.#frames.length > 1) {
      this.#bytes -= (this.#frames.shift() as Frame).size
      this.#start += 1
    }
  }

  #forget(): void {
    this.#frames = []
    this.#joined = undefined
    this.#bytes = 0
  }

  /**
   * The frame's length follows the time a fan-out takes: four times that, so that three quarters of the object's time are
   * left for moves. A quarter of each new measure counts, so that one slow phone does not stretch everyone's frames.
   */
  #measured(fanOutMs: number): void {
    const wanted = Math.min(FRAME_MS.most, Math.max(FRAME_MS.least, 4 * fanOutMs))
    this.#frameMs += (wanted - this.#frameMs) / 4
  }
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0))
  let offset = 0
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.byteLength
  }
  return bytes
}
