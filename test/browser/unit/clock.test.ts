import fc from 'fast-check'
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

  test('is never taken for later than it is, and is as right as the quickest of the last heartbeats', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -12 * 60_000, max: 37_000 }),
        fc.array(fc.record({ after: fc.integer({ min: 50, max: 15_000 }), delay: fc.integer({ min: 1, max: 4000 }) }), {
          minLength: 1,
          maxLength: 200,
        }),
        (ahead, heard) => {
          let local = 1_700_000_000_000
          let seen: Sightings = []
          for (const { after, delay } of heard) {
            local += after
            seen = sight(seen, local - delay + ahead, local)
          }
          const wrong = ahead - aheadOf(seen)
          expect(wrong).toBeGreaterThan(0)
          expect(wrong).toBeLessThanOrEqual(Math.min(...heard.slice(-20).map(({ delay }) => delay)))
        },
      ),
    )
  })

  test('stays right through a sleep of two minutes', () => {
    let seen = sight([], 1_000_000, 1_000_020)
    seen = sight(seen, 1_120_000, 1_120_900)
    expect(aheadOf(seen)).toBe(-20)
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
