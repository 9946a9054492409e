import { describe, expect, it } from 'vitest'
import { answer, asked, host, rejected, SINGLE, seated, seen, TRUTH } from '../support/quiz.ts'

describe('a quiz goes', () => {
  it('from 3-2-1 to the question alone, then with its options, then revealed, to the podium', () => {
    const table = seated({ questions: [SINGLE, TRUTH], reading: 4, seconds: 10 })
    table.must({ do: 'start', by: 'm1' })
    expect(seen(table).state).toMatchObject({ stage: 'ready', index: 0, total: 2, until: 3000 })
    expect(seen(table).state.asked).toBeUndefined()
    table.wait(3000)
    expect(seen(table).state).toMatchObject({ stage: 'reading', since: 3000, until: 7000 })
    expect(seen(table).state.asked).toEqual({ kind: 'single', text: 'Which?' })
    table.wait(4000)
    expect(seen(table).state).toMatchObject({ stage: 'open', since: 7000, until: 17_000 })
    expect(seen(table).state.asked).toEqual({ kind: 'single', text: 'Which?', options: ['a', 'b', 'c'] })
    table.wait(10_000)
    expect(seen(table).state).toMatchObject({ stage: 'revealed', reveal: { right: 1, explanation: 'b it is' } })
    table.wait(3_600_000)
    expect(seen(table).state.stage).toBe('revealed')
    expect(host(table, 'next')).toBeTypeOf('number')
    expect(seen(table).state).toMatchObject({ stage: 'reading', index: 1 })
    expect(seen(table).state.reveal).toBeUndefined()
    table.wait(14_000)
    host(table, 'next')
    expect(seen(table)).toMatchObject({ room: { phase: 'over' }, state: { stage: 'done' } })
  })

  it('by itself if that is wanted, with a deadline to count down to', () => {
    const table = asked([SINGLE, TRUTH], { advance: 'auto', pause: 5, seconds: 10 })
    table.wait(10_000)
    expect(seen(table).state).toMatchObject({ stage: 'revealed', until: 18_000 })
    table.wait(5_000)
    expect(seen(table).state).toMatchObject({ stage: 'open', index: 1 })
    table.wait(15_000)
    expect(seen(table).room.phase).toBe('over')
  })

  it('on without a limit until the host reveals', () => {
    const table = asked([SINGLE], { seconds: 0 })
    table.wait(86_000_000)
    expect(seen(table).state.stage).toBe('open')
    expect(seen(table).state.until).toBeUndefined()
    expect(host(table, 'extend')).toEqual(rejected('no-limit'))
    expect(host(table, 'reveal')).toBeTypeOf('number')
    expect(seen(table).state.stage).toBe('revealed')
  })

  it('with a question’s own limit before the quiz’s', () => {
    const table = asked(
      [
        { ...SINGLE, seconds: 60 },
        { ...TRUTH, seconds: 0 },
      ],
      { seconds: 10 },
    )
    expect(seen(table).state.until).toBe(63_000)
    host(table, 'reveal')
    host(table, 'next')
    expect(seen(table).state.until).toBeUndefined()
  })

  it('ten seconds longer each time the host extends, but not for ever', () => {
    const table = asked([SINGLE], { seconds: 10 })
    table.wait(9_999)
    expect(host(table, 'extend')).toBeTypeOf('number')
    expect(seen(table).state.until).toBe(23_000)
    table.wait(10_000)
    expect(seen(table).state.stage).toBe('open')
    table.wait(1)
    expect(seen(table).state.stage).toBe('revealed')
    expect(host(table, 'extend')).toEqual(rejected('not-open'))
    const long = asked([SINGLE], { seconds: 300 })
    const extended = Array.from({ length: 100 }, () => host(long, 'extend'))
    expect(extended.at(-1)).toEqual(rejected('long-enough'))
  })

  it('past a question the host skips, with no points for it', () => {
    const table = asked([SINGLE, TRUTH], { seconds: 10 })
    answer(table, 'm2', 1)
    expect(host(table, 'skip')).toBeTypeOf('number')
    expect(seen(table)).toMatchObject({ scores: { m2: 0 }, state: { stage: 'open', index: 1, answered: 0 } })
    expect(seen(table, 'm2').mine).toEqual({ streak: 0 })
    // The first question's time must not close the second one.
    table.wait(9_999)
    expect(seen(table).state.stage).toBe('open')
    host(table, 'reveal')
    expect(host(table, 'skip')).toEqual(rejected('nothing-to-skip'))
  })

  it('to the answers at once when the host will not wait for the reading', () => {
    const table = seated({ questions: [SINGLE], reading: 30 })
    table.must({ do: 'start', by: 'm1' })
    host(table, 'next')
    expect(seen(table).state.stage).toBe('reading')
    host(table, 'next')
    expect(seen(table).state).toMatchObject({ stage: 'open', since: 0 })
    expect(host(table, 'next')).toEqual(rejected('not-revealed'))
    table.wait(3000)
    expect(seen(table).state).toMatchObject({ stage: 'open', index: 0, since: 0 })
  })

  it('no further while it is paused', () => {
    const table = asked([SINGLE], { seconds: 10 })
    table.wait(4_000)
    table.must({ do: 'pause', by: 'm1' })
    table.wait(1_000_000)
    table.must({ do: 'resume', by: 'm1' })
    answer(table, 'm2', 1)
    expect(seen(table, 'm2').mine?.ms).toBe(4_000)
    table.wait(5_999)
    expect(seen(table).state.stage).toBe('open')
    table.wait(1)
    expect(seen(table).state.stage).toBe('revealed')
  })
})

