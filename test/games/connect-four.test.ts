import { describe, expect, it } from 'vitest'
import { drop, EMPTY, lineThrough } from '../../src/games/connect-four/board.ts'
import type { State } from '../../src/games/connect-four/rules.ts'
import { Table } from '../support/table.ts'

/** Ada (m1) and Bob (m2) at the board, others joined to watch. */
function atTheBoard(options: object = {}, watchers: readonly string[] = []): Table {
  const table = new Table({ game: 'connect-four', options })
  for (const name of ['Bob', ...watchers]) table.join(name)
  table.must({ do: 'start', by: 'm1' })
  return table
}

/** Drops in turn, from whoever begins. */
function drops(table: Table, ...columns: number[]): void {
  for (const column of columns) {
    const { sides, turn } = board(table)
    table.must({ do: 'move', by: sides[turn], name: 'drop', args: { column } })
  }
}

function board(table: Table): State {
  return table.view().state as unknown as State
}

/** Plays the given columns, then goes back to the lobby and starts again. */
function again(table: Table): readonly string[] {
  table.must({ do: 'rematch', by: 'm1' })
  table.must({ do: 'start', by: 'm1' })
  return board(table).sides
}

/** All 42 discs without a line. */
const DRAWN = [...'612616136613216441440245025050553205230433'].map(Number)

const rejected = (reason: string) => ({ refusal: { code: 'rejected', reason } })

describe('the board', () => {
  const lines: ReadonlyArray<readonly [name: string, columns: readonly string[], last: number, length: number]> = [
    ['across, closed in the middle', ['0', '0', '0', '0', '', '', ''], 1, 4],
    ['up', ['', '', '', '', '', '', '10000'], 6, 4],
    ['rising', ['0', '10', '110', '1110', '', '', ''], 3, 4],
    ['falling', ['', '', '', '1110', '110', '10', '0'], 6, 4],
    ['five at once', ['0', '0', '0', '0', '0', '', ''], 2, 5],
    ['three', ['0', '0', '0', '', '', '', ''], 1, 0],
    ['four with another’s disc between', ['0', '0', '1', '0', '0', '', ''], 4, 0],
  ]
  for (const [name, columns, last, length] of lines) {
    it(`${length > 0 ? 'finds' : 'finds no line in'} ${name}`, () => {
      expect(lineThrough(columns, last) ?? []).toHaveLength(length)
    })
  }

  it('lists a disc that is in two lines once', () => {
    const line = lineThrough(['0', '0', '0', '0', '10', '110', '1110'].with(3, '0'), 3)
    expect(new Set(line?.map(String)).size).toBe(line?.length)
  })

  it('does not see a line around its edge', () => {
    expect(lineThrough(drop(EMPTY.with(0, '000'), 6, 0), 6)).toBeUndefined()
  })
})

