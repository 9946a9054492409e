import { HEARTBEAT_MS, RETRY_MS } from './limits.ts'
import type { MemberId } from './view.ts'

/** Why a stream was ended for good. Only after `moved` shall the other end reconnect by itself. */
export type ClosedReason = 'ended' | 'idle' | 'kicked' | 'moved'

export interface Presence {
  readonly online: { readonly [id: MemberId]: true }
  readonly streams: number
}

export interface Heartbeat {
  /** Epoch milliseconds of the server. */
  readonly now: number
}

export const EVENTS = ['snapshot', 'update', 'presence', 'heartbeat', 'closed'] as const
export type EventName = (typeof EVENTS)[number]

/** After this long without anything a stream is taken for dead: two heartbeats and a little. */
export const WATCHDOG_MS = 2 * HEARTBEAT_MS + 2000

/**
 * One event of `text/event-stream` (HTML standard, 9.2.5): LF only, one line of data, `data` before `id`, so that a stream
 * cut after the `id` line has carried the data too, and one blank line at the end.
 * @param json text of one JSON value. JSON.stringify writes no raw CR or LF, so it is one line.
 */
export function formatEvent(event: EventName, json: string, id?: string): string {
  return id === undefined ? `event: ${event}\ndata: ${json}\n\n` : `event: ${event}\ndata: ${json}\nid: ${id}\n\n`
}

/** An event as it goes over the wire: for everyone, and what is put into it for each member who sees more. */
export interface WireEvent {
  readonly text: string
  /** JSON members with a comma before, by whose they are: at a reveal 300 of them must not each repeat the whole event. */
  readonly own?: ReadonlyMap<MemberId, string>
}

/** The event as this member gets it. */
export function textFor(event: WireEvent, who: MemberId | undefined): string {
  const own = who === undefined ? undefined : event.own?.get(who)
  if (own === undefined) return event.text
  // Data is one line and comes before the id, so the first line that ends in a brace is where the object ends.
  const end = event.text.indexOf('}\n')
  return event.text.slice(0, end) + own + event.text.slice(end)
}

/** One version's `update`. */
export interface Update extends WireEvent {
  readonly version: number
}

/** A default `message` event. */
export function formatMessage(json: string, id: string): string {
  return `data: ${json}\nid: ${id}\n\n`
}

/**
 * The reconnection time of the `turn`th stream, milliseconds, as the first line of its first event. Spread over the
 * range so that a room's streams do not all come back in the same instant after a restart.
 */
export function retryLine(turn: number): string {
  return `retry: ${RETRY_MS.least + RETRY_MS.step * (turn % RETRY_MS.steps)}\n`
}
