import type { MemberView } from '../../protocol/view.ts'
import { type Row, standings } from '../rank.ts'

/** A finished match as it is played back. All times are milliseconds of the match clock. */

export interface Moment {
  readonly time: number
  readonly scores: { readonly [id: string]: number }
  readonly members: { readonly [id: string]: MemberView }
}

export interface Film {
  readonly code: string
  readonly game: string
  /** 1 for the room's first match. */
  readonly number: number
  /** In order; the first is the start, the last the end. */
  readonly moments: readonly [Moment, ...Moment[]]
  readonly start: number
  readonly end: number
  /** Who won, as the game or the standing says. */
  readonly winners: readonly string[]
  /** The host ended it before it was decided; who won was only ahead. */
  readonly cut: boolean
}

/** What held at a time: the last moment that is not after it. */
export function momentAt({ moments }: Film, time: number): Moment {
  let low = 0
  let high = moments.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((moments[middle]?.time ?? 0) <= time) low = middle
    else high = middle - 1
  }
  return moments[low] ?? moments[0]
}

/** The score of one member (or name) over the match. */
export interface Series {
  readonly row: Row
  /** Where the score became another. */
  readonly points: ReadonlyArray<{ readonly time: number; readonly score: number }>
  /** Until when it was kept: the end, or when they left. */
  readonly until: number
}

/** Everyone who ever had a score; best first at the end, and those who left after them. */
export function seriesOf(film: Film): Series[] {
  const found = new Map<string, { row: Row; points: { time: number; score: number }[]; until: number }>()
  let last: Moment['scores'] | undefined
  for (const moment of film.moments) {
    if (moment.scores === last) continue
    last = moment.scores
    for (const row of standings(moment)) {
      const series = found.get(row.id) ?? { row, points: [], until: film.end }
      if (series.points.at(-1)?.score !== row.score) series.points.push({ time: moment.time, score: row.score })
      found.set(row.id, Object.assign(series, { row, until: film.end }))
    }
    for (const [id, series] of found) {
      if (series.until === film.end && !Object.hasOwn(moment.scores, id)) series.until = moment.time
    }
  }
  const here = new Set(Object.keys(last ?? {}))
  return [...found.values()].sort(
    (a, b) => Number(here.has(b.row.id)) - Number(here.has(a.row.id)) || a.row.rank - b.row.rank,
  )
}

export function scoreAt({ points }: Series, time: number): number | undefined {
  return points.findLast((point) => point.time <= time)?.score
}

/** `m:ss`, or `h:mm:ss` from an hour on. */
export function formatTime(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1000)
  const two = (part: number) => String(part).padStart(2, '0')
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

/** How fast it can be played: as it was, and so that even a long evening is over within half a minute. */
export function speedsFor(span: number): readonly number[] {
  if (span <= 2 * 60_000) return [1, 2, 4, 8]
  return span <= 20 * 60_000 ? [1, 4, 16, 64] : [1, 16, 64, 256]
}

/** Milliseconds that a first look may take. */
const LOOK_MS = 30_000

export function firstSpeed(span: number): number {
  const speeds = speedsFor(span)
  return speeds.find((speed) => span / speed <= LOOK_MS) ?? speeds.at(-1) ?? 1
}
