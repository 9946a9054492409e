import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContext } from 'playwright-core'

/** A room full of members who act at a steady pace, so that its pages have something to draw. */
export class Hall {
  readonly code: string
  readonly #room: string
  readonly #host: BrowserContext
  readonly #url: string
  readonly #tokens: string[] = []
  #acted = 0
  /** Rounds that are over. */
  round = 0

  private constructor(url: string, host: BrowserContext, code: string) {
    this.code = code
    this.#url = url
    this.#host = host
    this.#room = `${url}/api/rooms/${code}`
  }

  /** @param host whose pages will be the host's. */
  static async open(url: string, host: BrowserContext, body: object): Promise<Hall> {
    const answer = await host.request.post(`${url}/api/rooms`, { data: body })
    if (!answer.ok()) throw new Error(`no room: ${answer.status()} ${await answer.text()}`)
    const { code } = (await answer.json()) as { code: string }
    return new Hall(url, host, code)
  }

  /** An address of the room's page. */
  at(path = ''): string {
    return `${this.#url}/${this.code}${path}`
  }

  async seat(count: number): Promise<void> {
    for (let joined = 0; joined < count; joined++) await this.join()
  }

  async join(): Promise<void> {
    const body = { name: `Player ${this.#tokens.length + 1}` }
    const { token } = (await this.#post('members', body)) as { token: string }
    this.#tokens.push(token)
  }

  /** Has a context's pages be a member's. */
  async bring(context: BrowserContext, name: string): Promise<void> {
    const answer = await context.request.post(`${this.#room}/members`, { data: { name } })
    if (!answer.ok()) throw new Error(`${name} was not seated: ${await answer.text()}`)
  }

  async asHost(what: 'controls' | 'moves', body: object): Promise<void> {
    await this.#host.request.post(`${this.#room}/${what}`, { data: body })
  }

  /** Begins a round anew, if there are rounds. */
  async again(round?: (hall: Hall) => Promise<void>): Promise<void> {
    if (!round) return
    await round(this)
    this.round += 1
    this.#acted = 0
  }

  /** The next member in turn makes a move; a rejection counts as little as in any room. */
  async move(name: string, args: (turn: number) => object): Promise<void> {
    const turn = this.#acted++
    const token = this.#tokens[turn % this.#tokens.length] as string
    await this.#post('moves', { name, args: args(Math.floor(turn / this.#tokens.length)) }, token)
  }

  async #post(to: string, body: object, token?: string): Promise<unknown> {
    const answer = await fetch(`${this.#room}/${to}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    })
    return answer.json()
  }
}

/** Does something so many times a second; what is late is not made up for. */
export async function paced(perSecond: number, seconds: number, act: () => Promise<void>): Promise<void> {
  const start = performance.now()
  const pending: Promise<void>[] = []
  for (let count = 0; count < perSecond * seconds; count++) {
    const wait = start + (count * 1000) / perSecond - performance.now()
    if (wait > 0) await sleep(wait)
    pending.push(act())
  }
  await Promise.all(pending)
}
