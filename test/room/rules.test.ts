import { describe, expect, it } from 'vitest'
import type { Input } from '../../src/room/room.ts'
import { BEGIN, codeOf, PROGRAM, Table } from '../support/table.ts'

type Phase = 'lobby' | 'playing' | 'paused' | 'over'

/** A room in a phase: Ada (m1) is the host, Bob (m2) plays, Cy (m3) plays. */
function roomIn(phase: Phase): Table {
  const table = new Table()
  table.join('Bob')
  table.join('Cy')
  if (phase === 'lobby') return table
  table.must({ do: 'start', by: 'm1' })
  if (phase === 'paused') table.must({ do: 'pause', by: 'm1' })
  if (phase === 'over') table.must({ do: 'end', by: 'm1' })
  return table
}

const PHASES: readonly Phase[] = ['lobby', 'playing', 'paused', 'over']

describe('controls', () => {
  const TABLE: ReadonlyArray<readonly [Input, Readonly<Record<Phase, Phase | 'refused'>>]> = [
    [
      { do: 'start', by: 'm1' },
      { lobby: 'playing', playing: 'refused', paused: 'refused', over: 'refused' },
    ],
    [
      { do: 'pause', by: 'm1' },
      { lobby: 'refused', playing: 'paused', paused: 'refused', over: 'refused' },
    ],
    [
      { do: 'resume', by: 'm1' },
      { lobby: 'refused', playing: 'refused', paused: 'playing', over: 'refused' },
    ],
    [
      { do: 'end', by: 'm1' },
      { lobby: 'refused', playing: 'over', paused: 'over', over: 'refused' },
    ],
    [
      { do: 'rematch', by: 'm1' },
      { lobby: 'lobby', playing: 'refused', paused: 'refused', over: 'lobby' },
    ],
    [
      { do: 'lock', by: 'm1' },
      { lobby: 'lobby', playing: 'playing', paused: 'paused', over: 'over' },
    ],
    [
      { do: 'unlock', by: 'm1' },
      { lobby: 'lobby', playing: 'playing', paused: 'paused', over: 'over' },
    ],
    [
      { do: 'close', by: 'm1' },
      { lobby: 'lobby', playing: 'playing', paused: 'paused', over: 'over' },
    ],
    [
      { do: 'kick', by: 'm1', member: 'm2' },
      { lobby: 'lobby', playing: 'playing', paused: 'paused', over: 'over' },
    ],
    [
      { do: 'transfer', by: 'm1', member: 'm2' },
      { lobby: 'lobby', playing: 'playing', paused: 'paused', over: 'over' },
    ],
  ]
  for (const [input, after] of TABLE) {
    for (const phase of PHASES) {
      it(`[R14] ${input.do} in ${phase}: ${after[phase]}`, () => {
        const table = roomIn(phase)
        const before = table.sight
        const done = table.do(input)
        if (after[phase] === 'refused') {
          expect(codeOf(done)).toBe('wrong-phase')
          expect(table.sight).toBe(before)
        } else {
          expect(done).toBe(before.room.version + 1)
          expect(table.phase).toBe(after[phase])
        }
      })
    }
    it(`[R14] ${input.do} is the host’s alone`, () => {
      for (const by of ['m2', 'm99', '__proto__', 'constructor', undefined]) {
        const table = roomIn('playing')
        expect(codeOf(table.do({ ...input, by } as Input))).toBe('not-host')
      }
    })
  }

  it('[R14] start needs as many seated players as the game', () => {
    const table = new Table({ game: 'duel' })
    expect(codeOf(table.do({ do: 'start', by: 'm1' }))).toBe('too-few-players')
    table.join('Bob')
    table.must({ do: 'start', by: 'm1' })
    const alone = new Table({ host: '' })
    expect(codeOf(alone.do({ do: 'start', by: 'm1' }))).toBe('too-few-players')
  })

  it('[M8] a set-up that throws or rejects leaves the lobby as it was', () => {
    for (const [setup, code] of [
      ['throws', 'broken-rule'],
      ['rejects', 'rejected'],
    ] as const) {
      const table = new Table({ options: { setup } })
      const before = table.room
      expect(codeOf(table.do({ do: 'start', by: 'm1' }))).toBe(code)
      expect(table.room).toBe(before)
    }
  })

  it('[R15] a rematch leads back to the lobby with the same people; the next match has its own number and chance', () => {
    const table = roomIn('over')
    const first = table.match.state
    table.must({ do: 'rematch', by: 'm1' })
    expect(table.view().room).toMatchObject({ phase: 'lobby', match: 2 })
    expect(table.view().state).toEqual({})
    expect(table.view().scores).toEqual({})
    table.must({ do: 'start', by: 'm1' })
    expect(table.view().room).toMatchObject({ phase: 'playing', match: 2 })
    expect(JSON.stringify(table.match.state)).not.toBe(JSON.stringify(first))
  })

  it('[R15] a rematch may take other options or another game, and checks them', () => {
    const table = roomIn('over')
    table.must({ do: 'rematch', by: 'm1', options: { cards: 5 } })
    expect(table.room.options).toEqual({ cards: 5 })
    table.must({ do: 'rematch', by: 'm1' })
    expect(table.room.options).toEqual({ cards: 5 })
    expect(codeOf(table.do({ do: 'rematch', by: 'm1', options: { cards: 0 } }))).toBe('invalid')
    expect(codeOf(table.do({ do: 'rematch', by: 'm1', game: 'chess' }))).toBe('unknown-game')
    expect(codeOf(table.do({ do: 'rematch', by: 'm1', game: 'constructor' }))).toBe('unknown-game')
    table.must({ do: 'rematch', by: 'm1', game: 'tap-race' })
    expect(table.room.options).toMatchObject({ seconds: 20 })
    table.must({ do: 'rematch', by: 'm1', game: 'scoreboard' })
    expect(table.phase).toBe('playing')
  })

  it('[R15] a rematch seats people as the game says, and those it does not name in the order of joining', () => {
    const table = new Table({ game: 'duel' })
    for (const name of ['Bob', 'Cy', 'Di']) table.join(name)
    table.must({ do: 'start', by: 'm1' })
    expect(table.view().members).toMatchObject({ m1: { player: true }, m2: { player: true }, m3: { player: false } })
    expect(table.move('m2', 'win')).toBeTypeOf('number')
    table.must({ do: 'rematch', by: 'm1' })
    table.must({ do: 'start', by: 'm1' })
    expect(table.view().state).toEqual({ seats: ['m2', 'm3'] })
    expect(Object.keys(table.room.members)).toEqual(['m1', 'm2', 'm3', 'm4'])
  })

  it('[R16] the host cannot remove themselves, nor anyone who is not there', () => {
    const table = roomIn('lobby')
    expect(codeOf(table.do({ do: 'kick', by: 'm1', member: 'm1' }))).toBe('invalid')
    for (const member of ['m99', 'constructor', '__proto__', 'toString']) {
      expect(codeOf(table.do({ do: 'kick', by: 'm1', member }))).toBe('no-such-member')
      expect(codeOf(table.do({ do: 'transfer', by: 'm1', member }))).toBe('no-such-member')
      expect(codeOf(table.do({ do: 'leave', by: 'm1', member }))).toBe('no-such-member')
    }
  })

  it('[R16] the host’s rights go to another member, not to a bot, and the old host has none', () => {
    const table = roomIn('lobby')
    const bot = table.join('Bot', { bot: true })
    expect(codeOf(table.do({ do: 'transfer', by: 'm1', member: bot }))).toBe('invalid')
    table.must({ do: 'transfer', by: 'm1', member: 'm2' })
    expect(table.view().members).toMatchObject({ m1: { host: false }, m2: { host: true } })
    expect(codeOf(table.do({ do: 'lock', by: 'm1' }))).toBe('not-host')
    table.must({ do: 'lock', by: 'm2' })
  })

  it('[R17] a closed room refuses everything', () => {
    const table = roomIn('playing')
    table.must({ do: 'close', by: 'm1' })
    const inputs: Input[] = [
      { do: 'join', name: 'Di', hash: 'h', plays: true },
      { do: 'leave', by: 'm2', member: 'm2' },
      { do: 'move', by: 'm2', name: 'draw', args: {} },
      { do: 'timer', name: 'tick' },
      { do: 'close', by: 'm1' },
    ]
    for (const input of inputs) expect(codeOf(table.do(input))).toBe('closed')
  })
})

