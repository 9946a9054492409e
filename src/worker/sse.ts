import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { MemberId } from '../protocol/view.ts'
import type { Broadcast } from '../stream/broadcast.ts'
import type { Sink, Subscriber } from '../stream/subscriber.ts'

/** What a stream gets first that is up to date already: a comment, which every parser skips, so that proxies see a byte. */
export const NOTHING_NEW = ':\n'

/**
 * Opens one stream with Hono's `streamSSE` and adds it to the room's broadcast. `streamSSE` writes an error's own words
 * to the viewer if the callback throws, so the callback does nothing but wait for the end.
 * @param left called once, however the stream ended.
 */
export function openSse(
  c: Context,
  broadcast: Broadcast,
  who: MemberId | undefined,
  first: string,
  left: () => void,
): Response {
  const response = streamSSE(c, async (stream) => {
    await new Promise<void>((resolve) => {
      let subscriber: Subscriber | undefined
      const sink: Sink = {
        // Hono's write waits for the reader and never rejects: a reader that is gone is noticed by signal and cancel.
        give(bytes) {
          void stream.write(bytes).then(() => {
            if (subscriber) broadcast.ready(subscriber)
          })
        },
        end(bytes) {
          if (bytes) void stream.write(bytes)
          else stream.abort()
          resolve()
          left()
        },
      }
      const gone = (): void => {
        if (subscriber) broadcast.end(subscriber)
      }
      subscriber = broadcast.open(sink, who, first)
      // Three ways to notice a viewer who went, because each of them has failed on some runtime: the request's signal,
      // the stream's cancel, and a heartbeat that nobody reads (`endStalled`).
      stream.onAbort(gone)
      c.req.raw.signal.addEventListener('abort', gone)
    })
  })
  // no-transform: a proxy that compresses holds events back until its window is full. X-Accel-Buffering: nginx likewise.
  response.headers.set('Cache-Control', 'no-cache, no-transform')
  response.headers.set('X-Accel-Buffering', 'no')
  response.headers.set('Content-Type', 'text/event-stream; charset=utf-8')
  return response
}
