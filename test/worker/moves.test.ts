import { describe, expect, it } from 'vitest'
import type { BatchDone } from '../../src/protocol/answer.ts'
import { accepted, ask, codeOf, control, join, move, type Opened, open, refusal, viewOf } from './support/room.ts'

const board = (): Promise<Opened> => open({ game: 'scoreboard' })
const set = (player: string, score: number): object => ({ name: 'set', args: { player, score } })
const batch = async (room: Opened, moves: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  ask(`${room.path}/moves`, { json: { moves }, token: room.token, headers })
const resultsOf = async (answer: Response): Promise<BatchDone['results']> => {
  expect(answer.status).toBe(200)
  return ((await answer.json()) as BatchDone).results
}
const rowsOf = async (room: Opened): Promise<number> => {
  const { runInDurableObject } = await import('cloudflare:test')
  return runInDurableObject(
    room.stub,
    (_room, { storage }) => storage.sql.exec<{ n: number }>('SELECT COUNT(*) AS n FROM log').one().n,
  )
}

describe('a move', () => {
  it('[M1] answers 200 with the version at which it took effect', async () => {
    const room = await board()
    const answer = await move(room, 'set', { player: 'ada', score: 3 })
    expect([answer.status, await answer.json()]).toEqual([200, { version: 2 }])
    expect(await viewOf(room)).toMatchObject({ version: 2, scores: { ada: 3 } })
  })

  it('[M2] is refused with a code, and a rejection with the game’s reason', async () => {
    const room = await board()
    expect(await codeOf(await move(room, 'dance'))).toBe('invalid')
    expect(await codeOf(await move(room, '__proto__'))).toBe('invalid')
    expect(await codeOf(await move(room, 'set', { player: 'ada', score: '3' }))).toBe('invalid')
    expect(await codeOf(await move(room, 'set', { player: 'ada', score: 3, more: 1 }))).toBe('invalid')
    const bob = await join(room, 'Bob')
    expect(await codeOf(await move(room, 'set', { player: 'ada', score: 3 }, { token: bob.token }))).toBe('not-host')
    expect(await refusal(await move(room, 'remove', { player: 'ada' }))).toMatchObject({
      status: 409,
      code: 'rejected',
      reason: 'no-such-player',
    })
    await accepted(control(room, { do: 'pause' }))
    expect(await codeOf(await move(room, 'set', { player: 'ada', score: 3 }))).toBe('wrong-phase')
  })

  it('[M2] of a player needs a seat', async () => {
    const room = await open()
    expect(await codeOf(await move(room, 'tap', { total: 1 }))).toBe('not-seated')
    const bob = await join(room, 'Bob')
    expect(await codeOf(await move(room, 'tap', { total: 1 }, { token: bob.token }))).toBe('wrong-phase')
    await accepted(control(room, { do: 'start' }))
    expect(await refusal(await move(room, 'tap', { total: 1 }, { token: bob.token }))).toMatchObject({
      reason: 'not-started',
    })
  })

  it('[M2] many at once each take effect once, in one order', async () => {
    const room = await board()
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => accepted(move(room, 'add', { player: 'ada', by: 1 }))),
    )
    expect([...answers].sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => index + 2))
    expect((await viewOf(room)).scores).toEqual({ ada: 30 })
  })
})

describe('a batch', () => {
  it('[M3] answers each move in its order, accepted or not, and is saved at once', async () => {
    const room = await board()
    const rows = await rowsOf(room)
    const results = await resultsOf(
      await batch(room, [set('ada', 1), { name: 'remove', args: { player: 'x' } }, { name: 'dance' }, set('bob', 2)]),
    )
    expect(results).toEqual([
      { version: 2 },
      { code: 'rejected', reason: 'no-such-player' },
      { code: 'invalid', detail: 'Scoreboard has no move "dance"' },
      { version: 3 },
    ])
    expect(await rowsOf(room)).toBe(rows + 1)
    expect((await viewOf(room)).scores).toEqual({ ada: 1, bob: 2 })
  })

  it('[M3] [L2] has 1 to 100 moves', async () => {
    const room = await board()
    const moves = Array.from({ length: 101 }, (_, index) => set(`n${index}`, index))
    expect(await codeOf(await batch(room, moves))).toBe('invalid')
    expect(await codeOf(await batch(room, []))).toBe('invalid')
    expect(await codeOf(await batch(room, 'all'))).toBe('invalid')
    expect(await resultsOf(await batch(room, moves.slice(1)))).toHaveLength(100)
    expect((await viewOf(room)).version).toBe(101)
  })

  it('[M3] of which none is accepted leaves the room as it is', async () => {
    const room = await board()
    const results = await resultsOf(await batch(room, [{ name: 'remove', args: { player: 'x' } }]))
    expect(results).toEqual([{ code: 'rejected', reason: 'no-such-player' }])
    expect((await viewOf(room)).version).toBe(1)
  })

  it('[M7] counts as one move per ten', async () => {
    const room = await board()
    const moves = Array.from({ length: 100 }, (_, index) => set(`n${index}`, index))
    const answers = await Promise.all(Array.from({ length: 5 }, () => batch(room, moves)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 429])
  })
})

