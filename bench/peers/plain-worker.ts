import { Hono } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'

/** The plain way on Workers: an object with Hono's `streamSSE`, and `writeSSE` to each stream for each event. */
interface Env {
  readonly FLOOR: {
    idFromName(name: string): unknown
    get(id: unknown): { fetch(request: Request): Promise<Response> }
  }
}

export class FloorObject {
  readonly #streams = new Set<SSEStreamingApi>()
  readonly #app = new Hono()
  #version = 0

  constructor() {
    this.#app.get('/stream', (c) =>
      streamSSE(c, async (stream) => {
        this.#streams.add(stream)
        stream.onAbort(() => void this.#streams.delete(stream))
        await new Promise<void>(() => {})
      }),
    )
    this.#app.post('/publish', async (c) => {
      const data = await c.req.text()
      const id = `e.${++this.#version}`
      await Promise.all([...this.#streams].map((stream) => stream.writeSSE({ event: 'update', data, id })))
      return c.json({ version: this.#version })
    })
  }

  fetch(request: Request): Response | Promise<Response> {
    return this.#app.fetch(request)
  }
}

export default {
  fetch(request: Request, env: Env): Promise<Response> {
    return env.FLOOR.get(env.FLOOR.idFromName('plain')).fetch(request)
  },
}
