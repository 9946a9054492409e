import type { ClosedReason } from '../../protocol/event.ts'
import { HEARTBEAT_MS } from '../../protocol/limits.ts'

/** How the page stands with its room, as a pure machine: the driver tells it what happened, it says what to do. */

/** Why the stream is down: the device has no network, or the room does not answer. */
export type Fault = 'offline' | 'unreachable'
/** `gone`: there is no such room (any more). */
export type ClosedWhy = Exclude<ClosedReason, 'idle' | 'moved'> | 'gone'

export type Link =
  | { readonly is: 'connecting' }
  | { readonly is: 'live' }
  /** Silent for longer than two heartbeats: opened anew, and nothing heard yet. */
  | { readonly is: 'stalled' }
  | { readonly is: 'reconnecting'; readonly fault: Fault; readonly tries: number }
  /** Let go on purpose: the tab is hidden, or nobody has played for long. */
  | { readonly is: 'asleep'; readonly why: 'hidden' | 'idle' }
  | { readonly is: 'closed'; readonly why: ClosedWhy }

export type LinkEvent =
  | { readonly on: 'heard' }
  /** The watchdog: nothing came for too long. */
  | { readonly on: 'silent' }
  | { readonly on: 'broke'; readonly fault: Fault }
  | { readonly on: 'due' }
  | { readonly on: 'offline' }
  /** The device or the tab is back (`online`, `visibilitychange`, `pageshow`); `quiet` is how long nothing was heard, ms. */
  | { readonly on: 'returned'; readonly quiet: number }
  /** The tab has been hidden for HIDDEN_MS. */
  | { readonly on: 'hidden' }
  | { readonly on: 'closed'; readonly reason: ClosedReason | 'gone' }
  /** Someone asks for the room again: after a sleep, or as another member than before. */
  | { readonly on: 'wanted' }

export type Deed = { readonly do: 'open' } | { readonly do: 'shut' } | { readonly do: 'retry'; readonly tries: number }

/** Milliseconds a hidden tab keeps its stream; then it lets go, so that a forgotten tab costs the room nothing. */
export const HIDDEN_MS = 60_000
/** A live stream that was quiet for longer than a heartbeat when its tab returns is taken for dead: iOS kills it unsaid. */
const QUIET_MS = HEARTBEAT_MS + 2000

const CONNECTING: Link = { is: 'connecting' }
const OPEN: Deed = { do: 'open' }
const SHUT: Deed = { do: 'shut' }

export function step(link: Link, event: LinkEvent): readonly [Link, ...Deed[]] {
  switch (event.on) {
    case 'wanted':
      return [CONNECTING, SHUT, OPEN]
    case 'closed':
      if (link.is === 'closed') return [link]
      if (event.reason === 'moved') return lost(link, 'unreachable')
      return [event.reason === 'idle' ? { is: 'asleep', why: 'idle' } : { is: 'closed', why: event.reason }, SHUT]
    case 'returned':
      if (link.is === 'reconnecting' || (link.is === 'asleep' && link.why === 'hidden')) return [CONNECTING, SHUT, OPEN]
      return link.is === 'live' && event.quiet > QUIET_MS ? [{ is: 'stalled' }, SHUT, OPEN] : [link]
  }
  if (link.is === 'asleep' || link.is === 'closed') return [link]
  switch (event.on) {
    case 'heard':
      return [{ is: 'live' }]
    case 'silent':
      return link.is === 'live' ? [{ is: 'stalled' }, SHUT, OPEN] : lost(link, 'unreachable')
    case 'broke':
      return lost(link, event.fault)
    case 'due':
      return link.is === 'reconnecting' ? [link, OPEN] : [link]
    case 'offline':
      return lost(link, 'offline')
    case 'hidden':
      return [{ is: 'asleep', why: 'hidden' }, SHUT]
  }
}

function lost(link: Link, fault: Fault): readonly [Link, ...Deed[]] {
  const tries = link.is === 'reconnecting' ? link.tries + 1 : 0
  return [{ is: 'reconnecting', fault, tries }, SHUT, { do: 'retry', tries }]
}

/**
 * Milliseconds until the next try: doubling from one second to fifteen, and spread over the upper half, so that a room's
 * phones do not all come back in the same instant. There is no last try.
 * @param chance in [0, 1)
 */
export function retryDelay(tries: number, chance: number): number {
  const most = Math.min(15_000, 1000 * 2 ** Math.min(tries, 4))
  return most / 2 + (chance * most) / 2
}
