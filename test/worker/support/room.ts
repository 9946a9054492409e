import { env as bindings, SELF } from 'cloudflare:test'
import type { RoomCreated, RoomJoined } from '../../../src/protocol/answer.ts'
import { formatCursor } from '../../../src/protocol/cursor.ts'
import type { JsonObject } from '../../../src/protocol/json.ts'
import { applyPatch, type Patch } from '../../../src/protocol/patch.ts'
import type { Problem } from '../../../src/protocol/refusal.ts'
import type { View } from '../../../src/protocol/view.ts'
import type { Env } from '../../../src/worker/env.ts'
import type { RoomObject } from '../../../src/worker/room-object.ts'
import { EventReader, type Received } from '../../support/sse.ts'

export const ORIGIN = 'https://courtside.test'
export const env = bindings as unknown as Env

export interface Asking {
  readonly method?: string
  readonly token?: string | undefined
  readonly cookie?: string | undefined
  /** Sent as JSON. */
  readonly json?: unknown
  /** Sent as it is. */
  readonly body?: BodyInit
  readonly headers?: Readonly<Record<string, string>>
  readonly origin?: string
}

let addresses = 0

/** Asks the worker, each time from another address unless the headers name one, so that no brake is felt by chance. */
export async function ask(path: string, asking: Asking = {}): Promise<Response> {
  const { token, cookie, json } = asking
  const headers = new Headers({ 'CF-Connecting-IP': `10.0.${addresses >> 8}.${addresses & 255}` })
  addresses = (addresses + 1) % 65_536
  if (token !== undefined) headers.set('Authorization', `Bearer ${token}`)
  if (cookie !== undefined) headers.set('Cookie', `courtside=${cookie}`)
  for (const [name, value] of Object.entries(asking.headers ?? {})) headers.set(name, value)
  const body = json === undefined ? asking.body : JSON.stringify(json)
  const method = asking.method ?? (body === undefined ? 'GET' : 'POST')
  return SELF.fetch(`${asking.origin ?? ORIGIN}${path}`, {
    method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
  })
}

/** A refusal as it is promised: problem details, a stable code, and nothing of the program's insides. */
export async function refusal(response: Response): Promise<{ readonly status: number } & Problem> {
  const text = await response.text()
  if (response.headers.get('Content-Type') !== 'application/problem+json') {
    throw new Error(`no problem details but ${response.status} ${text}`)
  }
  if (INSIDES.test(text)) throw new Error(`the insides show: ${text}`)
  const problem = JSON.parse(text) as Problem
  if (problem.status !== response.status) throw new Error(`${problem.status} in an answer ${response.status}`)
  return problem
}
/** What no answer may hold: a stack, a file, an error's class, a word of the runtime or of storage. */
export const INSIDES =
  /\bat \S+ \(|\.ts\b|node_modules|TypeError|RangeError|SyntaxError|Durable|SQLITE|sqlite|workerd|internal error|Maximum call/

export async function codeOf(response: Response): Promise<string> {
  return (await refusal(response)).code
}

export interface Opened extends RoomCreated {
  /** `/api/rooms/CODE`. */
  readonly path: string
  readonly stub: DurableObjectStub<RoomObject>
}

export async function open(body: { game?: string; options?: unknown; name?: string } = {}): Promise<Opened> {
  const response = await ask('/api/rooms', { json: { game: 'tap-race', ...body } })
  if (response.status !== 201) throw new Error(await response.text())
  const created = (await response.json()) as RoomCreated
  return { ...created, path: `/api/rooms/${created.code}`, stub: stubOf(created.code) }
}

export function stubOf(code: string): DurableObjectStub<RoomObject> {
  return env.ROOMS.get(env.ROOMS.idFromName(code))
}

export async function join(room: Opened, name: string): Promise<RoomJoined & { readonly id: string }> {
  const response = await ask(`${room.path}/members`, { json: { name } })
  if (response.status !== 201) throw new Error(await response.text())
  const joined = (await response.json()) as RoomJoined
  return { ...joined, id: joined.member.id }
}

export async function control(room: Opened, json: object, token = room.token): Promise<Response> {
  return ask(`${room.path}/controls`, { json, token })
}

export async function move(room: Opened, name: string, args?: unknown, more: Asking = {}): Promise<Response> {
  return ask(`${room.path}/moves`, {
    json: { name, ...(args === undefined ? {} : { args }) },
    token: room.token,
    ...more,
  })
}

/** Does something that the brakes count, again if a minute of theirs ended in between. */
export async function inOneMinute<T>(run: () => Promise<T>): Promise<T> {
  const minute = (): number => Math.floor(Date.now() / 60_000)
  for (;;) {
    const [before, done] = [minute(), await run()]
    if (minute() === before) return done
  }
}

let braked = 0
/** An address that nothing has counted yet. */
export function freshAddress(): Record<string, string> {
  braked += 1
  return { 'CF-Connecting-IP': `192.0.2.${braked}` }
}

/** Does it, and throws unless it is accepted. */
export async function accepted(response: Promise<Response> | Response): Promise<number> {
  const answer = await response
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { version: number }).version
}