describe('Connect Four', () => {
  it('is for two; a third watches', () => {
    const table = atTheBoard({}, ['Cy'])
    expect(table.view().members.m3?.player).toBe(false)
    expect(table.move('m3', 'drop', { column: 0 })).toMatchObject({ refusal: { code: 'not-seated' } })
  })

  it('does not start alone', () => {
    const table = new Table({ game: 'connect-four' })
    expect(table.do({ do: 'start', by: 'm1' })).toMatchObject({ refusal: { code: 'too-few-players' } })
  })

  it('is won by four in a row, and shows which', () => {
    const table = atTheBoard()
    drops(table, 0, 6, 1, 6, 2, 6, 3)
    expect(table.view()).toMatchObject({
      room: { phase: 'over', outcome: { winners: ['m1'] } },
      scores: { m1: 1, m2: 0 },
      state: { ended: { by: 'line', winner: 0 }, last: [3, 0] },
    })
    expect([...(board(table).ended?.line ?? [])].sort()).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
      [3, 0],
    ])
    expect(board(table).until).toBeUndefined()
  })

  it('is drawn when the board is full', () => {
    const table = atTheBoard({ clock: 0 })
    drops(table, ...DRAWN)
    expect(board(table).ended).toEqual({ by: 'full' })
    expect(table.view().room.outcome).toEqual({ winners: [] })
    expect(table.view().scores).toEqual({ m1: 0, m2: 0 })
  })

  it('refuses a move out of turn, into a full column, off the board and after the end, and changes nothing', () => {
    const table = atTheBoard({ clock: 0 })
    drops(table, 0, 0, 0, 0, 0, 0)
    const before = JSON.stringify(table.room)
    expect(table.move('m2', 'drop', { column: 1 })).toEqual(rejected('not-your-turn'))
    expect(table.move('m1', 'drop', { column: 0 })).toEqual(rejected('column-full'))
    for (const column of [-1, 7, 1.5, '1', null]) {
      expect(table.move('m1', 'drop', { column })).toMatchObject({ refusal: { code: 'invalid' } })
    }
    expect(JSON.stringify(table.room)).toBe(before)
    drops(table, 1, 2, 1, 2, 1, 2, 1)
    expect(table.move('m2', 'drop', { column: 3 })).toMatchObject({ refusal: { code: 'wrong-phase' } })
  })

  it('is lost on time, to the millisecond', () => {
    const table = atTheBoard({ clock: 10 })
    drops(table, 3)
    table.wait(9_999)
    expect(table.phase).toBe('playing')
    table.wait(1)
    expect(board(table).ended).toEqual({ by: 'time', winner: 0 })
  })

  it('gives each move its whole time', () => {
    const table = atTheBoard({ clock: 10 })
    for (const column of [0, 1, 2, 4, 5, 6]) {
      table.wait(9_000)
      drops(table, column)
    }
    expect(board(table)).toMatchObject({ until: 64_000 })
  })

  it('stops the clock while it is paused', () => {
    const table = atTheBoard({ clock: 10 })
    table.wait(4_000)
    table.must({ do: 'pause', by: 'm1' })
    table.wait(3_600_000)
    expect(table.phase).toBe('paused')
    table.must({ do: 'resume', by: 'm1' })
    table.wait(5_999)
    expect(table.phase).toBe('playing')
    table.wait(1)
    expect(board(table).ended).toEqual({ by: 'time', winner: 1 })
  })

  it('has no clock if none is wanted', () => {
    const table = atTheBoard({ clock: 0 })
    table.wait(86_400_000)
    expect(table.phase).toBe('playing')
    expect(board(table).until).toBeUndefined()
  })

  it('is lost by resigning, in turn or not, and by leaving', () => {
    const table = atTheBoard()
    expect(table.move('m2', 'resign')).toBeTypeOf('number')
    expect(board(table).ended).toEqual({ by: 'resigned', winner: 0 })
    const other = atTheBoard()
    other.must({ do: 'leave', by: 'm2', member: 'm2' })
    expect(other.view().room.outcome).toEqual({ winners: ['m1'] })
    expect(board(other).ended).toEqual({ by: 'left', winner: 0 })
  })
})

describe('a rematch of Connect Four', () => {
  it('swaps sides when nobody waits', () => {
    const table = atTheBoard({ clock: 0 })
    drops(table, 0, 6, 1, 6, 2, 6, 3)
    expect(again(table)).toEqual(['m2', 'm1'])
    drops(table, 0, 6, 1, 6, 2, 6, 3)
    expect(again(table)).toEqual(['m1', 'm2'])
  })

  it('keeps the winner on, who moves second; the loser goes to the end of the line', () => {
    const table = atTheBoard({ clock: 0 }, ['Cy', 'Di'])
    drops(table, 0, 6, 1, 6, 2, 6, 3)
    expect(again(table)).toEqual(['m3', 'm1'])
    table.must({ do: 'move', by: 'm1', name: 'resign', args: {} })
    expect(again(table)).toEqual(['m4', 'm3'])
    table.must({ do: 'move', by: 'm4', name: 'resign', args: {} })
    expect(again(table)).toEqual(['m2', 'm3'])
    expect(Object.keys(table.view().members)).toEqual(['m1', 'm2', 'm3', 'm4'])
  })

  it('seats whoever comes to the lobby after those who waited, and fills the seat of one who left', () => {
    const table = atTheBoard({ clock: 0 }, ['Cy'])
    drops(table, 0, 6, 1, 6, 2, 6, 3)
    table.must({ do: 'rematch', by: 'm1' })
    table.join('Di')
    table.must({ do: 'leave', by: 'm3', member: 'm3' })
    table.must({ do: 'start', by: 'm1' })
    expect(board(table).sides).toEqual(['m1', 'm2'])
  })

  it('keeps the one who moved second when a match is called off', () => {
    const table = atTheBoard({ clock: 0 }, ['Cy'])
    table.must({ do: 'end', by: 'm1' })
    expect(again(table)).toEqual(['m3', 'm2'])
  })

  it('goes back to the order of joining for another game', () => {
    const table = atTheBoard({ clock: 0 }, ['Cy'])
    drops(table, 0, 6, 1, 6, 2, 6, 3)
    again(table)
    table.must({ do: 'end', by: 'm1' })
    table.must({ do: 'rematch', by: 'm1', game: 'tap-race' })
    expect(table.room.seating).toBeUndefined()
    expect(Object.values(table.view().members).every((member) => member.player)).toBe(true)
  })
})
