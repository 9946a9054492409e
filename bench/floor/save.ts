/**
 * The least a workerd program can do to keep something: an object that inserts one row a request and answers once it is
 * on the disk. A join does that too, and tells everybody in frames of 50 ms; a stream begins with one fixed snapshot of
 * the size that a room of 150 members has, the middle of a storm of 300.
 */
interface Env {
  readonly FLOOR: {
    idFromName(name: string): unknown
    get(id: unknown): { fetch(request: Request): Promise<Response> }
  }
}

interface Context {
  readonly storage: {
    readonly sql: { exec(query: string, ...values: unknown[]): unknown }
    sync(): Promise<void>
  }
}

const FRAME_MS = 50
const encoder = new TextEncoder()
const SNAPSHOT = encoder.encode(`event: snapshot\ndata: ${JSON.stringify({ members: membersOf(150) })}\nid: e.0\n\n`)

export class FloorObject {
  readonly #storage: Context['storage']
  readonly #streams = new Set<ReadableStreamDefaultController<Uint8Array>>()
  #gathered = ''
  #version = 0

  constructor({ storage }: Context) {
    this.#storage = storage
    storage.sql.exec('CREATE TABLE IF NOT EXISTS entries (version INTEGER PRIMARY KEY, entry TEXT) STRICT')
  }

  async fetch(request: Request): Promise<Response> {
    if (request.method === 'GET') return this.#stream()
    const entry = await request.text()
    const version = ++this.#version
    this.#storage.sql.exec('INSERT INTO entries (entry) VALUES (?)', entry)
    await this.#storage.sync()
    if (request.url.endsWith('/join')) {
      if (this.#gathered === '') setTimeout(() => this.#flush(), FRAME_MS)
      const json = `{"version":${version},"members":${JSON.stringify(membersOf(1))}}`
      this.#gathered += `event: update\ndata: ${json}\nid: e.${version}\n\n`
    }
    return Response.json({ version, token: 'none' })
  }

  #stream(): Response {
    const streams = this.#streams
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(SNAPSHOT)
        streams.add(controller)
      },
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' } })
  }

  #flush(): void {
    const frame = encoder.encode(this.#gathered)
    this.#gathered = ''
    for (const controller of this.#streams) controller.enqueue(frame)
  }
}

function membersOf(count: number): object {
  const member = { name: 'Player 150', color: '#4477aa', host: false, player: true }
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`m${index + 100}`, member]))
}

export default {
  fetch(request: Request, env: Env): Promise<Response> {
    return env.FLOOR.get(env.FLOOR.idFromName(new URL(request.url).pathname.split('/')[1] ?? '')).fetch(request)
  },
}
