import { runInDurableObject } from 'cloudflare:test'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { HEARTBEAT_MS } from '../../src/protocol/limits.ts'
import { hashToken } from '../../src/worker/token.ts'
import {
  accepted,
  ask,
  control,
  fold,
  join,
  move,
  type Opened,
  open,
  stubOf,
  Viewer,
  versionOf,
  viewOf,
} from './support/room.ts'

afterEach(() => {
  vi.useRealTimers()
})

const board = (): Promise<Opened> => open({ game: 'scoreboard' })
const set = (room: Opened, player: string, score: number): Promise<number> =>
  accepted(move(room, 'set', { player, score }))
/** A board at version 6: five moves made and shown. */
async function played(): Promise<{ room: Opened; viewer: Viewer; ids: string[] }> {
  const room = await board()
  const viewer = await Viewer.open(room)
  for (let score = 1; score <= 5; score++) await set(room, 'ada', score)
  const events = await viewer.upTo(6)
  return { room, viewer, ids: events.map(({ id }) => id) }
}
const WAYS: ReadonlyArray<readonly [string, (cursor: string) => { headers?: Record<string, string>; query?: string }]> =
  [
    ['the header Last-Event-ID', (cursor) => ({ headers: { 'Last-Event-ID': cursor } })],
    ['?lastEventId', (cursor) => ({ query: `?lastEventId=${cursor}` })],
    ['?last_event_id', (cursor) => ({ query: `?last_event_id=${cursor}` })],
    ['?evs_last_event_id', (cursor) => ({ query: `?evs_last_event_id=${cursor}` })],
  ]

describe('a fresh stream', () => {
  it('[S1] [S16] is an event stream that no proxy holds back', async () => {
    const viewer = await Viewer.open(await board())
    const { headers } = viewer.response
    expect(headers.get('Content-Type')).toBe('text/event-stream; charset=utf-8')
    expect(headers.get('Cache-Control')).toBe('no-cache, no-transform')
    expect(headers.get('X-Accel-Buffering')).toBe('no')
    expect(headers.get('Content-Encoding')).toBeNull()
    await viewer.close()
  })

  it('[S4] begins with retry and a snapshot of the whole view, in one write', async () => {
    const room = await board()
    const viewer = await Viewer.open(room, { token: room.token })
    const first = await viewer.first()
    expect(first).toMatch(/^retry: [12]\d\d\d\nevent: snapshot\ndata: \{[^\n]+\}\nid: [0-9a-z]+\.1\n\n/)
    const snapshot = await viewer.next()
    expect(JSON.parse(snapshot.data)).toEqual(await viewOf(room, room.token))
    expect(JSON.parse(snapshot.data)).not.toHaveProperty('reset')
    await viewer.close()
  })

  it('[S5] [G3] [G4] then gets each version once, in order, as a merge patch with version and at', async () => {
    const { room, viewer, ids } = await played()
    expect(viewer.durable.map(versionOf)).toEqual([1, 2, 3, 4, 5, 6])
    expect(ids).toEqual([1, 2, 3, 4, 5, 6].map((version) => `${ids[0]?.split('.')[0]}.${version}`))
    expect(JSON.parse(viewer.durable.at(-1)?.data ?? '')).toEqual({
      version: 6,
      at: expect.any(Number) as number,
      scores: { ada: 5 },
    })
    expect(fold(viewer.durable)).toEqual(await viewOf(room))
    await viewer.close()
  })

  it('[S10] is sent each of many moves at once, in few writes', async () => {
    const room = await board()
    const viewer = await Viewer.open(room)
    await viewer.next('snapshot')
    const moves = Array.from({ length: 100 }, (_, index) => ({
      name: 'set',
      args: { player: `n${index}`, score: index },
    }))
    await ask(`${room.path}/moves`, { json: { moves }, token: room.token })
    expect((await viewer.upTo(101)).map(versionOf)).toEqual(Array.from({ length: 101 }, (_, index) => index + 1))
    expect(fold(viewer.durable)).toEqual(await viewOf(room))
    await viewer.close()
  })
})

