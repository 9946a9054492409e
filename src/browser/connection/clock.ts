import type { ClockView } from '../../protocol/view.ts'

/**
 * How far the server's clock is ahead of ours. Every time the server tells is late by its way here, so each sighting
 * (server − local) is at most the truth, and the largest of the recent ones, the one with the least delay, is the best.
 */
export type Sightings = readonly { readonly since: number; readonly best: number }[]

/** Of each so many milliseconds only the best sighting is kept, so that a flood of updates does not push out the rest. */
const STRETCH_MS = 10_000
/** Stretches remembered: some minutes, short enough to follow a clock that is set right in between. */
const REMEMBERED = 24

export function sight(seen: Sightings, server: number, local: number): Sightings {
  const ahead = server - local
  const last = seen.at(-1)
  if (!last || local < last.since || local - last.since >= STRETCH_MS) {
    return [...seen.slice(1 - REMEMBERED), { since: local, best: ahead }]
  }
  return ahead > last.best ? [...seen.slice(0, -1), { since: last.since, best: ahead }] : seen
}

/** Milliseconds to add to the local clock; 0 until a server time was heard. */
export function aheadOf(seen: Sightings): number {
  return seen.length === 0 ? 0 : Math.max(...seen.map(({ best }) => best))
}

/** Match time in milliseconds; it stands still while the room is paused. */
export function matchTime(clock: ClockView | undefined, serverNow: number): number {
  if (!clock) return 0
  return 'zero' in clock ? serverNow - clock.zero : clock.stopped
}
