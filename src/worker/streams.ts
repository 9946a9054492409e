import { formatCursor, parseCursor } from '../protocol/cursor.ts'
import { type ClosedReason, formatEvent, formatMessage, retryLine, type Update } from '../protocol/event.ts'
import { HEARTBEAT_MS, PRESENCE_MS } from '../protocol/limits.ts'
import type { MemberId } from '../protocol/view.ts'
import { type Sight, viewText } from '../room/view.ts'
import { Broadcast } from '../stream/broadcast.ts'
import { Recent, resume } from '../stream/recent.ts'
import { NOTHING_NEW, openSse } from './sse.ts'
import { platformClock } from './timers.ts'

/** What the streams need of the object that owns them. */
export interface StreamsOwner {
  /** Called with every heartbeat, every 15 s while a stream is open. */
  heartbeat(): void
  /** Who is connected has changed; called at most once a second. */
  connections(online: ReadonlySet<MemberId>): void
}

const encoder = new TextEncoder()

/** All open streams of one room: those of the room's own wire, and the plain ones of the demo room's `/stream`. */
export class Streams {
  readonly #owner: StreamsOwner
  readonly #recent = new Recent()
  readonly #room: Broadcast
  readonly #plain: Broadcast
  /** The newest saved version, and the newest that has been put into a frame: what a new stream starts from. */
  #saved: Sight
  #shown: Sight
  #plainShown: Sight
  readonly #awaitingFrame: Array<() => void> = []
  #publicText: { readonly of: Sight; readonly text: string } | undefined
  #opened = 0
  #beating: ReturnType<typeof setInterval> | undefined
  #presenceTimer: ReturnType<typeof setTimeout> | undefined
  #presenceAt = Number.NEGATIVE_INFINITY

