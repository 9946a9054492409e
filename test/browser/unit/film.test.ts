import { describe, expect, test } from 'vitest'
import { judge } from '../../../src/browser/replay/judge.ts'
import { resultText } from '../../../src/browser/replay/player.tsx'
import { en } from '../../../src/browser/words/en.ts'
import { historyLines } from '../../../src/room/history.ts'
import { open, Table } from '../../support/table.ts'

/** The only match of a room, as a replay shows it. */
async function filmOf(game: string, play: (table: Table) => void) {
  const table = new Table({ game })
  table.join('Bob')
  table.must({ do: 'start', by: 'm1' })
  play(table)
  const entries = table.steps.map(({ input, step }) => {
    const { version, at } = step.sight.room
    return { version, at, input }
  })
  const judged = await judge(`${[...historyLines(open({ game }), entries, table.room)].join('\n')}\n`, () => {})
  if ('broken' in judged || !judged.films[0]) throw new Error(JSON.stringify(judged))
  return judged.films[0]
}

describe('a replay', () => {
  test('says that the host ended the match, and who was ahead', async () => {
    const film = await filmOf('tap-race', (table) => {
      table.wait(3000)
      table.move('m2', 'tap', { total: 5 })
      table.must({ do: 'end', by: 'm1' })
    })
    expect(film).toMatchObject({ cut: true, winners: ['Bob'] })
    expect(resultText(film, en)).toBe('Ended early, with Bob ahead')
  })

  test('names who left before the end', async () => {
    const film = await filmOf('connect-four', (table) => table.must({ do: 'leave', by: 'm2', member: 'm2' }))
    expect(film.cut).toBe(false)
    expect(film.moments.at(-1)?.members).toMatchObject({ m1: { name: 'Ada' }, m2: { name: 'Bob' } })
    expect(resultText(film, en)).toBe('Ada wins')
  })
})
