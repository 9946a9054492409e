import { EVENTS, type EventName } from '../../protocol/event.ts'
import type { View } from '../../protocol/view.ts'
import { ask, isFailure } from './ask.ts'

/**
 * Where a tab's events come from. Over HTTP/1.1 a browser has six connections to a server, so all tabs of one room share
 * one stream: the tab that holds the room's lock has it and tells the others what it hears. When that tab goes, the lock
 * and with it the stream pass to another, which resumes where it was.
 */
export interface Source {
  /** Tells the other tabs that from now on this browser is another member, or none. */
  tellAnew(): void
  close(): void
}

export interface SourceListener {
  /** A sign of life without an event. */
  sign(): void
  heard(event: EventName, text: string, id: string): void
  /** `refused`: the server answered, but not with a stream. */
  failed(refused: boolean): void
  /** Another tab has become another member. */
  anew(): void
}

/** What tabs tell each other. */
type Told =
  | { readonly is: 'event'; readonly event: EventName; readonly text: string; readonly id: string }
  | { readonly is: 'failed'; readonly refused: boolean }
  | { readonly is: 'hello' }
  | { readonly is: 'here'; readonly presence: string }
  | { readonly is: 'anew' }

/** Milliseconds for the tab with the stream to answer; a frozen one does not, and the stream is taken over. */
const ANSWER_MS = 2000

/** @param cursor the last id the tab has seen, or an empty text, asked for when a stream is opened. */
export function openSource(code: string, cursor: () => string, listener: SourceListener): Source {
  // Web Locks need a secure context: on a LAN's plain http each tab has its own stream.
  const shareable = typeof BroadcastChannel === 'function' && navigator.locks !== undefined
  return shareable ? new SharedSource(code, cursor, listener) : new OwnSource(code, cursor(), listener)
}

/** The browser's own EventSource, without its own retry, which knows neither the cursor's query nor the page's backoff. */
class OwnSource implements Source {
  readonly #source: EventSource

  constructor(code: string, cursor: string, listener: SourceListener) {
    const source = new EventSource(`/api/rooms/${code}/stream${cursor === '' ? '' : `?lastEventId=${cursor}`}`)
    this.#source = source
    source.onopen = () => listener.sign()
    for (const event of EVENTS) {
      source.addEventListener(event, ({ data, lastEventId }: MessageEvent<string>) => {
        listener.heard(event, data, lastEventId)
      })
    }
    source.onerror = () => {
      const refused = source.readyState === EventSource.CLOSED
      source.close()
      listener.failed(refused)
    }
  }

  tellAnew(): void {}

  close(): void {
    // An error may still be on its way.
    this.#source.onerror = null
    this.#source.close()
  }
}

class SharedSource implements Source {
  readonly #code: string
  readonly #cursor: () => string
  readonly #listener: SourceListener
  readonly #tabs: BroadcastChannel
  readonly #closed = new AbortController()
  /** The stream itself, while this tab is the one that has it. */
  #own: OwnSource | undefined
  #presence = ''
  /** Events told before the view has come. */
  #early: Extract<Told, { is: 'event' }>[] | undefined
  #unanswered = 0

  constructor(code: string, cursor: () => string, listener: SourceListener) {
    this.#code = code
    this.#cursor = cursor
    this.#listener = listener
    this.#tabs = new BroadcastChannel(this.#name)
    this.#tabs.onmessage = ({ data }: MessageEvent<Told>) => this.#told(data)
    void this.#hold({ ifAvailable: true })
  }

  tellAnew(): void {
    this.#tell({ is: 'anew' })
  }

  close(): void {
    clearTimeout(this.#unanswered)
    this.#own?.close()
    this.#closed.abort()
    this.#tabs.close()
  }

  get #name(): string {
    return `courtside ${this.#code}`
  }

  /** Has the stream for as long as this tab holds the lock. */
  async #hold(how: { ifAvailable: true } | { steal: true } | { signal: AbortSignal }): Promise<void> {
    try {
      await navigator.locks.request(this.#name, how, async (lock) => {
        if (this.#closed.signal.aborted) return
        if (!lock) return this.#follow()
        this.#lead()
        await new Promise<void>((resolve) => this.#closed.signal.addEventListener('abort', () => resolve()))
      })
    } catch {
      // Closed while waiting, or the lock was taken from a tab that had been frozen.
      if (this.#closed.signal.aborted) return
      this.#own?.close()
      this.#own = undefined
      this.#listener.failed(false)
    }
  }

  #lead(): void {
    clearTimeout(this.#unanswered)
    this.#early = undefined
    this.#own = new OwnSource(this.#code, this.#cursor(), {
      ...this.#listener,
      sign: () => this.#listener.sign(),
      heard: (event, text, id) => {
        if (event === 'presence') this.#presence = text
        this.#tell({ is: 'event', event, text, id })
        this.#listener.heard(event, text, id)
      },
      failed: (refused) => {
        this.#tell({ is: 'failed', refused })
        this.#listener.failed(refused)
      },
    })
  }

  /** Asks for the view, then lives on what the other tab tells, and waits to take its place. */
  #follow(): void {
    void this.#hold({ signal: this.#closed.signal })
    this.#early = []
    this.#tell({ is: 'hello' })
    this.#unanswered = setTimeout(() => void this.#hold({ steal: true }), ANSWER_MS)
    void ask<View>(`/api/rooms/${this.#code}`).then((view) => {
      const early = this.#early
      if (!early || this.#closed.signal.aborted) return
      this.#early = undefined
      if (isFailure(view)) return this.#listener.failed(true)
      this.#listener.heard('snapshot', JSON.stringify(view), '')
      for (const { event, text, id } of early) this.#listener.heard(event, text, id)
    })
  }

  #told(told: Told): void {
    switch (told.is) {
      case 'event':
        if (this.#early) this.#early.push(told)
        else if (!this.#own) this.#listener.heard(told.event, told.text, told.id)
        break
      case 'failed':
        if (!this.#own) this.#listener.failed(told.refused)
        break
      case 'hello':
        if (this.#own) this.#tell({ is: 'here', presence: this.#presence })
        break
      case 'here':
        clearTimeout(this.#unanswered)
        if (!this.#own && told.presence !== '') this.#listener.heard('presence', told.presence, '')
        break
      case 'anew':
        this.#listener.anew()
    }
  }

  #tell(told: Told): void {
    if (!this.#closed.signal.aborted) this.#tabs.postMessage(told)
  }
}
