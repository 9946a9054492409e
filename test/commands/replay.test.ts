import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HistoryError, historyLines, readHistory, replay } from '../../src/room/history.ts'
import type { Room } from '../../src/room/room.ts'
import { findGame, open, Table } from '../support/table.ts'

/** A quiz with bots, somebody removed, a pause and a rematch to another game. */
function eventful(): { readonly first: Room; readonly table: Table } {
  const setting = { game: 'quiz', options: { advance: 'auto', pause: 3, reading: 0, seconds: 5 }, seed: 'a seed' }
  const first = open(setting)
  const table = new Table(setting)
  const bob = table.join('Bob', { bot: true })
  const cy = table.join('Cy')
  table.must({ do: 'start', by: 'm1' })
  for (let question = 0; question < 15; question++) {
    table.wait(3500)
    table.move(bob, 'answer', { question, answer: 0 })
    table.move('m1', 'answer', { question, answer: 1 })
    if (question === 3) table.must({ do: 'pause', by: 'm1' })
    if (question === 3) table.must({ do: 'resume', by: 'm1' })
    if (question === 5) table.must({ do: 'kick', by: 'm1', member: cy })
    if (question === 7) table.join('Di')
    table.wait(5000)
  }
  table.wait(60_000)
  table.must({ do: 'rematch', by: 'm1', game: 'tap-race', options: {} })
  table.must({ do: 'start', by: 'm1' })
  table.wait(4000)
  table.move('m1', 'tap', { total: 12 })
  return { first, table }
}

function textOf({ first, table }: ReturnType<typeof eventful>, from = 0): string {
  const entries = table.steps.map(({ input, step: { sight } }) => ({
    version: sight.room.version,
    at: sight.room.at,
    input,
  }))
  const start = from === 0 ? first : (table.steps[from - 1]?.step.sight.room as Room)
  return `${[...historyLines(start, entries.slice(from), table.room)].join('\n')}\n`
}

const EVENTFUL = eventful()
const TEXT = textOf(EVENTFUL)

describe('a history', () => {
  it('begins with the seed, the options and the game’s version', () => {
    const head = JSON.parse(TEXT.split('\n')[0] ?? '') as object
    expect(head).toMatchObject({ seed: 'a seed', game: 'quiz', gameVersion: 1, options: { seconds: 5 } })
    expect(head).not.toHaveProperty('cut')
  })

  it('holds no hash of any token', () => expect(TEXT).not.toContain('hash-of'))

  it('[G8] replays to the same end, version by version', () => {
    const versions = [...replay(readHistory(TEXT), findGame)]
    expect(versions.map(({ version }) => version)).toEqual([...versions.keys()].map((at) => at + 1))
    for (const [at, { scores, room }] of versions.slice(1).entries()) {
      const { sight } = EVENTFUL.table.steps[at]?.step ?? {}
      expect(scores).toEqual(sight?.view.scores)
      expect(JSON.stringify(room.match)).toBe(JSON.stringify(sight?.room.match))
    }
    expect(versions.some(({ phase }) => phase === 'paused')).toBe(true)
  })

  it('says where it was cut, and replays from there', () => {
    const cut = textOf(EVENTFUL, 20)
    expect(JSON.parse(cut.split('\n')[0] ?? '')).toMatchObject({ cut: 21 })
    expect([...replay(readHistory(cut), findGame)].at(-1)?.version).toBe(EVENTFUL.table.room.version)
    expect(cut).not.toContain('hash-of')
  })

  it('of a room that nothing has happened in is two lines', () => {
    const first = open({ game: 'tap-race' })
    const text = [...historyLines(first, [], first)].join('\n')
    expect(text.split('\n')).toHaveLength(2)
    expect([...replay(readHistory(text), findGame)]).toHaveLength(1)
  })

  const lines = TEXT.trimEnd().split('\n')
  const broken: ReadonlyArray<readonly [what: string, text: string, why: RegExp]> = [
    ['nothing', '', /line 1: this is not the history/],
    ['something else', 'hello', /line 1: this is not JSON/],
    ['a list', '[]', /line 1: this is no JSON object/],
    ['one that is cut off', lines.slice(0, -1).join('\n'), /line \d+: the end is missing/],
    ['half a line', lines.with(4, lines[4]?.slice(0, 9) ?? '').join('\n'), /line 5: this is not JSON/],
    ['a line left out', lines.toSpliced(7, 1).join('\n'), /line 8: version 8 was to come/],
    [
      'two lines exchanged',
      lines
        .with(7, lines[8] ?? '')
        .with(8, lines[7] ?? '')
        .join('\n'),
      /line 8: version 8/,
    ],
    ['another seed', TEXT.replace('"seed":"a seed"', '"seed":"another"'), /comes to another end|refuse/],
    ['other options', TEXT.replace('"options":{}', '"options":{"seconds":9}'), /comes to another end|refuse/],
    ['rules of another version', TEXT.replace('"gameVersion":1', '"gameVersion":7'), /version 7 of quiz/],
    ['a game that is gone', TEXT.replace('"game":"quiz"', '"game":"chess"'), /no game called chess/],
    ['a move that was made otherwise', TEXT.replace('"total":12', '"total":13'), /comes to another end/],
    ['a move that was not made', TEXT.replace('"total":12', '"total":1e9'), /refuse move/],
  ]
  for (const [what, text, why] of broken) {
    it(`is refused if it is ${what}`, () => {
      const run = () => [...replay(readHistory(text), findGame)]
      expect(run).toThrow(HistoryError)
      expect(run).toThrow(why)
    })
  }
})

describe('npm run replay', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'courtside-replay-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  function run(...args: string[]) {
    const done = spawnSync(process.execPath, ['src/commands/replay.ts', ...args], { encoding: 'utf8' })
    return { status: done.status, out: done.stdout, err: done.stderr }
  }
  function file(text: string): string {
    const path = join(folder, 'history.ndjson')
    writeFileSync(path, text)
    return path
  }

  it('prints each version’s scores and that the end is the same', () => {
    const { status, out, err } = run(file(TEXT))
    expect(err).toBe('')
    expect(status).toBe(0)
    expect(out).toContain('Bob joins')
    expect(out).toMatch(/m1: tap +m1 12, m2 0/)
    expect(out).toContain('byte for byte')
    expect(out.trimEnd().split('\n')).toHaveLength(EVENTFUL.table.steps.length + 3)
  })

  it('fails in one line on a history that does not hold', () => {
    const { status, err } = run(file(TEXT.replace('"total":12', '"total":13')))
    expect(status).toBe(1)
    expect(err.trimEnd()).toBe('the replay comes to another end than the match did')
  })

  it('says how it is used, and which file is not there', () => {
    expect(run().err).toContain('npm run replay -- FILE')
    expect(run('a', 'b').status).toBe(1)
    expect(run(join(folder, 'none')).err).toMatch(/^there is no file .*none\n$/)
  })
})
