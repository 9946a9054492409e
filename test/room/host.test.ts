import { describe, expect, it } from 'vitest'
import { BANS_PER_ROOM, GONE_PER_MATCH } from '../../src/protocol/limits.ts'
import { type HistoryEntry, historyLines, readHistory, replay } from '../../src/room/history.ts'
import type { Input, Room } from '../../src/room/room.ts'
import { codeOf, findGame, open, Table } from '../support/table.ts'

/** Ada (m1) hosts and has a stream; Bob (m2) and Cy (m3) play; a bot (m4) and Eve (m5, no seat left) are there too. */
function attended(): Table {
  const table = new Table()
  table.join('Bob')
  table.join('Cy')
  table.join('Bot', { bot: true })
  table.join('Eve')
  table.must({ do: 'start', by: 'm1', attended: true })
  return table
}

function hostless(): Table {
  const table = attended()
  table.must({ do: 'away' })
  return table
}

/** Bob stands in for Ada. */
function stoodIn(): Table {
  const table = hostless()
  table.must({ do: 'claim', by: 'm2', attended: true })
  return table
}

describe('a host who is away', () => {
  it('[R23] pauses the match, with its timers, and the view says why until they are back', () => {
    const table = attended()
    table.now += 400
    table.must({ do: 'away' })
    expect(table.view('m2').room).toMatchObject({ phase: 'paused', hostAway: true, clock: { stopped: 400 } })
    table.wait(60_000)
    expect((table.match.state as { ticks: number[] }).ticks).toEqual([])
    table.must({ do: 'back' })
    expect(table.view('m2').room).toMatchObject({ phase: 'paused', clock: { stopped: 400 } })
    expect(table.view('m2').room).not.toHaveProperty('hostAway')
    expect(codeOf(table.do({ do: 'back' }))).toBe('wrong-phase')
    table.must({ do: 'resume', by: 'm1', attended: true })
    table.must({ do: 'away' })
  })

  it('[R23] is never waited for if they had no stream when the match began, or went on without one', () => {
    const table = new Table()
    table.must({ do: 'start', by: 'm1' })
    expect(codeOf(table.do({ do: 'away' }))).toBe('wrong-phase')
    const driven = hostless()
    driven.must({ do: 'resume', by: 'm1' })
    expect(driven.view().room).not.toHaveProperty('hostAway')
    expect(codeOf(driven.do({ do: 'away' }))).toBe('wrong-phase')
    // Going on with one does not begin it either: that is what starting and getting the remote do.
    driven.must({ do: 'pause', by: 'm1' })
    driven.must({ do: 'resume', by: 'm1', attended: true })
    expect(codeOf(driven.do({ do: 'away' }))).toBe('wrong-phase')
  })

  it('[R23] is waited for in a running match alone, and not in nobody’s room', () => {
    const table = attended()
    table.must({ do: 'pause', by: 'm1' })
    expect(codeOf(table.do({ do: 'away' }))).toBe('wrong-phase')
    table.must({ do: 'end', by: 'm1' })
    expect(codeOf(table.do({ do: 'away' }))).toBe('wrong-phase')
    table.must({ do: 'rematch', by: 'm1', attended: true })
    expect(codeOf(table.do({ do: 'away' }))).toBe('wrong-phase')
    expect(codeOf(new Table({ game: 'scoreboard', host: undefined }).do({ do: 'away' }))).toBe('wrong-phase')
  })

  it('[R23] of a game without a lobby is waited for from a rematch or a handing over on', () => {
    const table = new Table({ game: 'scoreboard' })
    expect(codeOf(table.do({ do: 'away' }))).toBe('wrong-phase')
    table.must({ do: 'end', by: 'm1' })
    table.must({ do: 'rematch', by: 'm1', attended: true })
    table.must({ do: 'away' })
    const given = new Table({ game: 'scoreboard' })
    given.join('Bob')
    given.must({ do: 'transfer', by: 'm1', member: 'm2', attended: true })
    given.must({ do: 'away' })
  })

  for (const input of [
    { do: 'resume', by: 'm1', attended: true },
    { do: 'end', by: 'm1' },
    { do: 'transfer', by: 'm1', member: 'm2' },
  ] as const) {
    it(`[R23] is not waited for any more after ${input.do}`, () => {
      const table = hostless()
      table.must(input)
      expect(table.view().room).not.toHaveProperty('hostAway')
    })
  }

  it('[R23] who leaves hands on the wait, unless the heir is here', () => {
    const table = hostless()
    table.must({ do: 'leave', by: 'm1', member: 'm1' })
    expect(table.view().room.hostAway).toBe(true)
    table.must({ do: 'claim', by: 'm3', attended: true })
    const here = hostless()
    here.must({ do: 'leave', by: 'm1', member: 'm1', attended: true })
    expect(here.view().room).not.toHaveProperty('hostAway')
    here.must({ do: 'resume', by: 'm2', attended: true })
    here.must({ do: 'away' })
  })
})

