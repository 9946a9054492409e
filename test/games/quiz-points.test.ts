import { describe, expect, it } from 'vitest'
import type { Question } from '../../src/games/quiz/question.ts'
import type { State } from '../../src/games/quiz/state.ts'
import { Delay, MOST_CREDIT_MS } from '../../src/room/delay.ts'
import { answer, asked, host, SINGLE, seen, TRUTH } from '../support/quiz.ts'
import type { Table } from '../support/table.ts'

describe('points', () => {
  it('are round(1000·(1−(t/limit)/2)), and full under half a second', () => {
    const table = asked([SINGLE], { seconds: 20, streak: false })
    table.wait(499)
    answer(table, 'm2', 1)
    table.wait(1)
    answer(table, 'm3', 1)
    table.wait(7_000)
    answer(table, 'm4', 1)
    expect(seen(table).scores).toEqual({ m2: 1000, m3: 988, m4: 813 })
  })

  it('of the last moment are a half', () => {
    const table = asked([SINGLE], { seconds: 20, streak: false })
    table.wait(19_999)
    answer(table, 'm2', 1)
    table.wait(1)
    expect(seen(table).scores).toEqual({ m2: 500, m3: 0, m4: 0 })
  })

  it('count the time that was added to the limit', () => {
    const table = asked([SINGLE], { seconds: 10, streak: false })
    host(table, 'extend')
    table.wait(10_000)
    answer(table, 'm2', 1)
    host(table, 'reveal')
    expect(seen(table).scores.m2).toBe(750)
  })

  for (const options of [{ speed: false }, { seconds: 0 }]) {
    it(`do not ask for speed with ${JSON.stringify(options)}`, () => {
      const table = asked([SINGLE], options)
      table.wait(9_000)
      answer(table, 'm2', 1)
      host(table, 'reveal')
      expect(seen(table).scores.m2).toBe(1000)
    })
  }

  it('grow by a hundred for each further right answer in a row, up to five hundred', () => {
    const questions = Array.from({ length: 8 }, () => TRUTH)
    const table = asked(questions, { speed: false })
    const earned: number[] = []
    for (let question = 0; question < 8; question++) {
      answer(table, 'm2', true)
      answer(table, 'm3', question !== 2)
      host(table, 'reveal')
      earned.push(seen(table, 'm2').mine?.result?.points ?? 0)
      if (question === 3) expect(seen(table, 'm3').mine).toMatchObject({ streak: 1, result: { bonus: 0 } })
      host(table, 'next')
    }
    expect(earned).toEqual([1000, 1100, 1200, 1300, 1400, 1500, 1500, 1500])
    const plain = asked(questions, { speed: false, streak: false })
    for (let question = 0; question < 3; question++) {
      answer(plain, 'm2', true)
      host(plain, 'reveal')
      host(plain, 'next')
    }
    expect(seen(plain).scores.m2).toBe(3000)
  })

  it('are shared out where an answer is partly right', () => {
    const parts: ReadonlyArray<readonly [Question, unknown, number]> = [
      [{ kind: 'several', text: '?', options: ['a', 'b', 'c', 'd'], right: [0, 1] }, [0, 1], 1000],
      [{ kind: 'several', text: '?', options: ['a', 'b', 'c', 'd'], right: [0, 1] }, [1], 500],
      [{ kind: 'several', text: '?', options: ['a', 'b', 'c', 'd'], right: [0, 1] }, [0, 1, 2, 3], 0],
      [{ kind: 'several', text: '?', options: ['a', 'b', 'c', 'd'], right: [0, 1] }, [1, 2], 0],
      [{ kind: 'estimate', text: '?', right: 100, within: 50 }, 100, 1000],
      [{ kind: 'estimate', text: '?', right: 100, within: 50 }, 75, 750],
      [{ kind: 'estimate', text: '?', right: 100, within: 50 }, 150, 500],
      [{ kind: 'estimate', text: '?', right: 100, within: 50 }, 150.01, 0],
      [{ kind: 'estimate', text: '?', right: 100 }, 109, 550],
      [{ kind: 'estimate', text: '?', right: 0 }, 1, 500],
      [{ kind: 'poll', text: '?', options: ['a', 'b'] }, 0, 0],
    ]
    for (const [question, given, points] of parts) {
      const table = asked([question], { speed: false, streak: false })
      answer(table, 'm2', given)
      host(table, 'reveal')
      expect(seen(table).scores.m2, JSON.stringify([question, given])).toBe(points)
    }
  })

  it('for an order are those of the neighbours that follow each other rightly', () => {
    const question: Question = { kind: 'order', text: '?', options: ['a', 'b', 'c'] }
    const table = asked([question], { speed: false, streak: false })
    const { shown } = table.match.state as unknown as State
    const places = [0, 1, 2].map((place) => shown.indexOf(place))
    answer(table, 'm2', places)
    answer(table, 'm3', [places[2], places[0], places[1]])
    answer(table, 'm4', [...places].reverse())
    expect(seen(table).scores).toEqual({ m2: 1000, m3: 500, m4: 0 })
    expect(seen(table).state.reveal?.right).toEqual(places)
  })

  it('stay as they are and streaks unbroken through a poll', () => {
    const poll: Question = { kind: 'poll', text: '?', options: ['a', 'b'] }
    const table = asked([TRUTH, poll, TRUTH], { speed: false })
    for (const given of [true, 0, true]) {
      answer(table, 'm2', given)
      host(table, 'reveal')
      host(table, 'next')
    }
    expect(seen(table).scores.m2).toBe(2100)
  })
})

