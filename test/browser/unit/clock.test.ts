import { describe, expect, test } from 'vitest'
import { aheadOf, matchTime, type Sightings, sight } from '../../../src/browser/connection/clock.ts'

describe('the server’s clock', () => {
  test('is taken for ours until it is heard', () => {
    expect(aheadOf([])).toBe(0)
  })

  test('is read from the sighting with the least delay', () => {
    const ahead = 5000
    let seen: Sightings = []
    for (const [index, delay] of [80, 15, 400, 22].entries()) {
      const local = 1_000_000 + index * 15_000
      seen = sight(seen, local - delay + ahead, local)
    }
    expect(aheadOf(seen)).toBe(ahead - 15)
  })

  test('survives a flood of late updates between two heartbeats', () => {
    let seen = sight([], 1_000_000, 1_000_000)
    for (let each = 1; each <= 2000; each++) seen = sight(seen, 1_000_000 + each * 50 - 90, 1_000_000 + each * 50)
    expect(aheadOf(seen)).toBe(0)
    expect(seen.length).toBeLessThanOrEqual(24)
  })

  test('follows a local clock that was set right', () => {
    let seen = sight([], 1_000_000, 1_000_000)
    for (let beat = 1; beat <= 24; beat++) seen = sight(seen, 1_000_000 + beat * 15_000, 1_060_000 + beat * 15_000)
    expect(aheadOf(seen)).toBe(-60_000)
  })

  test('gives the match time, which a pause stops', () => {
    expect(matchTime({ zero: 1000 }, 4500)).toBe(3500)
    expect(matchTime({ stopped: 2000 }, 99_999)).toBe(2000)
    expect(matchTime(undefined, 4500)).toBe(0)
  })
})