describe('the remote', () => {
  it('[R24] is taken by someone with a seat while the match waits; the owner is remembered', () => {
    const table = stoodIn()
    expect(table.view().room).toMatchObject({ phase: 'paused', owner: 'm1' })
    expect(table.view().room).not.toHaveProperty('hostAway')
    expect(table.view().members).toMatchObject({ m1: { host: false }, m2: { host: true } })
    table.must({ do: 'resume', by: 'm2', attended: true })
    expect(codeOf(table.do({ do: 'pause', by: 'm1' }))).toBe('not-host')
  })

  it('[R24] is refused to everyone else, in this order', () => {
    const claim = (table: Table, by: string | undefined, here = true): string | undefined =>
      codeOf(table.do({ do: 'claim', by, ...(here ? { attended: true } : {}) }))
    const table = hostless()
    for (const by of [undefined, 'm99', '__proto__', 'program']) expect(claim(table, by)).toBe('not-a-member')
    expect(claim(table, 'm1')).toBe('wrong-phase')
    expect(claim(table, 'm4')).toBe('invalid')
    expect(claim(table, 'm5')).toBe('not-seated')
    expect(claim(table, 'm2', false)).toBe('not-host')
    table.must({ do: 'back' })
    expect(claim(table, 'm2')).toBe('not-host')
    table.must({ do: 'resume', by: 'm1', attended: true })
    expect(claim(table, 'm2')).toBe('not-host')
    table.must({ do: 'end', by: 'm1' })
    expect(claim(table, 'm2')).toBe('wrong-phase')
    table.must({ do: 'rematch', by: 'm1' })
    expect(claim(table, 'm2')).toBe('wrong-phase')
  })

  it('[R24] goes back to the owner whenever they want, with or without a stream', () => {
    for (const after of [[], ['resume'], ['end'], ['end', 'rematch'], ['resume', 'pause']] as const) {
      const table = stoodIn()
      for (const name of after) table.must({ do: name, by: 'm2' } as Input)
      table.must({ do: 'claim', by: 'm1' })
      expect(table.view().members).toMatchObject({ m1: { host: true }, m2: { host: false } })
      expect(table.view().room).not.toHaveProperty('owner')
    }
  })

  it('[R24] stays the first owner’s when one stand-in follows another', () => {
    const table = stoodIn()
    table.must({ do: 'resume', by: 'm2', attended: true })
    table.must({ do: 'away' })
    table.must({ do: 'claim', by: 'm3', attended: true })
    expect(table.view().room.owner).toBe('m1')
    // Taken back while the match waits for the stand-in.
    table.must({ do: 'resume', by: 'm3', attended: true })
    table.must({ do: 'away' })
    table.must({ do: 'claim', by: 'm1' })
    expect(table.view().room).not.toHaveProperty('hostAway')
  })

  it('[R24] has no owner any more once it is given away on purpose, or the owner leaves', () => {
    const given = stoodIn()
    given.must({ do: 'claim', by: 'm1', attended: true })
    given.must({ do: 'transfer', by: 'm1', member: 'm2', attended: true })
    expect(given.view().room).not.toHaveProperty('owner')
    expect(codeOf(given.do({ do: 'claim', by: 'm1', attended: true }))).toBe('not-host')
    const left = stoodIn()
    left.must({ do: 'leave', by: 'm1', member: 'm1' })
    expect(left.view().room).not.toHaveProperty('owner')
    left.must({ do: 'close', by: 'm2' })
  })

  it('[R24] returns to the owner when the stand-in leaves, who is waited for again', () => {
    const table = stoodIn()
    table.must({ do: 'resume', by: 'm2', attended: true })
    table.must({ do: 'leave', by: 'm2', member: 'm2' })
    expect(table.room.host).toBe('m1')
    expect(table.view().room).not.toHaveProperty('owner')
    table.must({ do: 'away' })
    table.must({ do: 'claim', by: 'm3', attended: true })
    expect(table.view().room.owner).toBe('m1')
  })

  it('[R25] in a stand-in’s hand does not come with what a game shows its host alone', () => {
    const table = new Table({ game: 'quiz' })
    for (const name of ['Bob', 'Cy']) table.join(name)
    table.must({ do: 'start', by: 'm1', attended: true })
    table.wait(6000)
    table.must({ do: 'move', by: 'm1', name: 'allow', args: { member: 'm3', factor: 2 } })
    table.must({ do: 'move', by: 'm1', name: 'reveal', args: {} })
    const told = table.view('m1').mine
    table.must({ do: 'away' })
    table.must({ do: 'claim', by: 'm2', attended: true })
    expect(table.view('m1').mine).toEqual(told)
    expect(told).toMatchObject({ allowed: { m3: 2 }, sheet: {} })
    for (const secret of ['allowed', 'sheet']) expect(table.view('m2').mine).not.toHaveProperty(secret)
    expect(table.freshView('m2')).toEqual(table.view('m2'))
  })

  it('[R25] in a stand-in’s hand cannot remove the owner, close the room, or be passed on past the owner', () => {
    const table = stoodIn()
    const before = table.room
    for (const input of [
      { do: 'kick', by: 'm2', member: 'm1' },
      { do: 'leave', by: 'm2', member: 'm1' },
      { do: 'close', by: 'm2' },
      { do: 'transfer', by: 'm2', member: 'm3' },
    ] as const) {
      expect([input.do, codeOf(table.do(input))]).toEqual([input.do, 'standing-in'])
    }
    expect(table.room).toBe(before)
    table.must({ do: 'kick', by: 'm2', member: 'm3' })
    table.must({ do: 'lock', by: 'm2' })
    table.must({ do: 'transfer', by: 'm2', member: 'm1' })
    expect(table.view().room).not.toHaveProperty('owner')
    table.must({ do: 'close', by: 'm1' })
  })
})