describe('members', () => {
  it('[R3] the one who opens the room is its host, with a seat if they gave a name', () => {
    expect(new Table().view().members).toEqual({
      m1: { name: 'Ada', color: expect.stringMatching(/^#[0-9a-f]{6}$/) as string, host: true, player: true },
    })
    expect(new Table({ host: '' }).view().members.m1).toMatchObject({ name: 'Host', host: true, player: false })
  })

  it('[R7] joining is refused in this order: removed, locked, full, name taken', () => {
    const table = new Table({ capacity: 3 })
    table.join('Bob')
    table.must({ do: 'kick', by: 'm1', member: 'm2' })
    table.join('Cy')
    table.join('Di')
    table.must({ do: 'lock', by: 'm1' })
    const join = (hash: string, name: string): string | undefined =>
      codeOf(table.do({ do: 'join', name, hash, plays: true }))
    expect(join('hash-of-m2', 'ADA')).toBe('kicked')
    expect(join('new', 'ADA')).toBe('locked')
    table.must({ do: 'unlock', by: 'm1' })
    expect(join('new', 'ADA')).toBe('full')
    table.must({ do: 'leave', by: 'm4', member: 'm4' })
    expect(join('new', 'ＡDA')).toBe('name-taken')
    expect(join('new', 'Eve')).toBeUndefined()
    expect(table.view().members.m5).toMatchObject({ name: 'Eve' })
  })

  it('[R8] a name is free again once its bearer has gone', () => {
    const table = new Table()
    table.join('Bob')
    table.must({ do: 'leave', by: 'm2', member: 'm2' })
    expect(table.join('bob')).toBe('m3')
  })

  it('[R9] in the lobby seats go by the order of joining, and to the next when one is given back', () => {
    const table = new Table({ game: 'duel' })
    for (const name of ['Bob', 'Cy', 'Di']) table.join(name)
    const seated = (): string[] =>
      Object.entries(table.view().members)
        .filter(([, member]) => member.player)
        .map(([id]) => id)
    expect(seated()).toEqual(['m1', 'm2'])
    table.must({ do: 'leave', by: 'm1', member: 'm1' })
    expect(seated()).toEqual(['m2', 'm3'])
  })

  it('[R10] who comes late sits down at once where the game takes them and has a seat, else watches until the rematch', () => {
    const table = roomIn('playing')
    expect(table.join('Late')).toBe('m4')
    expect(table.view().members.m4).toMatchObject({ player: false })
    table.must({ do: 'leave', by: 'm2', member: 'm2' })
    table.join('Later')
    expect(table.view().members.m5).toMatchObject({ player: true })
    expect(table.view().state).toMatchObject({ counts: { m5: 0 } })
    const duel = new Table({ game: 'duel' })
    duel.join('Bob')
    duel.must({ do: 'start', by: 'm1' })
    duel.must({ do: 'leave', by: 'm2', member: 'm2' })
    duel.join('Cy')
    expect(duel.view().members.m3).toMatchObject({ player: false })
    duel.must({ do: 'end', by: 'm1' })
    duel.join('Di')
    expect(duel.view().members.m4).toMatchObject({ player: false })
    duel.must({ do: 'rematch', by: 'm1' })
    expect(duel.view().members).toMatchObject({ m1: { player: false }, m3: { player: true }, m4: { player: true } })
  })

  it('[R10] someone who joins while the match is paused sits down too', () => {
    const table = new Table()
    table.must({ do: 'start', by: 'm1' })
    table.must({ do: 'pause', by: 'm1' })
    table.join('Bob')
    expect(table.view().members.m2).toMatchObject({ player: true })
  })

  it('[R11] one leaves oneself; only the host removes others', () => {
    const table = roomIn('lobby')
    expect(codeOf(table.do({ do: 'leave', by: 'm2', member: 'm3' }))).toBe('not-host')
    expect(codeOf(table.do({ do: 'leave', by: undefined, member: 'm3' }))).toBe('not-host')
    table.must({ do: 'leave', by: 'm2', member: 'm2' })
    expect(table.room.banned).toEqual({})
    table.must({ do: 'leave', by: 'm1', member: 'm3' })
    expect(table.room.banned).toEqual({ m3: { hash: 'hash-of-m3' } })
    expect(table.room.tokens).toEqual({ 'hash-of-m1': 'm1' })
  })

  it('[T6] the newest 1000 removed tokens are remembered', () => {
    const table = new Table({ game: 'scoreboard' })
    for (let count = 0; count < 1005; count++) {
      const id = table.join(`n${count}`)
      table.must({ do: 'kick', by: 'm1', member: id })
    }
    const banned = Object.keys(table.room.banned)
    expect(banned).toHaveLength(1000)
    expect([banned[0], banned.at(-1)]).toEqual(['m7', 'm1006'])
  })

  it('[R12] when the host leaves, the one who came first follows; never a bot', () => {
    const table = new Table()
    table.join('Bot', { bot: true })
    table.join('Cy')
    table.join('Di')
    table.must({ do: 'leave', by: 'm1', member: 'm1' })
    expect(table.room.host).toBe('m3')
    table.must({ do: 'leave', by: 'm3', member: 'm3' })
    table.must({ do: 'leave', by: 'm4', member: 'm4' })
    expect(table.room.host).toBeUndefined()
    expect(codeOf(table.do({ do: 'start', by: 'm2' }))).toBe('not-host')
    table.join('Bot too', { bot: true })
    expect(table.room.host).toBeUndefined()
    expect(table.join('Eve')).toBe(table.room.host)
  })

  it('[R13] a room that was opened for nobody never has a host', () => {
    const table = new Table({ game: 'scoreboard', host: undefined })
    table.join('Mallory')
    expect(table.room.host).toBeUndefined()
    expect(table.view().members.m1).toMatchObject({ host: false })
    expect(codeOf(table.do({ do: 'close', by: 'm1' }))).toBe('not-host')
    expect(table.move(PROGRAM, 'status', { text: 'on' })).toBe(3)
  })

  it('[R11] nobody is kept from leaving by rules that fail on it', () => {
    const table = roomIn('playing')
    table.must({ do: 'move', by: 'm1', name: 'wind', args: { ms: 0, timer: 'tock' } })
    table.must({ do: 'move', by: 'm1', name: 'still', args: {} })
    table.must({ do: 'move', by: 'm1', name: 'wind', args: { ms: 1, timer: 'tock' } })
    table.wait(1)
    const { state } = table.match
    table.must({ do: 'leave', by: 'm2', member: 'm2' })
    expect(Object.keys(table.view().members)).toEqual(['m1', 'm3'])
    expect(table.match.state).toBe(state)
  })
})

describe('moves', () => {
  it('[M2] what a move is comes first, then who makes it, then the phase, then the rules', () => {
    const table = roomIn('lobby')
    expect(codeOf(table.move(undefined, 'dance'))).toBe('invalid')
    for (const name of ['constructor', '__proto__', 'toString']) expect(codeOf(table.move('m1', name))).toBe('invalid')
    expect(codeOf(table.move(undefined, 'draw', { more: 1 }))).toBe('invalid')
    expect(codeOf(table.move(undefined, 'draw'))).toBe('not-seated')
    expect(codeOf(table.move(undefined, 'shout'))).toBe('not-a-member')
    expect(codeOf(table.move('constructor', 'shout'))).toBe('not-a-member')
    expect(codeOf(table.move('m2', 'still'))).toBe('not-host')
    expect(codeOf(table.move('m2', 'draw'))).toBe('wrong-phase')
    table.must({ do: 'start', by: 'm1' })
    expect(table.move('m2', 'play', { index: 7 })).toEqual({ refusal: { code: 'rejected', reason: 'no-such-card' } })
    table.must({ do: 'pause', by: 'm1' })
    expect(codeOf(table.move('m2', 'draw'))).toBe('wrong-phase')
  })

  it('[M2] a host without a seat makes the host’s moves and none of a player’s', () => {
    const table = new Table({ host: '' })
    table.join('Bob')
    table.must({ do: 'start', by: 'm1' })
    expect(table.move('m1', 'still')).toBeTypeOf('number')
    expect(table.move('m1', 'shout')).toBeTypeOf('number')
    expect(codeOf(table.move('m1', 'draw'))).toBe('not-seated')
  })

  const FAILS = [
    'reject',
    'throw',
    'null',
    'nan',
    'hole',
    'not-an-object',
    'view',
    'view-null',
    'mine',
    'forever',
  ] as const
  for (const how of FAILS) {
    it(`[G9] [M8] a move that goes wrong by ${how} leaves no trace in state, chance or timers`, () => {
      const table = roomIn('playing')
      const before = JSON.stringify(table.room)
      const { sight } = table
      const done = table.move('m2', 'fail', { how })
      expect(done).toEqual({
        refusal: how === 'reject' ? { code: 'rejected', reason: 'as-asked' } : { code: 'broken-rule' },
      })
      expect(table.sight).toBe(sight)
      expect(JSON.stringify(table.room)).toBe(before)
      table.must({ do: 'move', by: 'm2', name: 'draw', args: {} })
    })
  }

  it('[L5] a refusal quotes at most 200 characters of what was sent', () => {
    const table = roomIn('playing')
    const done = table.move('m2', 'draw', { ['x'.repeat(15_000)]: 1 })
    expect(JSON.stringify(done).length).toBeLessThan(400)
  })

  it('[R20] an outcome ends the match and stops its clock and timers', () => {
    const table = roomIn('playing')
    table.wait(2500)
    for (let count = 0; count < 5; count++) {
      table.must({ do: 'move', by: 'm2', name: 'draw', args: {} })
      table.must({ do: 'move', by: 'm2', name: 'play', args: {} })
    }
    expect(table.view().room).toMatchObject({ phase: 'over', clock: { stopped: 2500 }, outcome: { winners: ['m2'] } })
    expect(table.match.timers).toEqual({})
  })
})

describe('the match clock', () => {
  const ticks = (table: Table): number => (table.view().state as unknown as { ticks: number[] }).ticks.length

  it('[R18] runs from 0 at the start, and a pause stops it and every timer', () => {
    const table = roomIn('lobby')
    table.now += 5000
    table.must({ do: 'start', by: 'm1' })
    expect(table.view().room.clock).toEqual({ zero: BEGIN + 5000 })
    table.wait(1999)
    expect(ticks(table)).toBe(1)
    table.must({ do: 'pause', by: 'm1' })
    expect(table.view().room.clock).toEqual({ stopped: 1999 })
    table.wait(60_000)
    expect(ticks(table)).toBe(1)
    table.must({ do: 'resume', by: 'm1' })
    expect(table.view().room.clock).toEqual({ zero: table.now - 1999 })
    expect(ticks(table)).toBe(1)
    table.wait(1)
    expect(ticks(table)).toBe(2)
    table.wait(1000)
    expect(ticks(table)).toBe(3)
  })

  it('[M9] timers run in the order they are due, of two at once by name', () => {
    const table = roomIn('playing')
    table.must({ do: 'move', by: 'm1', name: 'wind', args: { ms: 1000, timer: 'tock' } })
    table.must({ do: 'move', by: 'm1', name: 'wind', args: { ms: 500, timer: 'boom' } })
    const from = table.steps.length
    table.wait(2000)
    expect(table.steps.slice(from).map(({ input }) => input)).toEqual([
      { do: 'timer', name: 'boom' },
      { do: 'timer', name: 'tick' },
      { do: 'timer', name: 'tock' },
      { do: 'timer', name: 'tick' },
    ])
  })

  it('[M9] a timer set again is moved, one called off does not ring, one that is unknown breaks the rule', () => {
    const table = roomIn('playing')
    table.must({ do: 'move', by: 'm1', name: 'wind', args: { ms: 5000, timer: 'tick' } })
    table.wait(4999)
    expect(ticks(table)).toBe(0)
    table.wait(1)
    expect(ticks(table)).toBe(1)
    table.must({ do: 'move', by: 'm1', name: 'still', args: {} })
    table.wait(100_000)
    expect(ticks(table)).toBe(1)
    expect(codeOf(table.move('m1', 'wind', { ms: 1, timer: 'nope' }))).toBe('broken-rule')
    expect(codeOf(table.move('m1', 'wind', { ms: -1, timer: 'tick' }))).toBe('broken-rule')
  })

  for (const timer of ['boom', 'spoil'] as const) {
    it(`[G9] a timer whose rule goes wrong (${timer}) rings once and changes nothing else`, () => {
      const table = roomIn('playing')
      table.must({ do: 'move', by: 'm1', name: 'still', args: {} })
      table.must({ do: 'move', by: 'm1', name: 'wind', args: { ms: 10, timer } })
      const { state } = table.match
      table.wait(10_000)
      expect(table.match.state).toBe(state)
      expect(table.match.timers).toEqual({})
      expect(table.steps.at(-1)?.input).toEqual({ do: 'timer', name: timer })
    })
  }

  it('[G8] a clock that goes back counts as standing still', () => {
    const table = roomIn('playing')
    table.wait(500)
    table.must({ do: 'move', by: 'm2', name: 'draw', args: {} })
    const { at } = table.room
    table.now -= 3_600_000
    table.must({ do: 'move', by: 'm2', name: 'draw', args: {} })
    expect(table.room.at).toBe(at)
    table.must({ do: 'pause', by: 'm1' })
    expect(table.view().room.clock).toEqual({ stopped: 500 })
  })
})