  constructor(sight: Sight, owner: StreamsOwner) {
    this.#saved = sight
    this.#shown = sight
    this.#owner = owner
    const clock = platformClock
    const encode = (text: string): Uint8Array => encoder.encode(text)
    this.#room = new Broadcast({
      clock,
      encode,
      snapshot: (who) => this.#snapshot(who, true),
      shown: () => {
        this.#shown = this.#saved
        for (const go of this.#awaitingFrame.splice(0)) go()
      },
    })
    this.#plainShown = sight
    this.#plain = new Broadcast({
      clock,
      encode,
      snapshot: () => plainMessage(this.#plainShown),
      shown: () => {
        this.#plainShown = this.#saved
      },
    })
  }

  /** Shows a version that has been saved; never call it before. */
  show(update: Update, sight: Sight): void {
    this.#saved = sight
    this.#recent.add(update)
    this.#room.push(update)
    if (this.#plain.size > 0) this.#plain.push({ text: plainMessage(sight) })
  }

  /** Takes over a version of the past, so that streams can resume from it after a restart. */
  recall(update: Update, sight: Sight): void {
    this.#saved = sight
    this.#shown = sight
    this.#recent.add(update)
  }

  get open(): number {
    return this.#room.size + this.#plain.size
  }

  get online(): ReadonlySet<MemberId> {
    const online = new Set<MemberId>()
    for (const { who } of this.#room) if (who !== undefined) online.add(who)
    return online
  }

  /** Whether this member has a stream. */
  has(member: MemberId | undefined): boolean {
    for (const { who } of this.#room) if (who !== undefined && who === member) return true
    return false
  }

  /**
   * Resolves once a member who has just joined is in what streams are shown, which takes a frame at the most: a stream
   * that says who one is shall show that member too, and 300 who join at once shall not make a frame each.
   */
  async showing(who: MemberId | undefined): Promise<void> {
    const has = (sight: Sight): boolean => who !== undefined && Object.hasOwn(sight.room.members, who)
    while (has(this.#saved) && !has(this.#shown)) {
      await new Promise<void>((resolve) => this.#awaitingFrame.push(resolve))
    }
  }

  /** Answers a request for the room's stream. `cursor` is its text as it came, if one did. */
  openRoom(request: Request, who: MemberId | undefined, cursor: string | undefined): Response {
    const asked = cursor === undefined ? undefined : (parseCursor(cursor) ?? 'unreadable')
    const { epoch } = this.#saved.room
    // Saved but not yet in a frame: someone may know of it from an answer. Frame it now rather than call it the future.
    if (typeof asked === 'object' && asked.epoch === epoch && asked.version > this.#shown.room.version)
      this.#room.flush()
    const shown = { epoch, version: this.#shown.room.version }
    const begin = resume(asked, shown, this.#recent, who)
    this.#opened += 1
    const first =
      begin.kind === 'snapshot'
        ? // With the server's clock at once: a countdown on the page cannot wait 15 s for it.
          retryLine(this.#opened) + this.#snapshot(who, begin.reset) + heartbeatEvent()
        : begin.kind === 'replay'
          ? begin.text
          : NOTHING_NEW
    return this.#opening(openSse(request, this.#room, who, first, () => this.#changed()))
  }

  /** Answers a request for the original example's stream: the whole of the scores at once and on every change. */
  openPlain(request: Request): Response {
    this.#opened += 1
    if (this.#plain.size === 0) {
      // What waits was meant for those who have left.
      this.#plain.flush()
      this.#plainShown = this.#saved
    }
    const first = retryLine(this.#opened) + plainMessage(this.#plainShown)
    return this.#opening(openSse(request, this.#plain, undefined, first, () => this.#changed()))
  }

  /** Ends the streams of one member. */
  endMember(who: MemberId, reason: ClosedReason): void {
    for (const subscriber of [...this.#room]) {
      if (subscriber.who === who) this.#room.end(subscriber, closedEvent(reason))
    }
  }

  endAll(reason: ClosedReason): void {
    this.#room.endAll(closedEvent(reason))
    this.#plain.endAll(closedEvent(reason))
  }

  /** The whole view at the newest saved version, as text. */
  view(who: MemberId | undefined): { readonly version: number; readonly text: string } {
    return { version: this.#saved.room.version, text: viewText(this.#saved, this.#textOf(this.#saved), who) }
  }

  #snapshot(who: MemberId | undefined, reset: boolean): string {
    const { epoch, version } = this.#shown.room
    const json = viewText(this.#shown, this.#textOf(this.#shown), who, reset)
    return formatEvent('snapshot', json, formatCursor(epoch, version))
  }

  /** The public part, encoded once a version however many streams start from it. */
  #textOf(sight: Sight): string {
    if (this.#publicText?.of !== sight) this.#publicText = { of: sight, text: JSON.stringify(sight.view) }
    return this.#publicText.text
  }

  #opening(response: Response): Response {
    this.#beating ??= setInterval(() => this.#beat(), HEARTBEAT_MS)
    this.#changed()
    return response
  }

  #beat(): void {
    // First the owner, who may end them all.
    this.#owner.heartbeat()
    const event = { text: heartbeatEvent() }
    for (const broadcast of [this.#room, this.#plain]) {
      broadcast.endStalled()
      if (broadcast.size > 0) broadcast.push(event)
    }
  }

  /** A stream came or went. Presence is told at most once a second, and nothing ticks when the last one has gone. */
  #changed(): void {
    if (this.open === 0) {
      if (this.#beating !== undefined) clearInterval(this.#beating)
      this.#beating = undefined
    }
    if (this.#presenceTimer !== undefined) return
    const wait = Math.max(0, this.#presenceAt + PRESENCE_MS - platformClock.now())
    this.#presenceTimer = setTimeout(() => this.#tellPresence(), wait)
  }

  #tellPresence(): void {
    this.#presenceTimer = undefined
    this.#presenceAt = platformClock.now()
    const { online } = this
    const ids = Object.fromEntries([...online].map((id) => [id, true]))
    if (this.#room.size > 0) {
      this.#room.push({ text: formatEvent('presence', JSON.stringify({ online: ids, streams: this.open })) })
    }
    this.#owner.connections(online)
  }
}

function plainMessage({ room, view }: Sight): string {
  return formatMessage(JSON.stringify({ scores: view.scores, ...view.state }), formatCursor(room.epoch, room.version))
}

function heartbeatEvent(): string {
  return formatEvent('heartbeat', JSON.stringify({ now: Date.now() }))
}

function closedEvent(reason: ClosedReason): string {
  return formatEvent('closed', JSON.stringify({ reason }))
}
