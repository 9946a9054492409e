import { abortAllDurableObjects, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { CHECKPOINT_SAVES } from '../../src/protocol/limits.ts'
import {
  accepted,
  ask,
  codeOf,
  control,
  fold,
  join,
  move,
  type Opened,
  open,
  refusal,
  stubOf,
  Viewer,
  versionOf,
  viewOf,
} from './support/room.ts'

afterEach(() => {
  vi.useRealTimers()
})

const board = (): Promise<Opened> => open({ game: 'scoreboard' })
const keyed = (key: string): { headers: Record<string, string> } => ({ headers: { 'Idempotency-Key': key } })
const later = (ms: number): void => void vi.setSystemTime(Date.now() + ms)
const alarmOf = (room: Opened): Promise<number | null> =>
  runInDurableObject(room.stub, (_room, { storage }) => storage.getAlarm())
const rows = (room: Opened, table: string): Promise<number> =>
  runInDurableObject(
    room.stub,
    (_room, { storage }) => storage.sql.exec<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`).one().n,
  )

describe('a restart', () => {
  it('[G2] keeps the room, its members, their tokens and the match as they were', async () => {
    const room = await open({ name: 'Ada', options: { seconds: 60 } })
    const bob = await join(room, 'Bob')
    await join(room, 'Cy')
    await accepted(control(room, { do: 'kick', member: 'm3' }))
    await accepted(control(room, { do: 'lock' }))
    await accepted(control(room, { do: 'start' }))
    await accepted(control(room, { do: 'pause' }))
    const before = await viewOf(room, bob.token)
    await abortAllDurableObjects()
    expect(await viewOf(room, bob.token)).toEqual(before)
    expect(await codeOf(await ask(`${room.path}/members`, { json: { name: 'Di' } }))).toBe('locked')
    await accepted(control(room, { do: 'resume' }))
    expect((await viewOf(room)).room.phase).toBe('playing')
  })

  it('[G2] [M5] keeps every acknowledged move, once, and the answers to keys', async () => {
    const room = await board()
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, index) =>
        (await move(room, 'add', { player: 'ada', by: 1 }, keyed(`k${index}`))).text(),
      ),
    )
    const refused = await (await move(room, 'remove', { player: 'x' }, keyed('r'))).text()
    await abortAllDurableObjects()
    expect((await viewOf(room)).scores).toEqual({ ada: 20 })
    for (const [index, answer] of answers.entries()) {
      expect(await (await move(room, 'add', { player: 'ada', by: 1 }, keyed(`k${index}`))).text()).toBe(answer)
    }
    expect(await (await move(room, 'remove', { player: 'x' }, keyed('r'))).text()).toBe(refused)
    expect((await viewOf(room)).scores).toEqual({ ada: 20 })
  })

  it('[M5] keeps the answers to keys however many saves of others come between', async () => {
    const room = await open({ name: 'Ada' })
    const asking = { json: { do: 'lock' }, token: room.token, ...keyed('k') }
    const first = await accepted(ask(`${room.path}/controls`, asking))
    for (let count = 0; count < 3 * CHECKPOINT_SAVES; count++) await accepted(control(room, { do: 'unlock' }))
    await abortAllDurableObjects()
    expect(await accepted(ask(`${room.path}/controls`, asking))).toBe(first)
    expect((await viewOf(room)).room.locked).toBe(false)
  })

  it('[S6] [G3] [G4] lets a stream resume with exactly the updates it missed', async () => {
    const room = await board()
    const viewer = await Viewer.open(room)
    for (let score = 1; score <= 9; score++) await accepted(move(room, 'set', { player: `n${score % 3}`, score }))
    const events = await viewer.upTo(10)
    await viewer.close()
    await abortAllDurableObjects()
    const back = await Viewer.open(room, { headers: { 'Last-Event-ID': events[4]?.id ?? '' } })
    expect((await back.upTo(10)).map(({ event, data, id }) => ({ event, data, id }))).toEqual(events.slice(5))
    await accepted(move(room, 'set', { player: 'ada', score: 1 }))
    await back.upTo(11)
    expect(fold(back.durable, fold(events.slice(0, 5)))).toEqual(await viewOf(room))
    await back.close()
  })

  for (const saves of [
    CHECKPOINT_SAVES - 1,
    CHECKPOINT_SAVES,
    CHECKPOINT_SAVES + 1,
    2 * CHECKPOINT_SAVES,
    3 * CHECKPOINT_SAVES + 5,
  ]) {
    it(`[G2] [S6] finds the room after ${saves} saves, and can still catch up whoever saw the one before the last 64`, async () => {
      const room = await board()
      const viewer = await Viewer.open(room)
      await viewer.next('snapshot')
      for (let count = 1; count <= saves; count++) await accepted(control(room, { do: count % 2 ? 'lock' : 'unlock' }))
      const events = await viewer.upTo(saves + 1)
      await viewer.close()
      const before = await viewOf(room)
      expect(await rows(room, 'checkpoint')).toBe(Math.min(3, 1 + Math.floor(saves / CHECKPOINT_SAVES)))
      await abortAllDurableObjects()
      expect(await viewOf(room)).toEqual(before)
      const from = Math.max(0, saves - CHECKPOINT_SAVES)
      const back = await Viewer.open(room, { headers: { 'Last-Event-ID': events[from]?.id ?? '' } })
      expect(await back.upTo(saves + 1)).toEqual(events.slice(from + 1))
      await back.close()
      await accepted(move(room, 'set', { player: 'ada', score: 1 }))
      await abortAllDurableObjects()
      expect(await viewOf(room)).toMatchObject({ version: saves + 2, scores: { ada: 1 } })
    })
  }

  it('[G2] again and again changes nothing', async () => {
    const room = await open({ name: 'Ada' })
    for (let count = 0; count < 6; count++) {
      await accepted(control(room, { do: count % 2 ? 'unlock' : 'lock' }))
      await join(room, `n${count}`).catch(() => undefined)
      const before = await viewOf(room, room.token)
      await abortAllDurableObjects()
      expect(await viewOf(room, room.token)).toEqual(before)
    }
  })

  it('[R17] leaves a closed room closed', async () => {
    const room = await open()
    await accepted(control(room, { do: 'close' }))
    await abortAllDurableObjects()
    expect(await codeOf(await ask(room.path))).toBe('closed')
    expect((await ask(`${room.path}/stream`, { headers: { 'Last-Event-ID': 'x' } })).status).toBe(204)
  })

  it('[R1] leaves a code that nobody opened without a trace', async () => {
    const stub = stubOf('ZZZZZ')
    expect((await ask('/api/rooms/ZZZZZ')).status).toBe(404)
    expect(
      await runInDurableObject(stub, (_room, { storage }) =>
        storage.sql.exec('SELECT name FROM sqlite_master').toArray(),
      ),
    ).toEqual([])
    expect(await runInDurableObject(stub, (_room, { storage }) => storage.getAlarm())).toBeNull()
  })
})

describe('the alarm', () => {
  it('[M9] is set to the next timer, earlier when one comes earlier, and runs it', async () => {
    const room = await open({ name: 'Ada', options: { seconds: 5 } })
    const opened = (await viewOf(room)).at
    expect(await alarmOf(room)).toBe(opened + 24 * 3_600_000)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
    await accepted(control(room, { do: 'start' }))
    const started = (await viewOf(room)).at
    expect(await alarmOf(room)).toBe(started + 3000)
    later(3000)
    expect(await runDurableObjectAlarm(room.stub)).toBe(true)
    expect(await viewOf(room)).toMatchObject({ at: started + 3000, state: { stage: 'racing' } })
    expect(await alarmOf(room)).toBe(started + 8000)
    later(5000)
    await runDurableObjectAlarm(room.stub)
    expect((await viewOf(room)).room).toMatchObject({ phase: 'over', clock: { stopped: 8000 } })
  })

  it('[M9] that comes late, or a request that comes first, runs each timer at its own time', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
    for (const how of ['alarm', 'request'] as const) {
      const room = await open({ name: 'Ada', options: { seconds: 5 } })
      const viewer = await Viewer.open(room)
      await accepted(control(room, { do: 'start' }))
      const started = (await viewOf(room)).at
      later(60_000)
      if (how === 'alarm') await runDurableObjectAlarm(room.stub)
      else expect(await refusal(await move(room, 'tap', { total: 1 }))).toMatchObject({ code: 'wrong-phase' })
      expect((await viewer.upTo(4)).map((event) => (JSON.parse(event.data) as { at: number }).at).slice(1)).toEqual([
        started,
        started + 3000,
        started + 8000,
      ])
      await viewer.close()
      expect(await viewOf(room)).toMatchObject({ at: started + 8000, room: { phase: 'over' } })
    }
  })

  it('[R18] [M9] does nothing to a paused match, across a restart too', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
    const room = await open({ name: 'Ada', options: { seconds: 5 } })
    await accepted(control(room, { do: 'start' }))
    later(1000)
    await accepted(control(room, { do: 'pause' }))
    later(60_000)
    await abortAllDurableObjects()
    await runDurableObjectAlarm(room.stub)
    expect(await viewOf(room)).toMatchObject({
      room: { phase: 'paused', clock: { stopped: 1000 } },
      state: { stage: 'countdown' },
    })
    const resumed = await accepted(control(room, { do: 'resume' }))
    expect(resumed).toBe(4)
    expect(await alarmOf(room)).toBe(Date.now() + 2000)
    later(2000)
    await runDurableObjectAlarm(room.stub)
    expect((await viewOf(room)).state).toMatchObject({ stage: 'racing' })
  })

  it('[M9] runs timers that came due while the object was away', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
    const room = await open({ name: 'Ada', options: { seconds: 5 } })
    await accepted(control(room, { do: 'start' }))
    await abortAllDurableObjects()
    later(3500)
    expect((await viewOf(room)).state).toMatchObject({ stage: 'racing', until: 8000 })
  })

  it('[R19] deletes the room 24 h after its last action; its code is free then', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
    const room = await open({ name: 'Ada' })
    const viewer = await Viewer.open(room)
    const { id } = await viewer.next('snapshot')
    later(23 * 3_600_000)
    await accepted(control(room, { do: 'lock' }))
    later(3_600_000)
    await runDurableObjectAlarm(room.stub)
    expect((await ask(room.path)).status).toBe(200)
    expect(await alarmOf(room)).toBe((await viewOf(room)).at + 24 * 3_600_000)
    later(23 * 3_600_000)
    await runDurableObjectAlarm(room.stub)
    await viewer.rest()
    expect(viewer.events.at(-1)).toMatchObject({ event: 'closed', data: '{"reason":"idle"}' })
    expect(await codeOf(await ask(room.path))).toBe('no-such-room')
    expect((await ask(`${room.path}/stream`, { headers: { 'Last-Event-ID': id } })).status).toBe(204)
    expect(
      await runInDurableObject(room.stub, (_room, { storage }) =>
        storage.sql.exec('SELECT name FROM sqlite_master').toArray(),
      ),
    ).toEqual([])
    expect(await alarmOf(room)).toBeNull()
    await abortAllDurableObjects()
    expect(await codeOf(await ask(room.path))).toBe('no-such-room')
  })

  it('[S2] [S8] a later room of the same code is another: old cursors and cookies mean nothing in it', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
    const room = await open({ name: 'Ada' })
    const viewer = await Viewer.open(room)
    const { id } = await viewer.next('snapshot')
    await viewer.close()
    later(25 * 3_600_000)
    await runDurableObjectAlarm(room.stub)
    const opening = {
      game: 'tap-race',
      code: room.code,
      epoch: 'another',
      seed: 's',
      capacity: 3,
      options: { seconds: 20 },
    }
    const opened = await Promise.all(
      [1, 2, 3].map((turn) => room.stub.create({ ...opening, host: { hash: `h${turn}`, name: 'Eve' } })),
    )
    expect(opened.filter((answer) => answer === 'taken')).toHaveLength(2)
    expect((await ask(room.path, { cookie: room.token })).status).toBe(200)
    expect(await codeOf(await ask(room.path, { token: room.token }))).toBe('bad-token')
    const back = await Viewer.open(room, { headers: { 'Last-Event-ID': id } })
    expect(JSON.parse((await back.next()).data)).toMatchObject({
      reset: true,
      version: 1,
      members: { m1: { name: 'Eve' } },
    })
    await back.close()
    expect(versionOf(back.durable[0])).toBe(1)
    await abortAllDurableObjects()
    expect(await viewOf(room)).toMatchObject({ version: 1, members: { m1: { name: 'Eve' } } })
  })
})
