import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pointsFor } from '../../src/games/quiz/points.ts'
import { textFor } from '../../src/protocol/event.ts'
import { answer, asked, host, rejected, SINGLE, seated, seen, TRUTH } from '../support/quiz.ts'
import type { Table } from '../support/table.ts'

function allow(table: Table, member: string, factor: unknown) {
  return table.move('m1', 'allow', { member, factor })
}

describe('time for everyone', () => {
  const questions = [SINGLE, { ...TRUTH, seconds: 7 }, { ...TRUTH, seconds: 0 }]
  const play = (time: string) => {
    const table = seated({ questions, reading: 4, seconds: 10, pause: 5, advance: 'auto', time })
    table.must({ do: 'start', by: 'm1' })
    table.wait(3000)
    return table
  }

  it('is longer by one factor: to read, to answer, by the question’s own limit, and with the result', () => {
    const table = play('1.5')
    const ends = () => {
      const { stage, since, until } = seen(table).state
      return [stage, until === undefined ? undefined : until - since]
    }
    const told: unknown[] = []
    for (let stage = 0; stage < 8; stage++) {
      told.push(ends())
      const [, length] = ends()
      if (length !== undefined) table.wait(Number(length))
    }
    expect(told).toEqual([
      ['reading', 6000],
      ['open', 15_000],
      ['revealed', 7500],
      ['reading', 6000],
      ['open', 10_500],
      ['revealed', 7500],
      ['reading', 6000],
      ['open', undefined],
    ])
  })

  it('has no limit where that is chosen, and then speed does not count', () => {
    const table = play('none')
    table.wait(4000)
    expect(seen(table).state).toMatchObject({ stage: 'open' })
    expect(seen(table).state.until).toBeUndefined()
    table.wait(3_600_000)
    answer(table, 'm2', 1)
    host(table, 'reveal')
    expect(seen(table).scores.m2).toBe(1000)
  })

  it('costs nobody points: half of the longer time is marked as half of the time', () => {
    for (const [time, ms] of [
      ['1', 5000],
      ['2', 10_000],
      ['3', 15_000],
    ] as const) {
      const table = asked([SINGLE], { seconds: 10, time })
      table.wait(ms)
      answer(table, 'm2', 1)
      host(table, 'reveal')
      expect(seen(table).scores.m2).toBe(750)
    }
  })

  it('goes on as written in a room that was opened before there was a choice', () => {
    const table = seated({ questions: [SINGLE], reading: 0, seconds: 10 })
    const { time: _none, ...options } = table.room.options as { time?: string }
    table.sight = { ...table.sight, room: { ...table.room, options } }
    table.must({ do: 'start', by: 'm1' })
    table.wait(3000)
    expect(seen(table).state).toMatchObject({ stage: 'open', since: 3000, until: 13_000 })
  })
})

describe('more time for one', () => {
  it('keeps the question open for them alone, and closes it when they have answered', () => {
    const table = asked([SINGLE], { seconds: 10, streak: false })
    expect(allow(table, 'm3', 2)).toBeTypeOf('number')
    answer(table, 'm2', 1)
    table.wait(10_000)
    expect(seen(table).state).toMatchObject({ stage: 'open', until: 13_000, answered: 1 })
    expect(answer(table, 'm4', 1)).toEqual(rejected('time-up'))
    table.wait(5_000)
    expect(answer(table, 'm3', 1)).toBeTypeOf('number')
    expect(seen(table)).toMatchObject({ state: { stage: 'revealed', answered: 2 }, scores: { m3: 625, m4: 0 } })
  })

  it('is over at their own deadline', () => {
    const table = asked([SINGLE], { seconds: 10 })
    allow(table, 'm3', 1.5)
    allow(table, 'm4', 2)
    table.wait(15_000)
    expect(answer(table, 'm3', 1)).toEqual(rejected('time-up'))
    expect(answer(table, 'm4', 1)).toBeTypeOf('number')
    expect(seen(table).state.stage).toBe('revealed')
    const other = asked([SINGLE], { seconds: 10 })
    allow(other, 'm3', 1.5)
    other.wait(14_999)
    expect(seen(other).state.stage).toBe('open')
    other.wait(1)
    expect(seen(other).state.stage).toBe('revealed')
  })

  it('holds nobody up who has answered, or who is not here', () => {
    const table = asked([SINGLE, TRUTH], { seconds: 10 })
    allow(table, 'm3', 3)
    answer(table, 'm3', 1)
    table.wait(10_000)
    expect(seen(table).state.stage).toBe('revealed')
    host(table, 'next')
    table.must({ do: 'connection', absent: ['m3'] })
    table.wait(10_000)
    expect(seen(table).state.stage).toBe('revealed')
  })

  it('waits for their link as for any other', () => {
    const table = asked([SINGLE], { seconds: 10 })
    allow(table, 'm3', 3)
    table.wait(9_000)
    table.must({ do: 'connection', absent: ['m3'] })
    table.wait(5_999)
    expect(seen(table).state.stage).toBe('open')
    table.must({ do: 'connection', absent: [] })
    table.wait(10_000)
    expect(answer(table, 'm3', 1)).toBeTypeOf('number')
    const gone = asked([SINGLE], { seconds: 10 })
    allow(gone, 'm3', 3)
    gone.wait(9_000)
    gone.must({ do: 'connection', absent: ['m3'] })
    gone.wait(6_000)
    expect(seen(gone).state.stage).toBe('revealed')
  })

  it('holds from the question that is open on, until it is taken back or they leave', () => {
    const table = asked([SINGLE, TRUTH, TRUTH], { seconds: 10 })
    allow(table, 'm3', 2)
    table.wait(20_000)
    host(table, 'next')
    table.wait(15_000)
    expect(seen(table).state.stage).toBe('open')
    expect(allow(table, 'm3', 1)).toBeTypeOf('number')
    expect(seen(table).state.stage).toBe('revealed')
    expect(seen(table, 'm3').mine).not.toHaveProperty('factor')
    host(table, 'next')
    allow(table, 'm4', 3)
    table.wait(10_000)
    expect(seen(table).state.stage).toBe('open')
    table.must({ do: 'leave', by: 'm4', member: 'm4' })
    expect(seen(table).state.stage).toBe('revealed')
    expect(seen(table, 'm1').mine?.allowed).toEqual({})
  })

  it('given after the time is up does not bring it back to others; what the host adds does', () => {
    const table = asked([SINGLE], { seconds: 10 })
    allow(table, 'm3', 2)
    table.wait(15_000)
    expect(answer(table, 'm2', 1)).toEqual(rejected('time-up'))
    expect(host(table, 'extend')).toBeTypeOf('number')
    expect(seen(table).state.until).toBe(28_000)
    expect(answer(table, 'm2', 1)).toBeTypeOf('number')
    table.wait(10_000)
    expect(seen(table).state.stage).toBe('open')
    table.wait(25_000)
    expect(seen(table).state.stage).toBe('revealed')
  })

  it('is for players, by factors that there are, from the host', () => {
    const table = asked([SINGLE])
    expect(allow(table, 'm1', 2)).toEqual(rejected('no-such-player'))
    expect(allow(table, '__proto__', 2)).toEqual(rejected('no-such-player'))
    for (const factor of [0, 4, -1, '2', Number.NaN]) {
      expect(allow(table, 'm2', factor)).toMatchObject({ refusal: { code: 'invalid' } })
    }
    expect(table.move('m2', 'allow', { member: 'm2', factor: 3 })).toMatchObject({ refusal: { code: 'not-host' } })
  })

  it('changes nothing where there is no limit', () => {
    const table = asked([SINGLE], { seconds: 0, streak: false })
    allow(table, 'm3', 3)
    table.wait(3_600_000)
    answer(table, 'm3', 1)
    host(table, 'reveal')
    expect(seen(table)).toMatchObject({
      scores: { m3: 1000 },
      state: { reveal: { fastest: { member: 'm3', ms: 3_600_000 } } },
    })
  })
})

