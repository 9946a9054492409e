import { SSEStreamingApi } from 'hono/streaming'
import type { MemberId } from '../protocol/view.ts'
import type { Broadcast } from '../stream/broadcast.ts'
import type { Subscriber } from '../stream/subscriber.ts'

/** What a stream gets first that is up to date already: a comment, which every parser skips, so that proxies see a byte. */
export const NOTHING_NEW = ':\n'

export const STREAM_HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  // no-transform: a proxy that compresses holds events back until its window is full. X-Accel-Buffering: nginx likewise.
  'Cache-Control': 'no-cache, no-transform',
  'X-Accel-Buffering': 'no',
}

/**
 * Opens one stream and adds it to the room's broadcast.
 * @param request the viewer's: its signal tells when they go.
 * @param left called once, however the stream ended.
 */
export function openSse(
  request: Request,
  broadcast: Broadcast,
  who: MemberId | undefined,
  first: string,
  left: () => void,
): Response {
  let subscriber: Subscriber | undefined
  const stream = new PulledStream(() => {
    if (subscriber) broadcast.ready(subscriber)
  })
  const gone = (): void => {
    if (subscriber) broadcast.end(subscriber)
  }
  const sink = {
    give: (bytes: Uint8Array) => stream.give(bytes),
    end(bytes?: Uint8Array) {
      request.signal.removeEventListener('abort', gone)
      stream.end(bytes)
      left()
    },
  }
  subscriber = broadcast.open(sink, who, first)
  // Three ways to notice a viewer who went, because each of them has failed on some runtime: the request's signal, the
  // stream's cancel, and a heartbeat that nobody reads (`endStalled`).
  stream.onAbort(gone)
  request.signal.addEventListener('abort', gone)
  return new Response(stream.responseReadable, { headers: STREAM_HEADERS })
}

/**
 * Hono's SSE stream over one JavaScript stream, which the reader pulls. `streamSSE` itself puts three in a row (the two
 * ends of a transform, and a copy for the response) and a promise to every write: see `docs/decisions/pulled-streams.md`
 * for what that costs at 500 streams.
 */
class PulledStream extends SSEStreamingApi {
  readonly #controller: ReadableStreamDefaultController<Uint8Array>

  /** @param pulled called when everything given has been taken and the reader wants more. */
  constructor(pulled: () => void) {
    super(UNUSED_WRITABLE(), UNUSED_READABLE())
    let controller: ReadableStreamDefaultController<Uint8Array> | undefined
    this.responseReadable = new ReadableStream<Uint8Array>(
      {
        start(given) {
          controller = given
        },
        pull: pulled,
        cancel: () => this.abort(),
      },
      // Nothing is buffered ahead of the reader: what waits, waits in the room's shared log.
      { highWaterMark: 0 },
    )
    this.#controller = controller as unknown as ReadableStreamDefaultController<Uint8Array>
  }

  give(bytes: Uint8Array): void {
    if (!this.closed && !this.aborted) this.#controller.enqueue(bytes)
  }

  end(bytes?: Uint8Array): void {
    if (this.closed || this.aborted) return
    if (bytes) this.give(bytes)
    this.closed = true
    this.#controller.close()
  }
}

const UNUSED_WRITABLE = (): WritableStream => new WritableStream()
const UNUSED_READABLE = (): ReadableStream => new ReadableStream()
