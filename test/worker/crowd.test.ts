import { runInDurableObject } from 'cloudflare:test'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { isRefused } from '../../src/protocol/refusal.ts'
import { hashToken } from '../../src/worker/token.ts'
import {
  accepted,
  ask,
  codeOf,
  control,
  fold,
  freshAddress,
  inOneMinute,
  join,
  move,
  type Opened,
  open,
  Viewer,
  viewOf,
} from './support/room.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

/** How often each code was answered; `ok` stands for being let in. */
function count(codes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1
  return counts
}

/** Joins straight at the object, all at once. */
function crowd(room: Opened, people: number): Promise<string[]> {
  return runInDurableObject(room.stub, async (instance) =>
    Promise.all(
      Array.from({ length: people }, async (_, index) => {
        const joined = await instance.join({}, { name: `n${index}`, hash: `crowd-${index}` })
        return isRefused(joined) ? joined.refusal.code : 'ok'
      }),
    ),
  )
}

describe('a crowd', () => {
  it('[L3] of ten thousand leaves the room unharmed: 300 members, the host among them, and the rest are told it is full', async () => {
    const room = await open({ name: 'Ada' })
    const viewer = await Viewer.open(room)
    expect(count(await crowd(room, 10_000))).toEqual({ ok: 299, full: 9701 })
    const view = await viewOf(room)
    expect(view.version).toBe(300)
    expect(Object.keys(view.members)).toHaveLength(300)
    await viewer.upTo(300)
    expect(fold(viewer.durable)).toEqual(view)
    await viewer.close()
    await accepted(control(room, { do: 'start' }))
    expect(await codeOf(await ask(`${room.path}/members`, { json: { name: 'late' } }))).toBe('full')
    expect(await codeOf(await ask(`${room.path}/members`, { json: { name: 'n5' } }))).toBe('full')
    await ask(`${room.path}/members/m1`, { method: 'DELETE', token: room.token })
    await join(room, 'late')
  })

  it('[L6] from one address is held back after 600 joins a minute, and others are not', async () => {
    const { room, codes, retryAfter } = await inOneMinute(async () => {
      const crowded = await open({ name: 'Ada' })
      const headers = freshAddress()
      const joins = Array.from({ length: 640 }, async (_, index) => {
        const answer = await ask(`${crowded.path}/members`, { json: { name: `n${index}` }, headers })
        return answer.status === 201 ? 'ok' : codeOf(answer)
      })
      const each = await Promise.all(joins)
      const slowed = await ask(`${crowded.path}/members`, { json: { name: 'x' }, headers })
      return { room: crowded, codes: each, retryAfter: slowed.headers.get('Retry-After') }
    })
    expect(count(codes)).toEqual({ ok: 299, full: 301, 'too-many-requests': 40 })
    expect(retryAfter).toBe('60')
    expect(await codeOf(await ask(`${room.path}/members`, { json: { name: 'x' } }))).toBe('full')
  })
})

describe('saving', () => {
  it('[G1] nothing is answered or shown before it is saved', async () => {
    const room = await open({ game: 'scoreboard' })
    const viewer = await Viewer.open(room)
    await viewer.next('snapshot')
    const hash = await hashToken(room.token)
    const asker = { hash, by: 'bearer' } as const
    await runInDurableObject(room.stub, async (instance, { storage }) => {
      let release = (): void => {}
      const held = new Promise<void>((resolve) => {
        release = resolve
      })
      vi.spyOn(storage, 'sync').mockReturnValue(held)
      let answered = false
      const moved = instance.move(asker, { name: 'set', args: { player: 'ada', score: 1 } }).then((answer) => {
        answered = true
        return answer
      })
      const seen = await instance.look({}, undefined)
      expect(isRefused(seen) ? seen : JSON.parse(seen.text ?? '')).toMatchObject({ version: 1, scores: {} })
      expect(answered).toBe(false)
      release()
      expect(await moved).toEqual({ version: 2 })
      expect(await instance.look({}, undefined)).toHaveProperty('text')
    })
    await viewer.upTo(2)
    expect(fold(viewer.durable)).toEqual(await viewOf(room))
    await viewer.close()
  })

  it('[M1] what comes while a save is under way shares the next one', async () => {
    const room = await open({ game: 'scoreboard' })
    const asker = { hash: await hashToken(room.token), by: 'bearer' } as const
    await runInDurableObject(room.stub, async (instance, { storage }) => {
      const rows = (): number => storage.sql.exec<{ n: number }>('SELECT COUNT(*) AS n FROM log').one().n
      const add = { name: 'add', args: { player: 'ada', by: 1 } }
      const answers = await Promise.all(Array.from({ length: 40 }, () => instance.move(asker, add)))
      expect(answers).toEqual(Array.from({ length: 40 }, (_, index) => ({ version: index + 2 })))
      expect(rows()).toBeLessThanOrEqual(2)
    })
    expect((await viewOf(room)).scores).toEqual({ ada: 40 })
  })

  it('[H12] [G1] [G9] a save that fails is a fault to whoever waits for it; the room begins again from what is on disk', async () => {
    const room = await open({ game: 'scoreboard' })
    await accepted(move(room, 'set', { player: 'ada', score: 1 }))
    await runInDurableObject(room.stub, (_instance, { storage }) => {
      vi.spyOn(storage, 'sync').mockRejectedValueOnce(new Error('the words of an error'))
    })
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const answers = await Promise.all([1, 2, 3].map((by) => move(room, 'add', { player: 'bob', by })))
    expect(log).toHaveBeenCalled()
    for (const answer of answers) expect(await codeOf(answer)).toBe('fault')
    await accepted(move(room, 'add', { player: 'ada', by: 1 }))
    const view = await viewOf(room)
    expect(view.scores).toMatchObject({ ada: 2 })
    const viewer = await Viewer.open(room)
    expect(fold(await viewer.upTo(view.version))).toEqual(view)
    await viewer.close()
  })

  it('[G1] a refusal that rests on a move not yet saved waits for it', async () => {
    const room = await open({ game: 'scoreboard' })
    await accepted(move(room, 'set', { player: 'ada', score: 1 }))
    const asker = { hash: await hashToken(room.token), by: 'bearer' } as const
    await runInDurableObject(room.stub, async (instance, { storage }) => {
      let release = (): void => {}
      const held = new Promise<void>((resolve) => {
        release = resolve
      })
      vi.spyOn(storage, 'sync').mockReturnValue(held)
      const turns = async (): Promise<void> => {
        for (let turn = 0; turn < 50; turn++) await Promise.resolve()
      }
      const settled: string[] = []
      const remove = (what: string): Promise<void> =>
        instance.move(asker, { name: 'remove', args: { player: 'ada' } }).then(() => void settled.push(what))
      const first = instance.move(asker, { name: 'status', args: { text: 'on its way to the disk' } })
      await turns()
      const others = [remove('accepted, and not even written'), remove('refused, since it is gone')]
      await turns()
      const early = [...settled]
      release()
      await Promise.all([first, ...others])
      // A crash before the release would bring the line back that the second asker was told is gone.
      expect(early).toEqual([])
    })
  })
})