describe('the big screen', () => {
  it('[R26] is silenced and given its voice back, in any phase', () => {
    const table = attended()
    expect(table.view().room).not.toHaveProperty('muted')
    for (const end of [false, true]) {
      if (end) table.must({ do: 'end', by: 'm1' })
      table.must({ do: 'mute', by: 'm1' })
      expect(table.view().room.muted).toBe(true)
      table.must({ do: 'unmute', by: 'm1' })
      expect(table.view().room).not.toHaveProperty('muted')
      expect(codeOf(table.do({ do: 'mute', by: 'm2' }))).toBe('not-host')
    }
  })
})

/** Joins from a network. */
function from(table: Table, network: string, name = `n${table.room.joined}`): number | string | undefined {
  const id = `m${table.room.joined + 1}`
  const done = table.do({ do: 'join', name, hash: `hash-of-${id}`, plays: true, network: `hash-of-${network}` })
  return typeof done === 'number' ? id : codeOf(done)
}

describe('a ban', () => {
  it('[R27] keeps newcomers from the same network out, and nobody who is in', () => {
    const table = new Table()
    expect(from(table, 'home')).toBe('m2')
    expect(from(table, 'home')).toBe('m3')
    expect(from(table, 'away')).toBe('m4')
    table.must({ do: 'kick', by: 'm1', member: 'm2', ban: true })
    expect(table.view().room.barred).toBe(true)
    expect(Object.keys(table.view().members)).toEqual(['m1', 'm3', 'm4'])
    expect(from(table, 'home')).toBe('kicked')
    expect(from(table, 'away')).toBe('m5')
    table.must({ do: 'rematch', by: 'm1' })
    expect(from(table, 'home')).toBe('kicked')
  })

  it('[R27] without its second half is of one token alone', () => {
    const table = new Table()
    from(table, 'home')
    table.must({ do: 'kick', by: 'm1', member: 'm2', ban: false })
    expect(table.view().room).not.toHaveProperty('barred')
    expect(from(table, 'home')).toBe('m3')
    // Nobody told where this one came from.
    const id = table.join('Bob')
    table.must({ do: 'kick', by: 'm1', member: id, ban: true })
    expect(table.view().room).not.toHaveProperty('barred')
  })

  it('[R27] is lifted for one, or for all networks', () => {
    const table = new Table()
    for (const network of ['home', 'home', 'away']) from(table, network)
    for (const member of ['m2', 'm3', 'm4']) table.must({ do: 'kick', by: 'm1', member, ban: true })
    const again = (id: string): string | undefined =>
      codeOf(table.do({ do: 'join', name: `again ${table.room.joined}`, hash: `hash-of-${id}`, plays: true }))
    table.must({ do: 'pardon', by: 'm1', member: 'm4' })
    expect(again('m4')).toBeUndefined()
    expect(from(table, 'away')).toBe('m6')
    // Somebody else from there is still not wanted.
    table.must({ do: 'pardon', by: 'm1', member: 'm2' })
    expect(from(table, 'home')).toBe('kicked')
    table.must({ do: 'pardon', by: 'm1' })
    expect(table.view().room).not.toHaveProperty('barred')
    expect(from(table, 'home')).toBe('m7')
    expect(again('m3')).toBe('kicked')
    for (const member of ['m2', 'm99', '__proto__']) {
      expect(codeOf(table.do({ do: 'pardon', by: 'm1', member }))).toBe('no-such-member')
    }
    expect(codeOf(table.do({ do: 'pardon', by: 'm6' }))).toBe('not-host')
  })

  it('[R27] shows no hash and no network in any view', () => {
    const table = new Table()
    from(table, 'home')
    from(table, 'home')
    table.must({ do: 'kick', by: 'm1', member: 'm2', ban: true })
    for (const who of [undefined, 'm1', 'm3']) {
      expect(JSON.stringify(table.freshView(who))).not.toMatch(/hash-of|network/)
    }
    expect(table.steps.map(({ step }) => step.update.text).join('')).not.toMatch(/hash-of|network/)
  })

  it(`[R27] is remembered for the newest ${BANS_PER_ROOM}`, () => {
    const table = new Table({ game: 'scoreboard' })
    for (let count = 0; count <= BANS_PER_ROOM; count++) {
      const id = from(table, `network-${count}`) as string
      table.must({ do: 'kick', by: 'm1', member: id, ban: true })
    }
    expect(from(table, 'network-0')).toMatch(/^m/)
    expect(from(table, 'network-1')).toBe('kicked')
  })
})

