import { setTimeout as sleep } from 'node:timers/promises'
import type { Accepted, RoomJoined } from '../../protocol/answer.ts'
import type { Json } from '../../protocol/json.ts'
import type { Problem } from '../../protocol/refusal.ts'

/** What a room says no with, or that it could not be asked at all. */
export interface Refused {
  readonly code: string
  readonly reason?: string
  readonly detail: string
}

export type Answer<Body> =
  | { readonly ok: true; readonly body: Body }
  | { readonly ok: false; readonly refused: Refused }

/** Longest wait for one answer, milliseconds. */
const ANSWER_MS = 15_000
/** Waits between tries when nobody answers, milliseconds. */
const AGAIN_MS = [250, 500, 1000, 2000, 4000]

/** One room's HTTP, for one member. */
export class Door {
  readonly #base: string
  readonly #stop: AbortSignal
  #token: string | undefined

  /** @param stop ends every wait and every request. */
  constructor(url: string, code: string, stop: AbortSignal) {
    this.#base = `${url}/api/rooms/${code}`
    this.#stop = stop
  }

  async join(name: string): Promise<Answer<RoomJoined>> {
    const answer = await this.#ask<RoomJoined>('POST', '/members', { name, bot: true })
    if (answer.ok) this.#token = answer.body.token
    return answer
  }

  /** @param key makes it safe to try again when the answer was lost. */
  move(name: string, args: Json | undefined, key: string): Promise<Answer<Accepted>> {
    return this.#ask<Accepted>('POST', '/moves', args === undefined ? { name } : { name, args }, key)
  }

  /** Gives up the seat. Tried once, whether or not the rest was told to stop. */
  async leave(member: string): Promise<boolean> {
    try {
      const { status } = await fetch(`${this.#base}/members/${member}`, {
        method: 'DELETE',
        headers: this.#headers(),
        signal: AbortSignal.timeout(ANSWER_MS),
      })
      return status === 204
    } catch {
      return false
    }
  }

  stream(cursor: string): Promise<Response> {
    const headers = { ...this.#headers(), Accept: 'text/event-stream', ...(cursor ? { 'Last-Event-ID': cursor } : {}) }
    return fetch(`${this.#base}/stream`, { headers, signal: this.#stop })
  }

  #headers(): Record<string, string> {
    return this.#token === undefined ? {} : { Authorization: `Bearer ${this.#token}` }
  }

  /** Asks until there is an answer: waits out 429 as long as it says, and tries again when the server is away. */
  async #ask<Body>(method: string, path: string, body: Json, key?: string): Promise<Answer<Body>> {
    let tries = 0
    for (;;) {
      const response = await this.#try(method, path, body, key)
      if (response instanceof Response && response.status !== 429 && response.status < 502) return read<Body>(response)
      if (response instanceof Response && response.status === 429) {
        await sleep(1000 * Math.max(1, Number(response.headers.get('Retry-After')) || 1), undefined, {
          signal: this.#stop,
        })
        continue
      }
      const wait = AGAIN_MS[tries++]
      if (wait === undefined) {
        const detail = response instanceof Response ? `answered ${response.status}` : response
        return { ok: false, refused: { code: 'unreachable', detail } }
      }
      await sleep(wait, undefined, { signal: this.#stop })
    }
  }

  async #try(method: string, path: string, body: Json, key: string | undefined): Promise<Response | string> {
    try {
      return await fetch(this.#base + path, {
        method,
        headers: {
          ...this.#headers(),
          'Content-Type': 'application/json',
          ...(key === undefined ? {} : { 'Idempotency-Key': key }),
        },
        body: JSON.stringify(body),
        signal: AbortSignal.any([this.#stop, AbortSignal.timeout(ANSWER_MS)]),
      })
    } catch (error) {
      if (this.#stop.aborted) throw error
      return describe(error)
    }
  }
}

async function read<Body>(response: Response): Promise<Answer<Body>> {
  const text = await response.text()
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { ok: false, refused: { code: 'not-courtside', detail: `answered ${response.status} and no JSON` } }
  }
  if (response.ok) return { ok: true, body: json as Body }
  const { code, reason, detail } = json as Problem
  return { ok: false, refused: { code, detail, ...(reason === undefined ? {} : { reason }) } }
}

/** `fetch failed` says nothing; its cause does. */
export function describe(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(cause instanceof Error)) return String(cause)
  return cause.message || ('code' in cause ? String(cause.code) : cause.name)
}
