/**
 * The least a workerd program can do to push to everybody: an object that wraps what it is sent into an event, encodes it
 * once and hands the bytes to plain JS streams, one chunk a pull. It saves nothing and knows no rules.
 * FRAME_MS 0: a stream gets what has come as soon as it pulls. Otherwise all of a frame goes out in one chunk.
 */
interface Env {
  readonly FLOOR: {
    idFromName(name: string): unknown
    get(id: unknown): { fetch(request: Request): Promise<Response> }
  }
  readonly FRAME_MS: string
}

interface Subscriber {
  controller: ReadableStreamDefaultController<Uint8Array>
  waiting: Uint8Array[]
  pulled: boolean
}

export class FloorObject {
  readonly #frame: number
  readonly #subscribers = new Set<Subscriber>()
  readonly #encoder = new TextEncoder()
  #gathered: Uint8Array[] = []
  #timer = false
  #version = 0

  constructor(_context: unknown, env: Env) {
    this.#frame = Number(env.FRAME_MS)
  }

  async fetch(request: Request): Promise<Response> {
    if (request.method === 'GET') return this.#stream()
    const json = await request.text()
    const version = ++this.#version
    const event = this.#encoder.encode(`event: update\ndata: ${json}\nid: e.${version}\n\n`)
    if (this.#frame === 0) {
      this.#flush(event)
    } else {
      this.#gathered.push(event)
      if (!this.#timer) setTimeout(() => this.#flushFrame(), this.#frame)
      this.#timer = true
    }
    return Response.json({ version })
  }

  #stream(): Response {
    const subscribers = this.#subscribers
    let subscriber: Subscriber
    const body = new ReadableStream<Uint8Array>(
      {
        start(controller) {
          subscriber = { controller, waiting: [], pulled: false }
          subscribers.add(subscriber)
        },
        pull() {
          const { waiting, controller } = subscriber
          if (waiting.length === 0) {
            subscriber.pulled = true
            return
          }
          controller.enqueue(joined(waiting))
          subscriber.waiting = []
        },
        cancel() {
          subscribers.delete(subscriber)
        },
      },
      { highWaterMark: 1 },
    )
    return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' } })
  }

  #flushFrame(): void {
    this.#timer = false
    const frame = joined(this.#gathered)
    this.#gathered = []
    this.#flush(frame)
  }

  #flush(bytes: Uint8Array): void {
    for (const subscriber of this.#subscribers) {
      if (!subscriber.pulled) {
        subscriber.waiting.push(bytes)
        continue
      }
      subscriber.pulled = false
      subscriber.controller.enqueue(bytes)
    }
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [first, ...rest] = parts
  if (first !== undefined && rest.length === 0) return first
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export default {
  fetch(request: Request, env: Env): Promise<Response> {
    return env.FLOOR.get(env.FLOOR.idFromName('floor')).fetch(request)
  },
}
