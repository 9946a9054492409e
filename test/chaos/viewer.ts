import { applyPatch, type Patch } from '../../src/protocol/patch.ts'
import type { View } from '../../src/protocol/view.ts'
import { EventReader } from '../support/sse.ts'

/** A stream that comes back with its cursor however often its line is cut, and holds what it sees to the rules. */
export class Viewer {
  view: View | undefined
  resets = 0
  reconnections = 0
  readonly #url: string
  readonly #seen: Map<number, string>
  readonly #stop = new AbortController()
  #cursor: string | undefined
  #woken: () => void = () => {}

  /** @param seen the text of every version that any viewer saw: none may ever be seen with another text. */
  constructor(url: string, seen: Map<number, string>) {
    this.#url = url
    this.#seen = seen
  }

  /** Watches until it is stopped. Throws what is against the rules. */
  async watch(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        await this.#follow()
      } catch (error) {
        if (error instanceof Broken) throw error
      }
      this.reconnections += 1
      // The server is being killed and started again; a refused connection answers at once.
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  /** Resolves when this version has been seen. */
  async upTo(version: number): Promise<void> {
    while ((this.view?.version ?? 0) < version) {
      await new Promise<void>((resolve) => {
        this.#woken = resolve
      })
    }
  }

  stop(): void {
    this.#stop.abort()
  }

  async #follow(): Promise<void> {
    const headers = this.#cursor === undefined ? {} : { 'Last-Event-ID': this.#cursor }
    const response = await fetch(this.#url, { headers, signal: this.#stop.signal })
    if (response.status !== 200 || !response.body) throw new Broken(`the stream answered ${response.status}`)
    const reader = new EventReader()
    const decoder = new TextDecoder()
    for await (const chunk of response.body) {
      for (const { event, data, id } of reader.read(decoder.decode(chunk as Uint8Array, { stream: true }))) {
        if (event !== 'snapshot' && event !== 'update') continue
        this.#take(event, data)
        this.#cursor = id
        this.#woken()
      }
    }
  }

  #take(event: 'snapshot' | 'update', data: string): void {
    const json = JSON.parse(data) as View & { reset?: true }
    if (event === 'snapshot') {
      if (this.view && !json.reset) throw new Broken('a second snapshot without reset')
      if (this.view && json.version < this.view.version) throw new Broken(`taken back: version ${this.view.version}`)
      if (json.reset) this.resets += 1
      const { reset: _event, ...view } = json
      this.view = view
      return
    }
    const expected = (this.view?.version ?? 0) + 1
    if (json.version !== expected) throw new Broken(`version ${json.version} where ${expected} was to come`)
    const before = this.#seen.get(json.version)
    if (before !== undefined && before !== data)
      throw new Broken(`version ${json.version} was ${before} and is ${data}`)
    this.#seen.set(json.version, data)
    this.view = applyPatch(this.view, json as unknown as Patch) as unknown as View
  }
}

/** Against the rules, unlike a cut line. */
export class Broken extends Error {
  override name = 'Broken'
}