export async function viewOf(room: Opened, token?: string): Promise<View<JsonObject, JsonObject>> {
  const response = await ask(room.path, { token })
  if (response.status !== 200) throw new Error(await response.text())
  return (await response.json()) as View<JsonObject, JsonObject>
}

/** One open stream, read on demand. */
export class Viewer {
  readonly response: Response
  readonly reader = new EventReader()
  /** Everything read so far. */
  readonly events: Received[] = []
  #next = 0
  readonly #body: ReadableStreamDefaultReader<Uint8Array> | undefined

  constructor(response: Response) {
    this.response = response
    this.#body = response.body?.getReader()
  }

  static async open(room: Pick<Opened, 'path'>, asking: Asking & { readonly query?: string } = {}): Promise<Viewer> {
    const viewer = new Viewer(await ask(`${room.path}/stream${asking.query ?? ''}`, asking))
    if (viewer.response.status !== 200) throw new Error(`${viewer.response.status} ${await viewer.response.text()}`)
    return viewer
  }

  /** One read of the line; `false` at its end. */
  async #read(): Promise<boolean> {
    if (!this.#body) return false
    const { done, value } = await this.#body.read()
    if (value) this.events.push(...this.reader.read(new TextDecoder().decode(value)))
    return !done
  }

  /** The next event, of these names if any are given; others are passed over. */
  async next(...names: readonly string[]): Promise<Received> {
    for (;;) {
      while (this.#next >= this.events.length) {
        if (!(await this.#read())) throw new Error(`the stream ended before ${names.join(' or ') || 'another event'}`)
      }
      const event = this.events[this.#next] as Received
      this.#next += 1
      if (names.length === 0 || names.includes(event.event)) return event
    }
  }

  /** Reads until a version is there, and gives everything read as far as it carries an id. */
  async upTo(version: number): Promise<Received[]> {
    while (versionOf(this.durable.at(-1)) < version) {
      if (!(await this.#read())) throw new Error(`the stream ended before version ${version}`)
    }
    this.#next = this.events.length
    return this.durable
  }

  /** Events with an id. */
  get durable(): Received[] {
    return this.events.filter(({ event }) => event === 'snapshot' || event === 'update' || event === 'message')
  }

  /** Reads to the end of the stream. */
  async rest(): Promise<Received[]> {
    while (await this.#read());
    return this.events
  }

  /** The raw first bytes, as text: what is sent before anything has happened. */
  async first(): Promise<string> {
    await this.#read()
    return this.reader.raw
  }

  async close(): Promise<void> {
    await this.#body?.cancel()
  }
}

export function versionOf(event: Received | undefined): number {
  return event === undefined ? 0 : (JSON.parse(event.data) as { version: number }).version
}

/** The view folded from events with an id; throws on a gap. */
export function fold(events: readonly Received[], from?: View): View {
  let view = from as unknown as JsonObject | undefined
  for (const { event, data, id } of events) {
    const json = JSON.parse(data) as JsonObject & { version: number }
    if (event === 'snapshot') {
      const { reset: _reset, ...whole } = json
      view = whole
    } else {
      if (json.version !== Number(view?.version) + 1) throw new Error(`a gap before ${data}`)
      view = applyPatch(view, json as Patch) as JsonObject
    }
    if (id !== formatCursor(id.split('.')[0] ?? '', json.version)) throw new Error(`the id ${id} on ${data}`)
  }
  return view as unknown as View
}