describe('resuming', () => {
  for (const [way, asking] of WAYS) {
    it(`[S3] [S6] gets the missed updates only, by ${way}`, async () => {
      const { room, viewer, ids } = await played()
      const back = await Viewer.open(room, asking(ids[2] ?? ''))
      expect((await back.upTo(6)).map(({ event, id }) => [event, id])).toEqual(ids.slice(3).map((id) => ['update', id]))
      expect(fold(back.durable, fold(viewer.durable.slice(0, 3)))).toEqual(await viewOf(room))
      expect(back.reader.raw.startsWith('event: update\n')).toBe(true)
      await back.close()
      await viewer.close()
    })

    it(`[S3] [S7] the newest cursor gets nothing but what comes next, by ${way}`, async () => {
      const { room, viewer, ids } = await played()
      const back = await Viewer.open(room, asking(ids[5] ?? ''))
      expect(await back.first()).toBe(':\n')
      await set(room, 'bob', 1)
      expect((await back.upTo(7)).map(versionOf)).toEqual([7])
      await back.close()
      await viewer.close()
    })
  }

  it('[S3] the header counts before the query', async () => {
    const { room, viewer, ids } = await played()
    const back = await Viewer.open(room, {
      headers: { 'Last-Event-ID': ids[5] ?? '' },
      query: `?lastEventId=${ids[0]}`,
    })
    expect(await back.first()).toBe(':\n')
    await back.close()
    await viewer.close()
  })

  it('[S8] a cursor of the future, of another room or no cursor at all gets a snapshot with reset', async () => {
    const { room, viewer, ids } = await played()
    const other = await played()
    const epoch = ids[0]?.split('.')[0] ?? ''
    for (const cursor of [
      `${epoch}.7`,
      `${epoch}.999999999999999`,
      other.ids[2] ?? '',
      'garbage',
      '',
      `${epoch}.-1`,
      `${epoch}.1e1`,
      'x'.repeat(500),
      encodeURIComponent('é\n.1'),
    ]) {
      const back = await Viewer.open(room, { query: `?lastEventId=${cursor}` })
      const event = await back.next()
      expect([cursor, event.event, event.id]).toEqual([cursor, 'snapshot', `${epoch}.6`])
      expect(JSON.parse(event.data)).toEqual({ ...(await viewOf(room)), reset: true })
      expect(back.reader.retry).toBeGreaterThanOrEqual(1000)
      await back.close()
    }
    await viewer.close()
    await other.viewer.close()
  })

  it('[S8] a cursor older than what is kept gets a snapshot with reset', async () => {
    const { room, viewer, ids } = await played()
    const moves = Array.from({ length: 100 }, (_, index) => ({
      name: 'status',
      args: { text: `${'€'.repeat(150)}${index}` },
    }))
    // 4096 versions or a million characters: 42 batches, which the rate of moves lets through four at a time.
    await runInDurableObject(room.stub, async (instance) => {
      const asker = { hash: await hashToken(room.token), by: 'bearer' } as const
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
      for (let count = 0; count < 42; count++) {
        vi.setSystemTime(Date.now() + 5000)
        const done = await instance.moves(asker, moves)
        if (!('results' in done)) throw new Error(JSON.stringify(done))
      }
    })
    const back = await Viewer.open(room, { query: `?lastEventId=${ids[2]}` })
    expect(JSON.parse((await back.next()).data)).toMatchObject({ reset: true })
    await back.upTo(4206)
    expect(fold(back.durable)).toEqual(await viewOf(room))
    await back.close()
    await viewer.close()
  })

  it('[G2] [S6] a cursor of a version known from an answer is never called the future', async () => {
    const { room, viewer, ids } = await played()
    const epoch = ids[0]?.split('.')[0]
    for (let score = 0; score < 10; score++) {
      const version = await set(room, 'bob', score)
      const back = await Viewer.open(room, { query: `?lastEventId=${epoch}.${version}` })
      expect(await back.first()).toBe(':\n')
      await back.close()
    }
    await viewer.close()
  })
})

