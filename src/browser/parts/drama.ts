import type { Row } from '../rank.ts'

/** How the winners are told: place by place. */

/** Milliseconds until the first of the places is shown, and from each to the next. */
const BEFORE_MS = 900
const BETWEEN_MS = 1500

export interface Drama {
  /** Milliseconds until each of the places is shown, the best first. */
  readonly places: readonly number[]
  /** Milliseconds until all is told. */
  readonly ends: number
}

/** The last of the best three first; who shares a place comes up together. */
export function dramaOf(rows: readonly Row[]): Drama {
  const best = rows.slice(0, 3)
  const ranks = [...new Set(best.map((row) => row.rank))].reverse()
  const places = best.map((row) => BEFORE_MS + ranks.indexOf(row.rank) * BETWEEN_MS)
  return { places, ends: places[0] ?? 0 }
}