describe('an Idempotency-Key', () => {
  const keyed = (key: string): { headers: Record<string, string> } => ({ headers: { 'Idempotency-Key': key } })

  it('[M4] has the same move answered the same, and applied once', async () => {
    const room = await board()
    for (const key of ['k', '__proto__', 'constructor', '~'.repeat(64)]) {
      const first = await (await move(room, 'add', { player: key.slice(0, 9), by: 1 }, keyed(key))).text()
      const again = await (await move(room, 'add', { player: key.slice(0, 9), by: 1 }, keyed(key))).text()
      expect(again).toBe(first)
    }
    expect(Object.values((await viewOf(room)).scores)).toEqual([1, 1, 1, 1])
  })

  it('[M4] holds for repeats that come while the first is being saved', async () => {
    const room = await board()
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => (await move(room, 'add', { player: 'ada', by: 1 }, keyed('k'))).text()),
    )
    expect(new Set(answers)).toEqual(new Set(['{"version":2}']))
    expect((await viewOf(room)).scores).toEqual({ ada: 1 })
  })

  it('[M4] remembers refusals, batches and controls too', async () => {
    const room = await board()
    const refused = await (await move(room, 'remove', { player: 'ada' }, keyed('a'))).text()
    await accepted(move(room, 'set', { player: 'ada', score: 1 }))
    expect(await (await move(room, 'remove', { player: 'ada' }, keyed('a'))).text()).toBe(refused)
    const done = await (await batch(room, [{ name: 'add', args: { player: 'ada', by: 1 } }], keyed('b').headers)).text()
    expect(
      await (await batch(room, [{ name: 'add', args: { player: 'ada', by: 1 } }], keyed('b').headers)).text(),
    ).toBe(done)
    expect((await viewOf(room)).scores).toEqual({ ada: 2 })
    const asking = { json: { do: 'pause' }, token: room.token, ...keyed('c') }
    const paused = await (await ask(`${room.path}/controls`, asking)).text()
    expect(await (await ask(`${room.path}/controls`, asking)).text()).toBe(paused)
  })

  it('[M4] is each member’s own', async () => {
    const room = await open({ name: 'Ada' })
    const bob = await join(room, 'Bob')
    await accepted(ask(`${room.path}/controls`, { json: { do: 'lock' }, token: room.token, ...keyed('k') }))
    const his = await ask(`${room.path}/controls`, { json: { do: 'lock' }, token: bob.token, ...keyed('k') })
    expect(await codeOf(his)).toBe('not-host')
  })

  it('[M4] is remembered for the newest 64 of a member', async () => {
    const room = await board()
    const moves = [{ name: 'add', args: { player: 'ada', by: 1 } }]
    for (let count = 0; count < 33; count++) await batch(room, moves, keyed(`k${count}`).headers)
    await batch(room, moves, keyed('k0').headers)
    expect((await viewOf(room)).scores).toEqual({ ada: 33 })
    // Controls count neither against the rate nor are they many, so the rest are those.
    for (let count = 33; count < 65; count++) {
      await ask(`${room.path}/controls`, { json: { do: 'lock' }, token: room.token, ...keyed(`k${count}`) })
    }
    await batch(room, moves, keyed('k1').headers)
    expect((await viewOf(room)).scores).toEqual({ ada: 33 })
    await batch(room, moves, keyed('k0').headers)
    expect((await viewOf(room)).scores).toEqual({ ada: 34 })
  })

  it('[M6] is ignored from a spectator, who has nothing to apply', async () => {
    const room = await board()
    const asking = { token: undefined, ...keyed('k') }
    expect(await codeOf(await move(room, 'dance', {}, asking))).toBe('invalid')
    expect(await codeOf(await move(room, 'status', { text: 'x' }, asking))).toBe('not-host')
  })

  it('[M4] has 1 to 64 visible ASCII characters', async () => {
    const room = await board()
    for (const key of ['', 'a b', 'x'.repeat(65)]) {
      expect(await codeOf(await move(room, 'add', { player: 'ada', by: 1 }, keyed(key)))).toBe('invalid')
      const answer = await ask(`${room.path}/controls`, { json: { do: 'lock' }, token: room.token, ...keyed(key) })
      expect(await codeOf(answer)).toBe('invalid')
    }
  })
})

describe('the rate of moves', () => {
  it('[M7] [L4] is 40 at once, then 429 with Retry-After; other members are not slowed', async () => {
    const room = await open({ name: 'Ada' })
    const bob = await join(room, 'Bob')
    const answers = await Promise.all(Array.from({ length: 60 }, () => move(room, 'tap', { total: 1 })))
    const slowed = answers.filter(({ status }) => status === 429)
    // A slow machine earns some moves back while it answers.
    expect(slowed.length).toBeGreaterThan(5)
    expect(slowed.length).toBeLessThanOrEqual(20)
    for (const answer of slowed) {
      expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThanOrEqual(1)
      expect(await codeOf(answer)).toBe('too-many-requests')
    }
    expect(await codeOf(await move(room, 'tap', { total: 1 }, { token: bob.token }))).toBe('wrong-phase')
  })

  it('[M5] being too fast is not remembered for a key', async () => {
    const room = await board()
    const headers = { 'Idempotency-Key': 'k' }
    const moves = Array.from({ length: 100 }, () => ({ name: 'add', args: { player: 'ada', by: 1 } }))
    await Promise.all(Array.from({ length: 4 }, () => batch(room, moves)))
    let answer = await batch(room, moves.slice(0, 10), headers)
    let tries = 1
    while (answer.status === 429) {
      answer = await batch(room, moves.slice(0, 10), headers)
      tries += 1
    }
    expect(tries).toBeGreaterThan(1)
    expect(await resultsOf(answer)).toHaveLength(10)
    expect((await viewOf(room)).scores).toEqual({ ada: 410 })
  })
})