describe('a question closes early', () => {
  it('once everyone has answered', () => {
    const table = asked([SINGLE])
    answer(table, 'm2', 0)
    answer(table, 'm3', 0)
    expect(seen(table).state).toMatchObject({ stage: 'open', answered: 2 })
    answer(table, 'm4', 0)
    expect(seen(table).state).toMatchObject({ stage: 'revealed', answered: 3 })
  })

  it('a moment after everyone who is connected has answered', () => {
    const table = asked([SINGLE])
    table.must({ do: 'connection', absent: ['m4'] })
    answer(table, 'm2', 0)
    answer(table, 'm3', 0)
    table.wait(5_999)
    expect(seen(table).state.stage).toBe('open')
    table.wait(1)
    expect(seen(table).state.stage).toBe('revealed')
  })

  it('at once where the only ones missing went long ago', () => {
    const table = asked([SINGLE, TRUTH])
    table.must({ do: 'connection', absent: ['m4'] })
    table.wait(6_000)
    answer(table, 'm2', 0)
    table.must({ do: 'connection', absent: ['m4', 'm3'] })
    table.must({ do: 'connection', absent: ['m4'] })
    answer(table, 'm3', 0)
    expect(seen(table).state.stage).toBe('revealed')
    host(table, 'next')
    answer(table, 'm2', true)
    answer(table, 'm3', true)
    expect(seen(table).state.stage).toBe('revealed')
  })

  it('no sooner for one who went long ago when another went just now', () => {
    const table = asked([SINGLE], { seconds: 60 })
    table.must({ do: 'connection', absent: ['m4'] })
    table.wait(10_000)
    answer(table, 'm2', 0)
    table.must({ do: 'connection', absent: ['m3', 'm4'] })
    table.wait(5_999)
    expect(seen(table).state.stage).toBe('open')
    table.wait(1)
    expect(seen(table).state.stage).toBe('revealed')
  })

  it('not on those who come back in that moment', () => {
    const table = asked([SINGLE], { seconds: 60 })
    answer(table, 'm2', 0)
    // The room restarted: for a second nobody seems to be there.
    table.must({ do: 'connection', absent: ['m1', 'm2', 'm3', 'm4'] })
    table.wait(2_000)
    table.must({ do: 'connection', absent: ['m2'] })
    table.wait(30_000)
    expect(seen(table).state.stage).toBe('open')
    answer(table, 'm3', 0)
    answer(table, 'm4', 0)
    expect(seen(table).state.stage).toBe('revealed')
  })

  it('not while nobody has answered, whoever is gone', () => {
    const table = asked([SINGLE], { seconds: 60 })
    table.must({ do: 'connection', absent: ['m2', 'm3', 'm4'] })
    table.wait(59_999)
    expect(seen(table).state.stage).toBe('open')
  })

  it('when the last one who was waited for leaves', () => {
    const table = asked([SINGLE])
    answer(table, 'm2', 0)
    answer(table, 'm3', 0)
    table.must({ do: 'leave', by: 'm4', member: 'm4' })
    expect(seen(table).state.stage).toBe('revealed')
  })
})

describe('a host’s move', () => {
  const saw = (table: ReturnType<typeof seated>) => {
    const { index, stage } = seen(table).state
    return { question: index, stage }
  }

  it('made as a timer rang does not do at the next stage what was meant for the last', () => {
    const table = seated({ questions: [SINGLE, TRUTH], reading: 4, seconds: 10, advance: 'auto', pause: 5 })
    table.must({ do: 'start', by: 'm1' })
    for (const [name, ms] of [
      ['next', 3000],
      ['next', 4000],
      ['reveal', 10_000],
      ['next', 5000],
      ['skip', 4000],
    ] as const) {
      const before = saw(table)
      table.wait(ms)
      const now = JSON.stringify(table.room)
      expect(table.move('m1', name, before)).toEqual(rejected('moved-on'))
      expect(JSON.stringify(table.room)).toBe(now)
    }
    expect(table.move('m1', 'extend', saw(table))).toBeTypeOf('number')
    expect(table.move('m1', 'extend', { question: 0 })).toEqual(rejected('moved-on'))
    expect(table.move('m1', 'reveal', saw(table))).toBeTypeOf('number')
    expect(table.move('m1', 'next', saw(table))).toBeTypeOf('number')
    expect(table.phase).toBe('over')
  })

  it('may leave out what the host saw, and may not make it up', () => {
    const table = asked([SINGLE], { seconds: 10 })
    expect(table.move('m1', 'reveal', { question: 0 })).toBeTypeOf('number')
    for (const args of [{ question: -1 }, { stage: 'opened' }, { question: '0' }, { index: 0 }]) {
      expect(table.move('m1', 'next', args)).toMatchObject({ refusal: { code: 'invalid' } })
    }
    expect(host(table, 'next')).toBeTypeOf('number')
  })
})
