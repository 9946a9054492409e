import { describe, expect, it } from 'vitest'
import type { Question } from '../../src/games/quiz/question.ts'
import { textFor } from '../../src/protocol/event.ts'
import { answer, asked, host, rejected, SINGLE, seated, seen, TRUTH } from '../support/quiz.ts'
import { ALL_KINDS } from './contract/quiz-plan.ts'

describe('an answer', () => {
  it('is given once, in time, to the question that is open', () => {
    const table = seated({ questions: [SINGLE, TRUTH], reading: 3 })
    table.must({ do: 'start', by: 'm1' })
    expect(answer(table, 'm2', 1)).toEqual(rejected('not-asked-yet'))
    table.wait(3000)
    expect(answer(table, 'm2', 1)).toEqual(rejected('not-open-yet'))
    expect(answer(table, 'm2', 1, 1)).toEqual(rejected('not-asked-yet'))
    table.wait(3000)
    expect(answer(table, 'm2', 1)).toBeTypeOf('number')
    const before = JSON.stringify(table.room)
    expect(answer(table, 'm2', 1)).toEqual(rejected('already-answered'))
    expect(answer(table, 'm2', 0)).toEqual(rejected('already-answered'))
    expect(JSON.stringify(table.room)).toBe(before)
    host(table, 'reveal')
    expect(answer(table, 'm3', 1)).toEqual(rejected('closed'))
    host(table, 'next')
    table.wait(3000)
    // Held up on its way, and meant for the question before.
    expect(answer(table, 'm3', 1, 0)).toEqual(rejected('closed'))
  })

  const bad: Readonly<Record<Question['kind'], readonly unknown[]>> = {
    single: [-1, 4, 1.5, true, [0], 'a', undefined],
    several: [0, [], [3], [0, 0], [-1], true],
    truth: [1, 0, [1], 'true'],
    estimate: [true, [1], '42', Number.NaN, 1e13, Number.POSITIVE_INFINITY],
    order: [[0, 1, 2], [0, 1, 2, 3, 3], [0, 1, 2, 2], [0, 1, 2, 4], 0],
    poll: [2, -1, [0], false],
  }
  for (const question of ALL_KINDS) {
    it(`to ${question.kind} that cannot be one is refused, and changes nothing`, () => {
      const table = asked([question])
      const before = JSON.stringify(table.room)
      for (const given of bad[question.kind]) {
        const { refusal } = answer(table, 'm2', given) as { refusal: { code: string; reason?: string } }
        expect(refusal.reason ?? refusal.code, JSON.stringify(given)).toMatch(/^(bad-answer|invalid)$/)
      }
      expect(JSON.stringify(table.room)).toBe(before)
    })
  }

  it('is the player’s alone to see until it is revealed, and only counted then', () => {
    const table = asked([SINGLE])
    answer(table, 'm2', 1)
    expect(seen(table, 'm2').mine).toEqual({ streak: 0, answer: 1, ms: 0 })
    for (const who of [undefined, 'm1', 'm3']) {
      expect(JSON.stringify(seen(table, who).mine ?? {})).not.toContain('answer')
      expect(seen(table, who).state.answered).toBe(1)
      expect(seen(table, who).scores).toEqual({ m2: 0, m3: 0, m4: 0 })
    }
  })

  it('is only for those who play', () => {
    const table = asked([SINGLE])
    expect(answer(table, 'm1', 1)).toMatchObject({ refusal: { code: 'not-seated' } })
  })
})

describe('every byte that anyone is sent before a reveal', () => {
  const GUESS = 604_172_839
  const questions: Question[] = [
    { kind: 'estimate', text: 'How many?', right: 917_355_281, within: 811_522_467, explanation: 'zebra-0' },
    { kind: 'single', text: 'Which?', options: ['a', 'b', 'c', 'd'], right: 2, explanation: 'zebra-1' },
    { kind: 'order', text: 'In order!', options: ['a', 'b', 'c'], explanation: 'zebra-2' },
  ]

  it('holds no right answer, no explanation, no question to come and no answer of anyone else', () => {
    const table = seated({ questions, reading: 2, seconds: 20, shuffle: true })
    table.must({ do: 'start', by: 'm1' })
    table.wait(3000)
    let from = 0
    for (const [index, question] of questions.entries()) {
      table.wait(2000)
      answer(table, 'm2', [GUESS, 3, [2, 1, 0]][index])
      table.wait(1000)
      const refused = ['x', true, [9, 9]].map((given) => JSON.stringify(answer(table, 'm3', given))).join('')
      for (const who of [undefined, 'm1', 'm3', 'm4', 'm2']) {
        const sent = table.steps.slice(from).map(({ step }) => textFor(step.update, who))
        const bytes = sent.join('') + refused + JSON.stringify(seen(table, who).state)
        expect(bytes).toContain(question.text)
        for (const later of questions.slice(index + 1)) expect(bytes).not.toContain(later.text)
        expect(bytes).not.toMatch(/zebra-|917355281|811522467|"right"|"reveal":\{/)
        if (who !== 'm2') expect(bytes).not.toMatch(/604172839|"answer"/)
      }
      host(table, 'reveal')
      expect(JSON.stringify(seen(table))).toContain(`zebra-${index}`)
      host(table, 'next')
      from = table.steps.length
    }
    expect(table.phase).toBe('over')
  })
})

describe('people', () => {
  it('who come late play from the question that is open', () => {
    const table = asked([SINGLE, TRUTH])
    const late = table.join('Eve')
    expect(seen(table).scores[late]).toBe(0)
    for (const who of ['m2', 'm3', 'm4']) answer(table, who, 1)
    expect(seen(table).state.stage).toBe('open')
    expect(answer(table, late, 1)).toBeTypeOf('number')
    expect(seen(table).state.stage).toBe('revealed')
  })

  it('keep their answer through anything that is not an answer', () => {
    const table = asked([SINGLE])
    answer(table, 'm2', 1)
    table.must({ do: 'connection', absent: ['m2'] })
    table.must({ do: 'connection', absent: [] })
    expect(table.freshView('m2').mine).toEqual({ streak: 0, answer: 1, ms: 0 })
    expect(answer(table, 'm2', 0)).toEqual(rejected('already-answered'))
  })

  it('are dealt into teams that differ by one at the most, and a team has its players’ average', () => {
    const table = asked([TRUTH], { teams: '2', speed: false })
    const { teams = [] } = seen(table).state
    expect(teams.map(({ members }) => members.length).sort()).toEqual([1, 2])
    expect(teams.flatMap(({ members }) => members).sort()).toEqual(['m2', 'm3', 'm4'])
    const late = table.join('Eve')
    expect(seen(table).state.teams?.map(({ members }) => members.length)).toEqual([2, 2])
    const first = seen(table).state.teams?.[0]?.members ?? []
    expect(seen(table, first[0]).mine?.team).toBe(0)
    expect(seen(table, late).mine?.team).toBeTypeOf('number')
    answer(table, first[0] ?? '', true)
    host(table, 'reveal')
    expect(seen(table).state.teams?.map(({ points }) => points)).toEqual([500, 0])
    host(table, 'next')
    expect(seen(table).room.outcome).toEqual({ winners: first })
  })

  it('nobody wins without a point', () => {
    const table = asked([TRUTH])
    host(table, 'reveal')
    host(table, 'next')
    expect(seen(table).room.outcome).toEqual({ winners: [] })
  })
})
