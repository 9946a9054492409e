import type { Asked } from './asked.ts'
import { type Asker, writeAsker } from './asker.ts'
import { problem } from './problem.ts'

const STREAM_HEADERS = { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-cache, no-transform' }

/**
 * Has the room's object answer with its stream. A HEAD must not get that far: Hono runs the GET handler for it, and a
 * subscriber without a reader would stay for ever. A fault on the way is answered with a 200 that asks to come back,
 * because most EventSources give up for good on anything else.
 */
export async function openStream(
  request: Request,
  room: Asked['room'],
  kind: 'room' | 'plain',
  asker: Asker,
): Promise<Response> {
  if (request.method === 'HEAD') {
    const seen = await room.look(asker, undefined)
    return 'refusal' in seen ? problem(seen.refusal) : new Response(null, { headers: STREAM_HEADERS })
  }
  const url = new URL(request.url)
  url.pathname = `/${kind}`
  const headers = new Headers(request.headers)
  writeAsker(headers, asker)
  try {
    return await room.fetch(new Request(url, { headers, signal: request.signal }))
  } catch {
    return comeBack()
  }
}

/** Asks a stream's client to try again soon. */
export function comeBack(): Response {
  return new Response('retry: 2000\n', { headers: STREAM_HEADERS })
}
