import { FRAME_MS } from '../../src/protocol/limits.ts'
import type { Broadcast } from '../../src/stream/broadcast.ts'
import type { Sink, Subscriber } from '../../src/stream/subscriber.ts'
import { EventReader, type Received } from './sse.ts'
import type { FakeClock } from './time.ts'

/** A stream's far end that reads when it is told to. */
export class FakeSink implements Sink {
  readonly reader = new EventReader()
  readonly events: Received[] = []
  /** One entry a write. */
  readonly writes: Uint8Array[] = []
  ended = false
  /** Was given something while it was not free. */
  overrun = false
  /** Given and not taken yet. */
  pending: Uint8Array | undefined
  subscriber: Subscriber | undefined

  free(): boolean {
    return this.pending === undefined && !this.ended
  }

  give(bytes: Uint8Array): void {
    if (!this.subscriber && this.writes.length > 0) throw new Error('given more before it was opened')
    if (this.ended) throw new Error('given more after the end')
    // Only the rest before last words may come while something is waiting.
    if (this.pending) this.#read(this.pending)
    this.overrun ||= this.pending !== undefined
    this.pending = bytes
    this.writes.push(bytes)
  }

  end(bytes?: Uint8Array): void {
    if (this.ended) throw new Error('ended twice')
    this.ended = true
    if (this.pending) this.#read(this.pending)
    if (bytes) this.#read(bytes)
    this.pending = undefined
  }

  /** Reads what was given, once. */
  take(): boolean {
    const { pending } = this
    if (!pending) return false
    this.pending = undefined
    this.#read(pending)
    return true
  }

  /** Reads until there is nothing to read; in between, the broadcast looks again for streams that can take more. */
  drain(clock: FakeClock): void {
    while (this.take()) clock.pass(FRAME_MS.most)
  }

  get text(): string {
    return this.reader.raw
  }

  #read(bytes: Uint8Array): void {
    this.events.push(...this.reader.read(new TextDecoder().decode(bytes)))
  }
}

export function subscribe(broadcast: Broadcast, who: string | undefined, first: string): FakeSink {
  const sink = new FakeSink()
  sink.subscriber = broadcast.open(sink, who, first)
  return sink
}
