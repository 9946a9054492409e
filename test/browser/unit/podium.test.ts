import { describe, expect, test } from 'vitest'
import { dramaOf } from '../../../src/browser/parts/drama.ts'
import { cutShortTitle, lengthOf, titleOf } from '../../../src/browser/title.ts'
import { en } from '../../../src/browser/words/en.ts'

const rowsOf = (...ranks: number[]) =>
  ranks.map((rank, place) => ({ id: `m${place}`, name: `P${place}`, color: '#000000', score: 9, rank }))

describe('the podium', () => {
  test('names the third first and the winner last', () => {
    const { places, ends } = dramaOf(rowsOf(1, 2, 3, 4))
    expect(places).toEqual([...places].sort((a, b) => b - a))
    expect(places).toHaveLength(3)
    expect(ends).toBe(places[0])
  })

  test('brings up together who shares a place', () => {
    const [first, second, third] = dramaOf(rowsOf(1, 2, 2)).places
    expect(second).toBe(third)
    expect(first).toBeGreaterThan(second ?? Number.NaN)
    expect(new Set(dramaOf(rowsOf(1, 1, 1, 1)).places).size).toBe(1)
  })

  test('has no drama for nobody', () => {
    expect(dramaOf([])).toEqual({ places: [], ends: 0 })
  })
})

describe('the winners’ line', () => {
  const shared = (count: number) =>
    titleOf(
      Array.from({ length: count }, (_, place) => `P${place}`),
      en,
    )

  test('of a match that was cut short says so, and who was ahead', () => {
    expect(cutShortTitle([], en)).toBe('Ended early')
    expect(cutShortTitle(['Ada', 'Bo'], en)).toBe('Ended early, with Ada and Bo ahead')
  })

  test('calls five by their names, and of more counts the others', () => {
    expect(shared(1)).toBe('P0 wins')
    expect(shared(5)).toBe('P0, P1, P2, P3 and P4 share the win')
    expect(shared(7)).toBe('P0, P1, P2, P3 and 3 more share the win')
  })

  test('is measured in letters, of which a Chinese character is two', () => {
    expect(lengthOf('Ada wins')).toBe('short')
    expect(lengthOf('飞快的水獭和勇敢的獾并列第一')).toBe('long')
    expect(lengthOf(shared(5).repeat(3))).toBe('longer')
  })
})