describe('who has more time', () => {
  it('is told to them and to the host, in no byte to anyone else', () => {
    const table = asked([SINGLE, TRUTH], { seconds: 10 })
    const from = table.steps.length
    allow(table, 'm3', 1.5)
    answer(table, 'm2', 1)
    answer(table, 'm4', 0)
    table.wait(12_000)
    answer(table, 'm3', 1)
    host(table, 'next')
    expect(seen(table, 'm3').mine).toMatchObject({ factor: 1.5 })
    expect(seen(table, 'm1').mine).toMatchObject({ allowed: { m3: 1.5 } })
    for (const who of [undefined, 'm2', 'm4']) {
      const sent = table.steps.slice(from).map(({ step }) => textFor(step.update, who))
      expect(sent.join('') + JSON.stringify(seen(table, who))).not.toMatch(/factor|allowed|1\.5/)
    }
  })

  it('cannot be worked out of the fastest answer and its points', () => {
    const tell = (factor: number, ms: number) => {
      const table = asked([SINGLE], { seconds: 10, streak: false })
      allow(table, 'm3', factor)
      table.wait(ms)
      answer(table, 'm3', 1)
      host(table, 'reveal')
      const { state, scores } = seen(table)
      return { fastest: state.reveal?.fastest, scores }
    }
    expect(tell(2, 8000)).toEqual(tell(1, 4000))
    expect(tell(3, 24_000)).toEqual(tell(1, 8000))
  })

  it('keeps its true times in the host’s table of answers', () => {
    const table = asked([SINGLE], { seconds: 10 })
    allow(table, 'm3', 2)
    table.wait(8000)
    answer(table, 'm3', 1)
    host(table, 'reveal')
    expect(seen(table, 'm1').mine?.sheet?.rounds[0]?.answers.m3).toMatchObject({ ms: 8000, points: 800 })
  })
})

it('an answer earns as much by an own clock as it does in the same part of everyone’s time', () => {
  const factors = fc.constantFrom(1, 1.5, 2, 3)
  // Whole milliseconds by every clock.
  const spent = fc.integer({ min: 0, max: 2499 }).map((ms) => ms * 4)
  fc.assert(
    fc.property(factors, factors, spent, (everyone, own, ms) => {
      const table = asked([SINGLE], { seconds: 10, streak: false, time: String(everyone) })
      allow(table, 'm3', own)
      const took = ms * everyone * own
      table.wait(took)
      answer(table, 'm3', 1)
      if (seen(table).state.stage === 'open') host(table, 'reveal')
      const earned = seen(table).scores.m3 ?? 0
      expect(earned).toBe(pointsFor(1, ms * everyone, 10_000 * everyone, true))
      expect(earned).toBeGreaterThanOrEqual(pointsFor(1, took, 10_000, true))
    }),
    { numRuns: 300 },
  )
})