describe('a slow link', () => {
  function answerWith(table: Table, who: string, lag?: number): void {
    const args = { question: 0, answer: 1 }
    table.must({ do: 'move', by: who, name: 'answer', args, ...(lag === undefined ? {} : { lag }) })
  }

  it('is credited what the server measured, and the history tells', () => {
    const table = asked([SINGLE], { seconds: 10, streak: false })
    table.wait(2000)
    answerWith(table, 'm2', 80)
    answerWith(table, 'm3')
    expect(seen(table, 'm2').mine?.ms).toBe(1920)
    host(table, 'reveal')
    expect(seen(table).scores).toMatchObject({ m2: 904, m3: 900 })
    expect(table.steps.some(({ input }) => input.do === 'move' && input.lag === 80)).toBe(true)
  })

  it('never makes an answer come before its question', () => {
    const table = asked([SINGLE])
    table.wait(10)
    answerWith(table, 'm2', 80)
    expect(seen(table, 'm2').mine?.ms).toBe(0)
  })

  it('is measured by the server’s clock alone, over several exchanges, and the shortest counts', () => {
    const delay = new Delay()
    const exchange = (given: number, ms: number): void => {
      delay.gave(given)
      delay.brought(given, given + ms)
    }
    exchange(1000, 60)
    exchange(2000, 45)
    expect(delay.credit).toBe(0)
    exchange(3000, 900)
    expect(delay.credit).toBe(45)
    for (let at = 0; at < 16; at++) exchange(4000 + at, 70)
    expect(delay.credit).toBe(70)
  })

  it('cannot be made up: no other time, none twice, none from the future', () => {
    const delay = new Delay()
    for (const given of [1000, 2000, 3000, 4000]) {
      delay.gave(given)
      delay.brought(given - 500, given + 10)
      delay.brought(0, given + 10)
      delay.brought(Number.NaN, given + 10)
      delay.brought(given, given + 10)
      delay.brought(given, given + 5000)
    }
    expect(delay.credit).toBe(10)
    delay.gave(5000)
    delay.brought(5000, 4000)
    expect(delay.credit).toBe(0)
  })

  it('earns less than a tenth of a second, however long it is stretched', () => {
    const delay = new Delay()
    for (let at = 1; at < 50; at++) {
      delay.gave(at)
      delay.brought(at, at + 5000)
    }
    expect(delay.credit).toBe(MOST_CREDIT_MS)
    expect(MOST_CREDIT_MS).toBeLessThan(100)
  })
})
