import { describe, expect, it } from 'vitest'
import { codeOf, PROGRAM, Table } from '../support/table.ts'

const board = (options: unknown = {}): Table => new Table({ game: 'scoreboard', options })
const set = (table: Table, player: string, score: unknown): unknown => table.move('m1', 'set', { player, score })
const rejected = (reason: string): unknown => ({ refusal: { code: 'rejected', reason } })

describe('a scoreboard', () => {
  it('[R20] is in play from the room’s creation', () => {
    const table = board({ status: 'Heat 1' })
    expect(table.view()).toMatchObject({
      version: 1,
      room: { phase: 'playing', match: 1 },
      scores: {},
      state: { status: 'Heat 1' },
    })
  })

  it('sets, adds, says and removes', () => {
    const table = board()
    set(table, 'ada', 3)
    table.move('m1', 'add', { player: 'ada', by: -1.5 })
    table.move('m1', 'add', { player: 'bob', by: 2 })
    table.move('m1', 'status', { text: 'Half time' })
    expect(table.view()).toMatchObject({ scores: { ada: 1.5, bob: 2 }, state: { status: 'Half time' } })
    table.move('m1', 'remove', { player: 'ada' })
    expect(table.view().scores).toEqual({ bob: 2 })
    expect(table.move('m1', 'remove', { player: 'ada' })).toEqual(rejected('no-such-player'))
  })

  it('is written by the host or the room’s own program, and nobody else', () => {
    const table = board()
    table.join('Bob')
    for (const by of ['m2', undefined]) {
      expect(codeOf(table.move(by, 'set', { player: 'x', score: 1 }))).toBe('not-host')
    }
    expect(table.move(PROGRAM, 'set', { player: 'x', score: 1 })).toBeTypeOf('number')
  })

  it('keys its scores by name, whatever the name', () => {
    const table = board()
    for (const [index, name] of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '10', '2'].entries()) {
      set(table, name, index)
      table.move('m1', 'add', { player: name, by: 10 })
    }
    const json = JSON.stringify(table.view().scores)
    expect(json).toBe('{"2":15,"10":14,"__proto__":10,"constructor":11,"toString":12,"hasOwnProperty":13}')
    expect(JSON.stringify(table.freshView().scores)).toBe(json)
    table.move('m1', 'remove', { player: '__proto__' })
    expect(Object.keys(table.view().scores)).not.toContain('__proto__')
    expect(table.move('m1', 'remove', { player: 'valueOf' })).toEqual(rejected('no-such-player'))
    expect(({} as Record<string, unknown>).ada).toBeUndefined()
  })

  it('takes a name in any of its forms for the same line, but another case for another', () => {
    const table = board()
    set(table, ' e\u0301va ', 1)
    set(table, '\u00e9va', 2)
    expect(table.view().scores).toEqual({ '\u00e9va': 2 })
  })

  it('holds 200 names, and still changes those it has', () => {
    const table = board()
    for (let index = 0; index < 200; index++) expect(set(table, `n${index}`, index)).toBeTypeOf('number')
    expect(set(table, 'one more', 1)).toEqual(rejected('board-full'))
    expect(table.move('m1', 'add', { player: 'one more', by: 1 })).toEqual(rejected('board-full'))
    expect(set(table, 'n7', 70)).toBeTypeOf('number')
    table.move('m1', 'remove', { player: 'n8' })
    expect(set(table, 'one more', 1)).toBeTypeOf('number')
  })

  it('keeps scores where adding is exact', () => {
    const table = board()
    expect(set(table, 'ada', 1e12)).toBeTypeOf('number')
    expect(table.move('m1', 'add', { player: 'ada', by: 1 })).toEqual(rejected('score-too-high'))
    expect(table.move('m1', 'add', { player: 'ada', by: -1e12 })).toBeTypeOf('number')
    for (const score of [1e12 + 1, -1e13, Number.NaN, Number.POSITIVE_INFINITY, '3', null]) {
      expect(codeOf(set(table, 'ada', score) as ReturnType<Table['move']>)).toBe('invalid')
    }
  })

  for (const args of [
    { player: 'ada' },
    { score: 1 },
    { player: '', score: 1 },
    { player: 'x'.repeat(25), score: 1 },
    { player: 'a\nb', score: 1 },
    { player: 'a', score: 1, by: 1 },
    [],
  ]) {
    it(`refuses ${JSON.stringify(args)}`, () => expect(codeOf(board().move('m1', 'set', args))).toBe('invalid'))
  }

  it('has a status of at most 200 characters', () => {
    const table = board()
    expect(table.move('m1', 'status', { text: 'x'.repeat(200) })).toBeTypeOf('number')
    expect(codeOf(table.move('m1', 'status', { text: 'x'.repeat(201) }))).toBe('invalid')
    expect(() => board({ status: 'x'.repeat(201) })).toThrow(/invalid/)
  })

  it('[R15] stands when it is ended, and starts empty again with a rematch', () => {
    const table = board()
    set(table, 'ada', 3)
    table.must({ do: 'end', by: 'm1' })
    expect(codeOf(set(table, 'ada', 4) as ReturnType<Table['move']>)).toBe('wrong-phase')
    expect(table.view()).toMatchObject({ room: { phase: 'over' }, scores: { ada: 3 } })
    table.must({ do: 'rematch', by: 'm1' })
    expect(table.view()).toMatchObject({ room: { phase: 'playing', match: 2 }, scores: {} })
  })
})
