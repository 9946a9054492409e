import { describe, expect, it } from 'vitest'
import { codeOf, Table } from '../support/table.ts'

/** Ada and Bob on the line: three seconds until the race. */
function onTheLine(seconds = 20): Table {
  const table = new Table({ game: 'tap-race', options: { seconds } })
  table.join('Bob')
  table.must({ do: 'start', by: 'm1' })
  return table
}
function racing(seconds = 20): Table {
  const table = onTheLine(seconds)
  table.wait(3000)
  return table
}
const rejected = (reason: string): unknown => ({ refusal: { code: 'rejected', reason } })

describe('a tap race', () => {
  it('counts down three seconds, races for as long as was set, and is over', () => {
    const table = onTheLine(5)
    expect(table.view()).toMatchObject({
      scores: { m1: 0, m2: 0 },
      state: { stage: 'countdown', seconds: 5, until: 3000 },
    })
    table.wait(2999)
    expect(table.view().state).toMatchObject({ stage: 'countdown' })
    table.wait(1)
    expect(table.view().state).toMatchObject({ stage: 'racing', until: 8000 })
    table.wait(5000)
    expect(table.view()).toMatchObject({ room: { phase: 'over', clock: { stopped: 8000 } }, state: { stage: 'done' } })
  })

  it('takes 5 to 120 seconds, 20 if nothing is said', () => {
    expect(new Table({ game: 'tap-race' }).room.options).toEqual({ seconds: 20, hold: false })
    for (const seconds of [4, 121, 5.5, '20']) {
      expect(() => new Table({ game: 'tap-race', options: { seconds } })).toThrow(/invalid/)
    }
  })

  it('counts nothing before the start or after the end', () => {
    const table = onTheLine(5)
    expect(table.move('m1', 'tap', { total: 1 })).toEqual(rejected('not-started'))
    table.wait(3000)
    expect(table.move('m1', 'tap', { total: 1 })).toBeTypeOf('number')
    table.wait(5000)
    expect(codeOf(table.move('m1', 'tap', { total: 2 }))).toBe('wrong-phase')
    expect(table.view().scores).toEqual({ m1: 1, m2: 0 })
  })

  it('takes the running total, so that a lost or repeated one changes nothing', () => {
    const table = racing()
    table.wait(1000)
    table.must({ do: 'move', by: 'm1', name: 'tap', args: { total: 8 } })
    expect(table.move('m1', 'tap', { total: 8 })).toEqual(rejected('already-counted'))
    expect(table.move('m1', 'tap', { total: 3 })).toEqual(rejected('already-counted'))
    table.must({ do: 'move', by: 'm1', name: 'tap', args: { total: 20 } })
    expect(table.view().scores).toEqual({ m1: 20, m2: 0 })
  })

  it('refuses a rate nobody can tap: 20 a second and 25 at once', () => {
    const table = racing()
    expect(table.move('m1', 'tap', { total: 26 })).toEqual(rejected('too-fast'))
    expect(table.move('m1', 'tap', { total: 25 })).toBeTypeOf('number')
    table.wait(1000)
    expect(table.move('m1', 'tap', { total: 46 })).toEqual(rejected('too-fast'))
    expect(table.move('m1', 'tap', { total: 45 })).toBeTypeOf('number')
  })

  it('does not let a pause be used for tapping', () => {
    const table = racing()
    table.must({ do: 'pause', by: 'm1' })
    table.wait(60_000)
    expect(codeOf(table.move('m1', 'tap', { total: 5 }))).toBe('wrong-phase')
    table.must({ do: 'resume', by: 'm1' })
    expect(table.move('m1', 'tap', { total: 26 })).toEqual(rejected('too-fast'))
    expect(table.view().state).toMatchObject({ stage: 'racing', until: 23_000 })
  })

  for (const args of [
    {},
    { total: 0 },
    { total: -1 },
    { total: 1.5 },
    { total: '5' },
    { total: 10_001 },
    { total: 1, more: 1 },
    [],
    'x',
    7,
  ]) {
    it(`refuses ${JSON.stringify(args)} for a tap`, () => {
      expect(codeOf(racing().move('m1', 'tap', args))).toBe('invalid')
    })
  }

  it('is won by most taps, by several together when they tie, and by nobody without a tap', () => {
    const outcome = (taps: ReadonlyArray<readonly [string, number]>): unknown => {
      const table = racing(5)
      for (const [by, total] of taps) table.must({ do: 'move', by, name: 'tap', args: { total } })
      table.wait(5000)
      return table.view().room.outcome
    }
    expect(
      outcome([
        ['m1', 5],
        ['m2', 9],
      ]),
    ).toEqual({ winners: ['m2'] })
    expect(
      outcome([
        ['m1', 9],
        ['m2', 9],
      ]),
    ).toEqual({ winners: ['m1', 'm2'] })
    expect(outcome([])).toEqual({ winners: [] })
  })

  it('takes those who come late, and forgets those who leave', () => {
    const table = racing()
    expect(table.join('Cy')).toBe('m3')
    expect(table.view().scores).toEqual({ m1: 0, m2: 0, m3: 0 })
    table.must({ do: 'move', by: 'm2', name: 'tap', args: { total: 5 } })
    table.must({ do: 'leave', by: 'm2', member: 'm2' })
    expect(table.view().scores).toEqual({ m1: 0, m3: 0 })
    expect(codeOf(table.move('m2', 'tap', { total: 6 }))).toBe('not-seated')
    table.wait(20_000)
    expect(table.view().room.outcome).toEqual({ winners: [] })
  })

  it('counts for those who come late only what they can have tapped since', () => {
    const table = racing()
    table.wait(10_000)
    table.join('Cy')
    expect(table.move('m3', 'tap', { total: 26 })).toEqual(rejected('too-fast'))
    expect(table.move('m3', 'tap', { total: 25 })).toBeTypeOf('number')
    table.wait(1000)
    expect(table.move('m3', 'tap', { total: 46 })).toEqual(rejected('too-fast'))
    expect(table.move('m3', 'tap', { total: 45 })).toBeTypeOf('number')
    expect(table.move('m1', 'tap', { total: 245 })).toBeTypeOf('number')
  })

  it('gives nobody a lead for coming during the countdown', () => {
    const table = onTheLine()
    table.wait(500)
    table.join('Cy')
    table.wait(2500)
    expect(table.move('m3', 'tap', { total: 26 })).toEqual(rejected('too-fast'))
    expect(table.move('m3', 'tap', { total: 25 })).toBeTypeOf('number')
  })

  it('says whether holding counts, and takes no more taps for it', () => {
    const table = new Table({ game: 'tap-race', options: { hold: true } })
    table.must({ do: 'start', by: 'm1' })
    table.wait(3000)
    expect(table.view().state).toMatchObject({ stage: 'racing', hold: true })
    expect(table.move('m1', 'tap', { total: 26 })).toEqual(rejected('too-fast'))
    expect(racing().view().state).not.toHaveProperty('hold')
  })

  it('goes on without anyone, and ends', () => {
    const table = racing()
    table.must({ do: 'leave', by: 'm2', member: 'm2' })
    table.must({ do: 'leave', by: 'm1', member: 'm1' })
    table.wait(20_000)
    expect(table.phase).toBe('over')
  })

  it('stands at what was tapped when the host ends it early', () => {
    const table = racing()
    table.must({ do: 'move', by: 'm1', name: 'tap', args: { total: 5 } })
    table.must({ do: 'end', by: 'm1' })
    expect(table.view()).toMatchObject({ room: { phase: 'over' }, scores: { m1: 5, m2: 0 } })
  })
})