describe('who sees what', () => {
  it('[G5] only the asker’s own stream says who they are', async () => {
    const room = await open({ name: 'Ada' })
    const [own, other] = [await Viewer.open(room, { cookie: room.token }), await Viewer.open(room)]
    expect(JSON.parse((await own.next('snapshot')).data)).toMatchObject({ you: 'm1' })
    expect(JSON.parse((await other.next('snapshot')).data)).not.toHaveProperty('you')
    await own.close()
    await other.close()
  })

  it('[S14] there is no null in any view', async () => {
    const room = await open({ name: 'Ada' })
    for (const name of ['start', 'pause', 'resume', 'end', 'rematch']) {
      await accepted(control(room, { do: name }))
      expect(JSON.stringify(await viewOf(room, room.token))).not.toContain('null')
    }
  })

  it('[S4] a snapshot that says who one is shows that member too, however fresh they are', async () => {
    const room = await open({ name: 'Ada' })
    const watching = await Viewer.open(room)
    for (let count = 0; count < 20; count++) {
      const joined = await join(room, `n${count}`)
      const viewer = await Viewer.open(room, { token: joined.token })
      const { you, members } = JSON.parse((await viewer.next('snapshot')).data) as { you: string; members: object }
      await viewer.close()
      expect(Object.keys(members)).toContain(you)
    }
    await watching.close()
  })
})

describe('presence', () => {
  it('[S11] tells who is connected, at most once a second, without an id', async () => {
    const room = await open({ name: 'Ada' })
    const bob = await join(room, 'Bob')
    const viewer = await Viewer.open(room, { token: room.token })
    const first = await viewer.next('presence')
    const began = Date.now()
    expect(first.id).toBe(viewer.durable.at(-1)?.id)
    const more = [
      await Viewer.open(room, { token: bob.token }),
      await Viewer.open(room, { token: bob.token }),
      await Viewer.open(room),
    ]
    const second = JSON.parse((await viewer.next('presence')).data) as unknown
    expect(second).toEqual({ online: { m1: true, m2: true }, streams: 4 })
    expect(Date.now() - began).toBeGreaterThan(800)
    for (const other of more) await other.close()
    await viewer.close()
  })

  it('[H7] [S15] HEAD opens no stream', async () => {
    const room = await open({ name: 'Ada' })
    const head = await ask(`${room.path}/stream`, { method: 'HEAD' })
    expect([head.status, head.headers.get('Content-Type')]).toEqual([200, 'text/event-stream; charset=utf-8'])
    const viewer = await Viewer.open(room)
    expect(JSON.parse((await viewer.next('presence')).data)).toEqual({ online: {}, streams: 1 })
    await viewer.close()
  })

  it('[G7] a stream whose client went is let go', async () => {
    const room = await open({ name: 'Ada' })
    const gone = await Viewer.open(room, { token: room.token })
    await gone.next('snapshot')
    const viewer = await Viewer.open(room)
    expect(JSON.parse((await viewer.next('presence')).data)).toMatchObject({ streams: 2 })
    await gone.close()
    expect(JSON.parse((await viewer.next('presence')).data)).toEqual({ online: {}, streams: 1 })
    await viewer.close()
  })
})

