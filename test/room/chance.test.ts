import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Bucket } from '../../src/room/bucket.ts'
import { colorOf } from '../../src/room/palette.ts'
import { resumeRandom, seedRandom } from '../../src/room/random.ts'

describe('seeded chance', () => {
  it('[G8] gives the same numbers for the same seed, on every machine', () => {
    const random = resumeRandom(seedRandom('courtside/1'))
    const numbers = Array.from({ length: 5 }, () => random.int(1000))
    expect(numbers).toEqual(
      Array.from(
        { length: 5 },
        (
          (again) => () =>
            again.int(1000)
        )(resumeRandom(seedRandom('courtside/1'))),
      ),
    )
    expect(numbers).toMatchInlineSnapshot(`
      [
        259,
        283,
        762,
        239,
        474,
      ]
    `)
  })

  it('[G8] goes on from a saved state as if nothing had been between', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat({ max: 50 }), (seed, count) => {
        const whole = resumeRandom(seedRandom(seed))
        for (let index = 0; index < count; index++) whole.next()
        const resumed = resumeRandom(JSON.parse(JSON.stringify(whole.state())) as ReturnType<typeof whole.state>)
        expect([resumed.next(), resumed.next()]).toEqual([whole.next(), whole.next()])
      }),
    )
  })

  it('stays in its range, spreads evenly and shuffles without loss', () => {
    const random = resumeRandom(seedRandom('spread'))
    const counts = new Array<number>(10).fill(0)
    for (let count = 0; count < 10_000; count++) {
      const number = random.int(10)
      counts[number] = (counts[number] ?? 0) + 1
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150)
    const list = Array.from({ length: 52 }, (_, index) => index)
    const shuffled = random.shuffle(list)
    expect(shuffled).not.toEqual(list)
    expect([...shuffled].sort((a, b) => a - b)).toEqual(list)
    expect(list[0]).toBe(0)
  })

  it('parts near seeds', () => {
    const firsts = Array.from({ length: 1000 }, (_, index) => resumeRandom(seedRandom(`seed/${index}`)).next())
    expect(new Set(firsts).size).toBe(1000)
    expect(Math.abs(firsts.reduce((sum, first) => sum + first, 0) / 1000 - 0.5)).toBeLessThan(0.05)
  })
})

describe('the rate of moves', () => {
  it('[M7] lets a burst of twice the rate through, then the rate, and says when to come back', () => {
    const bucket = new Bucket(20, 0)
    for (let count = 0; count < 40; count++) expect(bucket.take(1, 0)).toBe('taken')
    expect(bucket.take(1, 0)).toEqual({ retryAfter: 1 })
    expect(bucket.take(1, 49)).toEqual({ retryAfter: 1 })
    expect(bucket.take(1, 50)).toBe('taken')
    expect(bucket.take(10, 100)).toEqual({ retryAfter: 1 })
    expect(bucket.take(10, 600)).toBe('taken')
  })

  it('[M7] saves up no more than the burst, and loses nothing to a clock that goes back', () => {
    const bucket = new Bucket(1, 0)
    expect(bucket.take(2, 1_000_000)).toBe('taken')
    expect(bucket.take(1, 1_000_000)).toEqual({ retryAfter: 1 })
    expect(bucket.take(1, 0)).toEqual({ retryAfter: 1 })
    expect(bucket.take(1, 1000)).toBe('taken')
  })

  it('[M7] never lets more through than burst and rate together, whenever it is asked', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 500 }), fc.integer({ min: 1, max: 10 })), { maxLength: 200 }),
        (asks) => {
          const bucket = new Bucket(20, 0)
          let [now, taken] = [0, 0]
          for (const [wait, cost] of asks) {
            now += wait
            if (bucket.take(cost, now) === 'taken') taken += cost
          }
          expect(taken).toBeLessThanOrEqual(40 + now / 50 + 1e-6)
        },
      ),
    )
  })
})

it('[R9] a member’s colour is #rrggbb and not the last one’s', () => {
  for (let joined = 0; joined < 40; joined++) {
    expect(colorOf(joined)).toMatch(/^#[0-9a-f]{6}$/)
    expect(colorOf(joined)).not.toBe(colorOf(joined + 1))
  }
})
