import { type ClosedReason, type EventName, WATCHDOG_MS } from '../../protocol/event.ts'
import { ask, isFailure } from './ask.ts'
import { type Deed, type Fault, HIDDEN_MS, type Link, type LinkEvent, retryDelay, step } from './link.ts'
import { openSource, type Source } from './source.ts'

/** Drives a room's link: the source of events, timers and page events on one side, the machine on the other. */

export interface Heard {
  readonly event: EventName
  readonly json: unknown
  /** The cursor, if the event moved it. */
  readonly id: string
}

interface Listener {
  heard(heard: Heard): void
  linked(link: Link): void
}

/** Milliseconds until a stream that was asked for and says nothing is given up. */
const OPENING_MS = 12_000

function faultNow(): Fault {
  return navigator.onLine ? 'unreachable' : 'offline'
}

export class Stream {
  readonly #code: string
  readonly #listener: Listener
  readonly #ended = new AbortController()
  #link: Link = { is: 'connecting' }
  #source: Source | undefined
  #cursor = ''
  #heardAt = 0
  #watchdog = 0
  #retry = 0
  #hiding = 0

  constructor(code: string, listener: Listener) {
    this.#code = code
    this.#listener = listener
    const { signal } = this.#ended
    const returned = () => this.#tell({ on: 'returned', quiet: Date.now() - this.#heardAt })
    addEventListener('online', returned, { signal })
    addEventListener('offline', () => this.#tell({ on: 'offline' }), { signal })
    addEventListener('pageshow', returned, { signal })
    document.addEventListener('visibilitychange', () => this.#visibility(returned), { signal })
    this.#open()
  }

  get link(): Link {
    return this.#link
  }

  /** Opens afresh; with `anew` from a snapshot, since another member sees another view and its updates do not fit ours. */
  want(anew: boolean): void {
    if (anew) {
      this.#cursor = ''
      this.#source?.tellAnew()
    }
    this.#tell({ on: 'wanted' })
  }

  end(): void {
    this.#ended.abort()
    this.#shut()
    clearTimeout(this.#hiding)
  }

  #visibility(returned: () => void): void {
    clearTimeout(this.#hiding)
    if (document.visibilityState === 'visible') returned()
    else this.#hiding = setTimeout(() => this.#tell({ on: 'hidden' }), HIDDEN_MS)
  }

  #tell(event: LinkEvent): void {
    if (this.#ended.signal.aborted) return
    const [link, ...deeds] = step(this.#link, event)
    const changed = link !== this.#link && JSON.stringify(link) !== JSON.stringify(this.#link)
    this.#link = link
    for (const deed of deeds) this.#perform(deed)
    if (changed) this.#listener.linked(link)
  }

  #perform(deed: Deed): void {
    switch (deed.do) {
      case 'open':
        this.#open()
        break
      case 'shut':
        this.#shut()
        break
      case 'retry':
        clearTimeout(this.#retry)
        this.#retry = setTimeout(() => this.#tell({ on: 'due' }), retryDelay(deed.tries, Math.random()))
    }
  }

  #open(): void {
    this.#shut()
    this.#watch(OPENING_MS)
    const current = () => source === this.#source
    const source = openSource(this.#code, () => this.#cursor, {
      sign: () => current() && this.#sign(),
      heard: (event, text, id) => {
        if (!current()) return
        this.#sign()
        this.#take(event, text, id)
      },
      failed: (refused) => {
        if (!current()) return
        this.#shut()
        if (refused) void this.#findOut()
        else this.#tell({ on: 'broke', fault: faultNow() })
      },
      anew: () => {
        if (!current()) return
        this.#cursor = ''
        this.#tell({ on: 'wanted' })
      },
    })
    this.#source = source
  }

  #take(event: EventName, text: string, id: string): void {
    const json = JSON.parse(text) as unknown
    if (event === 'snapshot' || event === 'update') this.#cursor = id
    if (event === 'closed') this.#tell({ on: 'closed', reason: (json as { reason: ClosedReason }).reason })
    this.#listener.heard({ event, json, id })
  }

  /** An EventSource does not say why it was refused; the view's route does. */
  async #findOut(): Promise<void> {
    const answer = await ask<object>(`/api/rooms/${this.#code}`)
    if (!isFailure(answer)) return this.#tell({ on: 'broke', fault: 'unreachable' })
    if (answer.failed === 'no-such-room' || answer.failed === 'not-found') {
      return this.#tell({ on: 'closed', reason: 'gone' })
    }
    if (answer.failed === 'closed') return this.#tell({ on: 'closed', reason: 'ended' })
    if (answer.failed === 'bad-token' || answer.failed === 'kicked') {
      return this.#tell({ on: 'closed', reason: 'kicked' })
    }
    this.#tell({ on: 'broke', fault: faultNow() })
  }

  #sign(): void {
    this.#heardAt = Date.now()
    this.#watch(WATCHDOG_MS)
    this.#tell({ on: 'heard' })
  }

  #watch(ms: number): void {
    clearTimeout(this.#watchdog)
    this.#watchdog = setTimeout(() => this.#tell({ on: 'silent' }), ms)
  }

  #shut(): void {
    clearTimeout(this.#watchdog)
    clearTimeout(this.#retry)
    this.#source?.close()
    this.#source = undefined
  }
}