describe('who has gone', () => {
  it('[R28] keeps name and colour beside their score until the next match', () => {
    const table = attended()
    const { name, color } = table.view().members.m2 as { name: string; color: string }
    table.move('m2', 'draw')
    table.move('m2', 'play')
    table.must({ do: 'leave', by: 'm2', member: 'm2' })
    expect(table.view().scores).toHaveProperty('m2')
    expect(table.view().gone).toEqual({ m2: { name, color } })
    // Eve has no seat, and so no score.
    table.must({ do: 'leave', by: 'm5', member: 'm5' })
    table.must({ do: 'end', by: 'm1' })
    table.must({ do: 'leave', by: 'm3', member: 'm3' })
    expect(Object.keys(table.view().gone ?? {})).toEqual(
      ['m2', 'm3'].filter((id) => Object.hasOwn(table.view().scores, id)),
    )
    table.must({ do: 'rematch', by: 'm1' })
    expect(table.view()).not.toHaveProperty('gone')
  })

  it('[R28] leaves no name if they were removed', () => {
    const table = attended()
    table.move('m2', 'draw')
    table.move('m2', 'play')
    const { color } = table.view().members.m2 as { color: string }
    table.must({ do: 'kick', by: 'm1', member: 'm2' })
    expect(table.view().gone).toEqual({ m2: { color } })
  })

  it(`[R28] is remembered for the newest ${GONE_PER_MATCH}`, () => {
    const table = attended()
    const many = Array.from({ length: GONE_PER_MATCH }, (_, at) => [`m${at + 100}`, { color: '#000000' }])
    table.sight = { ...table.sight, room: { ...table.room, gone: Object.fromEntries(many) } }
    table.move('m2', 'draw')
    table.move('m2', 'play')
    table.must({ do: 'leave', by: 'm2', member: 'm2' })
    const gone = Object.keys(table.room.gone ?? {})
    expect([gone.length, gone[0], gone.at(-1)]).toEqual([GONE_PER_MATCH, 'm101', 'm2'])
  })
})

describe('the history of all this', () => {
  it('[G8] [R27] replays to the same room, and holds no hash, no key and no network', () => {
    const first: Room = { ...open(), networkKey: 'the-secret-key' }
    const table = new Table()
    table.sight = { ...table.sight, room: first }
    for (const network of ['home', 'home', 'away']) from(table, network)
    table.must({ do: 'start', by: 'm1', attended: true })
    table.must({ do: 'away' })
    table.must({ do: 'claim', by: 'm2', attended: true })
    table.must({ do: 'kick', by: 'm2', member: 'm3', ban: true })
    table.must({ do: 'mute', by: 'm2' })
    table.must({ do: 'claim', by: 'm1', attended: true })
    table.must({ do: 'kick', by: 'm1', member: 'm2', ban: true })
    table.must({ do: 'pardon', by: 'm1', member: 'm3' })
    table.must({ do: 'resume', by: 'm1', attended: true })
    table.must({ do: 'away' })
    table.must({ do: 'back' })
    const entries = table.steps.map(
      ({ input, step }): HistoryEntry => ({ version: step.sight.room.version, at: step.sight.room.at, input }),
    )
    for (const cut of [0, 6, 9]) {
      const begin = cut === 0 ? first : (table.steps[cut - 1] as Table['steps'][number]).step.sight.room
      const text = `${[...historyLines(begin, entries.slice(cut), table.room)].join('\n')}\n`
      expect(text).not.toMatch(/hash-of|the-secret-key|home/)
      const versions = [...replay(readHistory(text), findGame)]
      expect(versions.at(-1)?.room.version).toBe(table.room.version)
    }
  })
})
