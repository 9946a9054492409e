import { describe, expect, it } from 'vitest'
import type { State } from '../../src/games/quiz/state.ts'
import { answer, asked, host, SINGLE, seen, TRUTH } from '../support/quiz.ts'

describe('what is revealed', () => {
  it('is the distribution as shown, how many were right, and who was first', () => {
    const table = asked([{ ...SINGLE, options: ['a', 'b', 'c', 'd'] }], { shuffle: true })
    const { shown } = table.match.state as unknown as State
    const right = shown.indexOf(1)
    table.wait(1000)
    answer(table, 'm3', right)
    table.wait(1000)
    answer(table, 'm2', right)
    answer(table, 'm4', (right + 1) % 4)
    const { reveal, asked: question } = seen(table).state
    expect(question?.options?.[right]).toBe('b')
    expect(reveal).toMatchObject({ right, rightly: 2, fastest: { member: 'm3', ms: 1000 } })
    expect(reveal?.counts?.[right]).toBe(2)
    expect(reveal?.counts?.[(right + 1) % 4]).toBe(1)
  })

  it('of an estimate is every guess, of true or false both counts', () => {
    const table = asked([{ kind: 'estimate', text: '?', right: 5 }, TRUTH])
    for (const [who, guess] of [
      ['m2', 30],
      ['m3', -4],
      ['m4', 5],
    ] as const)
      answer(table, who, guess)
    expect(seen(table).state.reveal).toMatchObject({ right: 5, guesses: [-4, 5, 30], rightly: 1 })
    host(table, 'next')
    answer(table, 'm2', true)
    answer(table, 'm3', false)
    host(table, 'reveal')
    expect(seen(table).state.reveal).toMatchObject({ right: true, counts: [1, 1] })
  })

  it('to each player is their rank and how far the next one is ahead; equals share a rank', () => {
    const table = asked([TRUTH], { streak: false })
    answer(table, 'm2', true)
    answer(table, 'm3', true)
    table.wait(10_000)
    answer(table, 'm4', true)
    expect(seen(table, 'm2').mine?.result).toEqual({ right: true, points: 1000, bonus: 0, rank: 1 })
    expect(seen(table, 'm3').mine?.result?.rank).toBe(1)
    expect(seen(table, 'm4').mine?.result).toMatchObject({ rank: 3, gap: { to: 'm3', points: 250 } })
  })

  it('to the host alone is the table of all answers, by the places written, and who played', () => {
    const table = asked([{ ...SINGLE, options: ['a', 'b', 'c', 'd'] }, TRUTH], { shuffle: true })
    const { shown } = table.match.state as unknown as State
    answer(table, 'm2', shown.indexOf(3))
    expect(seen(table, 'm1').mine).toBeUndefined()
    host(table, 'reveal')
    const { sheet } = seen(table, 'm1').mine ?? {}
    expect(sheet?.rounds['0']?.answers).toEqual({ m2: { answer: 3, ms: 0, points: 0 } })
    expect(sheet?.names).toEqual({ m2: 'Bob', m3: 'Cy', m4: 'Di' })
    for (const who of ['m2', 'm3', undefined]) expect(seen(table, who).mine?.sheet).toBeUndefined()
    table.must({ do: 'leave', by: 'm2', member: 'm2' })
    expect(seen(table, 'm1').mine?.sheet?.names.m2).toBe('Bob')
    table.must({ do: 'transfer', by: 'm1', member: 'm3' })
    expect(seen(table, 'm1').mine?.sheet).toBeUndefined()
    expect(seen(table, 'm3').mine?.sheet?.rounds['0']).toBeDefined()
  })
})