describe('the heartbeat', () => {
  it('[S13] comes every 15 s as an event without an id, and stops with the last stream', async () => {
    const room = await board()
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const viewer = await Viewer.open(room)
    await viewer.next('snapshot')
    for (let beat = 0; beat < 3; beat++) {
      await runInDurableObject(room.stub, () => {
        vi.advanceTimersByTime(HEARTBEAT_MS)
      })
      const event = await viewer.next('heartbeat')
      expect(Math.abs((JSON.parse(event.data) as { now: number }).now - Date.now())).toBeLessThan(5000)
      expect(event.id).toBe(viewer.durable.at(-1)?.id)
    }
    expect(vi.getTimerCount()).toBe(1)
    await accepted(control(room, { do: 'close' }))
    await viewer.rest()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('[S18] ends the streams of an idle room, whose browsers are sent away when they come back by themselves', async () => {
    const room = await board()
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'], now: Date.now() })
    const viewer = await Viewer.open(room)
    const { id } = await viewer.next('snapshot')
    await runInDurableObject(room.stub, () => {
      vi.setSystemTime(Date.now() + 31 * 60_000)
      vi.advanceTimersByTime(HEARTBEAT_MS)
    })
    await viewer.rest()
    expect(viewer.events.at(-1)).toMatchObject({ event: 'closed', data: '{"reason":"idle"}', id })
    const back = await ask(`${room.path}/stream`, { headers: { 'Last-Event-ID': id } })
    expect([back.status, await back.text()]).toEqual([204, ''])
    const asked = await Viewer.open(room, { query: `?lastEventId=${id}` })
    expect(await asked.first()).toBe(':\n')
    // Now somebody is there: others may come back by themselves too.
    const again = await Viewer.open(room, { headers: { 'Last-Event-ID': id } })
    await again.close()
    await asked.close()
  })
})

describe('an idle room', () => {
  it('[S18] is not kept awake by browsers that come back by themselves', async () => {
    const room = await board()
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'], now: Date.now() })
    const viewer = await Viewer.open(room)
    const { id } = await viewer.next('snapshot')
    await viewer.close()
    vi.setSystemTime(Date.now() + 20 * 60_000)
    const back = await Viewer.open(room, { headers: { 'Last-Event-ID': id } })
    expect(await back.first()).toBe(':\n')
    await runInDurableObject(room.stub, () => {
      vi.setSystemTime(Date.now() + 20 * 60_000)
      vi.advanceTimersByTime(HEARTBEAT_MS)
    })
    const { event } = await back.next('closed', 'heartbeat')
    await back.close()
    expect(event).toBe('closed')
  })
})

describe('a viewer who reads too late', () => {
  it('[G6] [G3] [G4] gets a snapshot with reset in the place of what was too much to keep, and goes on', async () => {
    const room = await board()
    const [viewer, quick] = [await Viewer.open(room), await Viewer.open(room)]
    await viewer.next('snapshot')
    const asker = { hash: await hashToken(room.token), by: 'bearer' } as const
    const moves = Array.from({ length: 100 }, (_, index) => ({
      name: 'status',
      args: { text: `${'€'.repeat(150)}${index}` },
    }))
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
    for (let count = 0; count < 40; count++) {
      vi.setSystemTime(Date.now() + 5000)
      await runInDurableObject(room.stub, (instance) => instance.moves(asker, moves))
      await quick.upTo(101 + 100 * count)
    }
    expect(quick.durable).toHaveLength(4001)
    await viewer.upTo(4001)
    expect(viewer.durable.filter(({ data }) => data.includes('"reset":true')).length).toBeGreaterThan(0)
    expect(viewer.durable.length).toBeLessThan(2000)
    expect(fold(viewer.durable)).toEqual(await viewOf(room))
    await set(room, 'ada', 1)
    await viewer.upTo(4002)
    expect(fold(viewer.durable)).toEqual(await viewOf(room))
    await viewer.close()
    await quick.close()
  })

  it('[G7] who went before the stream was open is let go', async () => {
    const room = await board()
    await runInDurableObject(room.stub, async (instance) => {
      await instance.fetch(new Request('https://room/room', { signal: AbortSignal.abort() }))
    })
    const viewer = await Viewer.open(room)
    const { streams } = JSON.parse((await viewer.next('presence')).data) as { streams: number }
    await viewer.close()
    expect(streams).toBe(1)
  })
})

describe('faults', () => {
  it('[S19] a stream that cannot be opened for now is told to come back, by a 200', async () => {
    const room = await board()
    const spy = vi.spyOn(Object.getPrototypeOf(stubOf(room.code)) as { fetch: () => Promise<Response> }, 'fetch')
    spy.mockRejectedValue(new Error('the words of an error'))
    const answer = await ask(`${room.path}/stream`)
    spy.mockRestore()
    expect([answer.status, await answer.text()]).toEqual([200, 'retry: 2000\n'])
    expect(answer.headers.get('Content-Type')).toBe('text/event-stream; charset=utf-8')
  })
})
