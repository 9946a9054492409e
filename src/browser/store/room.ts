import type { GameCard, RoomJoined } from '../../protocol/answer.ts'
import type { Heartbeat, Presence } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import type { Control } from '../../protocol/request.ts'
import type { MemberId, View } from '../../protocol/view.ts'
import { ask, type Failure, isFailure } from '../connection/ask.ts'
import { aheadOf, matchTime, type Sightings, sight } from '../connection/clock.ts'
import type { Link } from '../connection/link.ts'
import { type Letter, Outbox, type Sent } from '../connection/outbox.ts'
import { type Heard, Stream } from '../connection/stream.ts'
import { fold } from './fold.ts'

/** One room as this tab has it: what is known of it, and everything that can be asked of it. */

/** Milliseconds after which a change is drawn without a frame. */
const LATE_MS = 250

export interface RoomNow {
  readonly link: Link
  readonly view?: View
  readonly online: Presence['online']
  readonly streams: number
  /** Moves and controls not answered yet. */
  readonly waiting: number
  /** The match was paused because this host was away, and has not gone on since. */
  readonly missed: boolean
  /** Whom this page has taken out, as long as they have not been let back. */
  readonly removed: readonly Removed[]
}

export interface Removed {
  readonly id: MemberId
  readonly name: string
}

export class LiveRoom {
  readonly code: string
  readonly #stream: Stream
  readonly #outbox: Outbox
  readonly #watchers = new Set<() => void>()
  #now: RoomNow = { link: { is: 'connecting' }, online: {}, streams: 0, waiting: 0, missed: false, removed: [] }
  #seen: Sightings = []
  #drawing = false

  constructor(code: string) {
    this.code = code
    this.#outbox = new Outbox({
      send: (letter, key) =>
        ask<Exclude<Sent, Failure>>(this.#path(letter.to), { method: 'POST', body: letter.body, key }),
      key: () => crypto.randomUUID(),
      after: (ms, run) => setTimeout(run, ms),
      changed: (waiting) => this.#set({ waiting }),
    })
    this.#stream = new Stream(code, { heard: (heard) => this.#heard(heard), linked: (link) => this.#linked(link) })
  }

  get now(): RoomNow {
    return this.#now
  }

  /** Calls `draw` after changes, at most once a frame. */
  watch(draw: () => void): () => void {
    this.#watchers.add(draw)
    return () => this.#watchers.delete(draw)
  }

  /** Milliseconds of the match clock, right now. */
  matchTime(): number {
    return matchTime(this.#now.view?.room.clock, Date.now() + aheadOf(this.#seen))
  }

  move(name: string, args: unknown, tag?: string): Promise<Sent> {
    const body = args === undefined ? { name } : { name, args }
    return this.#outbox.put({ to: 'moves', body, ...(tag === undefined ? {} : { tag }) } satisfies Letter)
  }

  control(control: Control): Promise<Sent> {
    return this.#outbox.put({ to: 'controls', body: control })
  }

  async join(name: string): Promise<RoomJoined | Failure> {
    const joined = await ask<RoomJoined>(this.#path('members'), { method: 'POST', body: { name } })
    if (!isFailure(joined)) this.#stream.want(true)
    return joined
  }

  /** Seats a bot that the room itself plays. */
  addBot(name: string): Promise<RoomJoined | Failure> {
    return ask<RoomJoined>(this.#path('members'), { method: 'POST', body: { name, bot: 'room' } })
  }

  /** Gives up one's own seat, or takes another member out of the room. */
  async remove(member: string): Promise<object | Failure> {
    const removed = await ask<object>(`${this.#path('members')}/${member}`, { method: 'DELETE' })
    if (!isFailure(removed) && member === this.#now.view?.you) this.#stream.want(true)
    return removed
  }

  /** Takes someone out, and with `ban` keeps their network out too. */
  async kick(id: MemberId, ban: boolean): Promise<Sent> {
    const name = this.#now.view?.members[id]?.name ?? ''
    const sent = await this.control({ do: 'kick', member: id, ...(ban ? { ban } : {}) })
    if (!isFailure(sent)) this.#set({ removed: [...this.#now.removed, { id, name }] })
    return sent
  }

  /** Lets someone back who was taken out. */
  async pardon(id: MemberId): Promise<Sent> {
    const sent = await this.control({ do: 'pardon', member: id })
    // Whoever is not banned any more was let back on another page.
    if (!isFailure(sent) || sent.failed === 'no-such-member') {
      this.#set({ removed: this.#now.removed.filter((one) => one.id !== id) })
    }
    return sent
  }

  /** Opens the stream of a room that fell asleep. */
  wake(): void {
    this.#stream.want(false)
  }

  end(): void {
    this.#stream.end()
    this.#watchers.clear()
  }

  #path(part: string): string {
    return `/api/rooms/${this.code}/${part}`
  }

  #heard({ event, json }: Heard): void {
    if (event === 'snapshot') this.#snapshot(json as View)
    else if (event === 'update') this.#update(json as { version: number; at: number })
    else if (event === 'heartbeat') this.#clockIs((json as Heartbeat).now)
    else if (event === 'presence') {
      const { online, streams } = json as Presence
      this.#set({ online, streams })
    }
  }

  #clockIs(server: number): void {
    this.#seen = sight(this.#seen, server, Date.now())
  }

  #snapshot(view: View): void {
    // A snapshot may be of a version made long ago: that only tells something if it lies in our future.
    if (view.at > Date.now()) this.#clockIs(view.at)
    const { reset: _reset, ...rest } = view as View & { reset?: true }
    this.#show(rest)
  }

  #update(patch: { version: number; at: number }): void {
    const view = this.#now.view
    const next = view ? fold(view, patch) : 'gap'
    // The stream promises that this never happens; should it, a snapshot mends it.
    if (next === 'gap') this.#stream.want(true)
    else if (next) {
      this.#clockIs(patch.at)
      this.#show(next)
    }
  }

  #show(view: View): void {
    const away = view.room.hostAway === true && view.members[view.you ?? '']?.host === true
    this.#set({ view, missed: view.room.phase === 'paused' && (away || this.#now.missed) })
  }

  #linked(link: Link): void {
    this.#set({ link })
    if (link.is === 'live') this.#outbox.resume()
    if (link.is === 'closed') this.#outbox.abandon({ failed: 'closed' })
  }

  #set(part: Partial<RoomNow>): void {
    this.#now = { ...this.#now, ...part }
    if (this.#drawing) return
    this.#drawing = true
    const draw = () => {
      if (!this.#drawing) return
      this.#drawing = false
      cancelAnimationFrame(frame)
      clearTimeout(late)
      for (const watcher of this.#watchers) watcher()
    }
    const frame = requestAnimationFrame(draw)
    // A covered or hidden tab gets no frames, but its title, sounds and spoken results shall not wait for one.
    const late = setTimeout(draw, LATE_MS)
  }
}

let cards: Promise<readonly GameCard[] | Failure> | undefined

/** The catalogue, asked for once; a failed request is forgotten. */
export function gameCards(): Promise<readonly GameCard[] | Failure> {
  cards ??= ask<readonly GameCard[]>('/api/games').then((answer) => {
    if (isObject(answer)) cards = undefined
    return answer
  })
  return cards
}
