import type { Broadcast } from '../../src/stream/broadcast.ts'
import type { Sink, Subscriber } from '../../src/stream/subscriber.ts'
import { EventReader, type Received } from './sse.ts'

/** A stream's far end that reads when it is told to. */
export class FakeSink implements Sink {
  readonly reader = new EventReader()
  readonly events: Received[] = []
  /** One entry a write. */
  readonly writes: Uint8Array[] = []
  ended = false
  /** Given and not taken yet. */
  pending: Uint8Array | undefined
  subscriber: Subscriber | undefined

  give(bytes: Uint8Array): void {
    if (this.pending) throw new Error('given more before the last was taken')
    if (this.ended) throw new Error('given more after the end')
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
  take(broadcast: Broadcast): boolean {
    const { pending, subscriber } = this
    if (!pending || !subscriber) return false
    this.pending = undefined
    this.#read(pending)
    broadcast.ready(subscriber)
    return true
  }

  /** Reads until there is nothing to read. */
  drain(broadcast: Broadcast): void {
    while (this.take(broadcast));
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
