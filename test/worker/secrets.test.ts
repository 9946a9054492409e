import { abortAllDurableObjects, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { tapRace } from '../../src/games/tap-race/rules.ts'
import { type Asker, writeAsker } from '../../src/worker/asker.ts'
import { hashToken } from '../../src/worker/token.ts'
import { SECRET, vault } from '../support/vault.ts'
import {
  accepted,
  ask,
  control,
  fold,
  INSIDES,
  join,
  move,
  type Opened,
  open,
  refusal,
  Viewer,
  viewOf,
} from './support/room.ts'

// A game made for the tests takes the place of one in the catalogue, under its id: it has secrets, and goes wrong in every
// way rules can. The worker runs in this same isolate, and its storage is this file's own.
const { id } = tapRace
for (const key of Object.keys(tapRace)) delete (tapRace as unknown as Record<string, unknown>)[key]
Object.assign(tapRace, vault, { id })

afterEach(() => {
  vi.useRealTimers()
})

async function playing(): Promise<{ room: Opened; bob: Awaited<ReturnType<typeof join>> }> {
  const room = await open({ name: 'Ada' })
  const bob = await join(room, 'Bob')
  await accepted(control(room, { do: 'start' }))
  return { room, bob }
}

describe('secrets', () => {
  it('[G5] reach their owner alone, by stream, by resuming and by view', async () => {
    const { room, bob } = await playing()
    const cards: string[] = []
    const viewers = {
      ada: await Viewer.open(room, { token: room.token }),
      bob: await Viewer.open(room, { token: bob.token }),
      spectator: await Viewer.open(room),
    }
    let version = 3
    for (let count = 0; count < 6; count++) {
      version = await accepted(move(room, 'draw', {}, { token: bob.token }))
      const { mine } = await viewOf(room, bob.token)
      cards.push(...((mine?.hand ?? []) as string[]))
      if (count % 2) version = await accepted(move(room, 'play', {}, { token: bob.token }))
    }
    for (const viewer of Object.values(viewers)) await viewer.upTo(version)
    expect(fold(viewers.bob.durable)).toEqual(await viewOf(room, bob.token))
    expect(fold(viewers.ada.durable)).toEqual(await viewOf(room, room.token))
    expect(fold(viewers.spectator.durable)).toEqual(await viewOf(room))
    expect(viewers.spectator.reader.raw).not.toContain(SECRET)
    expect(JSON.stringify(await viewOf(room))).not.toContain(SECRET)
    const his = new Set(cards)
    for (const [card] of viewers.bob.reader.raw.matchAll(/secret-\d+/g)) expect(his.has(card)).toBe(true)
    const [first] = viewers.bob.durable
    for (const viewer of Object.values(viewers)) await viewer.close()
    for (const restart of [false, true]) {
      if (restart) await abortAllDurableObjects()
      const headers = { 'Last-Event-ID': first?.id ?? '' }
      const [back, watching] = [
        await Viewer.open(room, { token: bob.token, headers }),
        await Viewer.open(room, { headers }),
      ]
      await back.upTo(version)
      await watching.upTo(version)
      expect(fold(back.durable, fold(viewers.bob.durable.slice(0, 1)))).toEqual(await viewOf(room, bob.token))
      expect(watching.reader.raw).not.toContain(SECRET)
      await back.close()
      await watching.close()
    }
  })

  it('[G5] of the host move on with the host’s rights', async () => {
    const { room, bob } = await playing()
    expect((await viewOf(room, room.token)).mine).toHaveProperty('next')
    await accepted(control(room, { do: 'transfer', member: bob.id }))
    expect(await viewOf(room, room.token)).not.toHaveProperty('mine')
    expect((await viewOf(room, bob.token)).mine).toHaveProperty('next')
  })
})

describe('a member who is removed', () => {
  it('[G5] gets no stream that was on its way in while timers were being saved', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
    const { room, bob } = await playing()
    const asker = async (token: string): Promise<Asker> => ({ hash: await hashToken(token), by: 'bearer' })
    const [ada, his] = [await asker(room.token), await asker(bob.token)]
    const { response, version } = await runInDurableObject(room.stub, async (instance) => {
      const first = instance.move(ada, { name: 'draw' })
      // Until the move is on its way to the disk. Then the tick is due: the stream waits for it to be saved, in one save
      // with the removal that comes right after.
      for (let turn = 0; turn < 20; turn++) await Promise.resolve()
      vi.setSystemTime(Date.now() + 1000)
      const headers = new Headers()
      writeAsker(headers, his)
      const stream = instance.fetch(new Request('https://room/room', { headers }))
      const removed = instance.control(ada, { do: 'kick', member: bob.id })
      await Promise.all([first, removed])
      const opened = await stream
      const next = (await instance.move(ada, { name: 'draw' })) as { version: number }
      return { response: opened, version: next.version }
    })
    const viewer = new Viewer(response)
    const seen = await viewer.upTo(version).then(
      () => true,
      () => false,
    )
    await viewer.close().catch(() => undefined)
    expect(seen).toBe(false)
  })
})

describe('rules that go wrong', () => {
  for (const how of [
    'throw',
    'null',
    'nan',
    'hole',
    'not-an-object',
    'view',
    'view-null',
    'mine',
    'forever',
  ] as const) {
    it(`[M8] [G9] refuse the move (${how}), show none of their words, and leave the room as it was`, async () => {
      const { room, bob } = await playing()
      const before = await viewOf(room, bob.token)
      const answer = await move(room, 'fail', { how }, { token: bob.token })
      expect(await refusal(answer)).toEqual({
        type: '/api/docs#broken-rule',
        title: 'The game’s rules failed on this; the room is as it was',
        status: 500,
        detail: 'The game’s rules failed on this; the room is as it was',
        code: 'broken-rule',
      })
      expect(await viewOf(room, bob.token)).toEqual(before)
      await accepted(move(room, 'draw', {}, { token: bob.token }))
    })
  }

  it('[M8] [G9] a batch answers a broken move among the others', async () => {
    const { room } = await playing()
    const moves = [{ name: 'draw' }, { name: 'fail', args: { how: 'throw' } }, { name: 'draw' }]
    const text = await (await ask(`${room.path}/moves`, { json: { moves }, token: room.token })).text()
    expect(JSON.parse(text)).toEqual({ results: [{ version: 4 }, { code: 'broken-rule' }, { version: 5 }] })
    expect(text).not.toMatch(INSIDES)
  })

  for (const timer of ['boom', 'spoil'] as const) {
    it(`[G9] a timer that goes wrong (${timer}) rings once`, async () => {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
      const { room } = await playing()
      await accepted(move(room, 'still'))
      const set = await accepted(move(room, 'wind', { ms: 10, timer }))
      vi.setSystemTime(Date.now() + 10)
      await runDurableObjectAlarm(room.stub)
      expect((await viewOf(room)).version).toBe(set + 1)
      await accepted(move(room, 'draw'))
    })
  }

  it('[G9] a timer that sets itself at once does not keep the room from answering', async () => {
    const { room } = await playing()
    await accepted(move(room, 'wind', { ms: 0, timer: 'spin' }))
    await accepted(move(room, 'draw'))
    expect((await viewOf(room)).room.phase).toBe('playing')
    await accepted(control(room, { do: 'close' }))
  })
})
