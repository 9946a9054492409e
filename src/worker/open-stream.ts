import type { Asked } from './asked.ts'
import { type Asker, writeAsker } from './asker.ts'
import { problem } from './problem.ts'
import { comeBack, STREAM_HEADERS } from './sse.ts'

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
    const answer = await room.fetch(new Request(url, { headers, signal: request.signal }))
    // What the object answered cannot be given more headers; a copy can.
    return new Response(answer.body, answer)
  } catch {
    return comeBack()
  }
}
