import { runInDurableObject } from 'cloudflare:test'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ask, codeOf, env, fold, refusal, stubOf, Viewer } from './support/room.ts'

const post = (body: string | object, headers: Record<string, string> = {}): Promise<Response> =>
  ask('/game', typeof body === 'string' ? { body, headers } : { json: body, headers })
const scores = async (): Promise<unknown> => {
  const viewer = new Viewer(await ask('/stream'))
  const { data } = await viewer.next('message')
  await viewer.close()
  return JSON.parse(data)
}
const board = async (): Promise<Record<string, number>> =>
  ((await scores()) as { scores: Record<string, number> }).scores

afterEach(() => {
  ;(env as { DEMO_ROOM?: string }).DEMO_ROOM = 'on'
})

describe('the original example’s two routes', () => {
  it('[D1] /stream sends the whole of the scores at once, as a default message', async () => {
    const viewer = new Viewer(await ask('/stream'))
    const first = await viewer.first()
    expect(first).toMatch(/^retry: [12]\d\d\d\ndata: \{"scores":\{\},"status":""\}\nid: [0-9a-z]+\.1\n\n$/)
    await viewer.close()
  })

  it('[D1] and on every change, to everyone', async () => {
    const viewers = [new Viewer(await ask('/stream')), new Viewer(await ask('/stream'))]
    for (const viewer of viewers) await viewer.next('message')
    expect(await (await post({ player: 'ada', score: 3 })).json()).toEqual({ version: 2 })
    for (const viewer of viewers) {
      expect(JSON.parse((await viewer.next('message')).data)).toEqual({ scores: { ada: 3 }, status: '' })
    }
    await post({ status: 'Round 2' })
    for (const viewer of viewers) {
      expect(JSON.parse((await viewer.next('message')).data)).toEqual({ scores: { ada: 3 }, status: 'Round 2' })
      await viewer.close()
    }
  })

  it('[D2] [D3] /game takes JSON and forms, whatever they are called', async () => {
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
    for (const [body, headers, score] of [
      ['player=bob&score=3', form, 3],
      ['player=bob&add=2.5', {}, 5.5],
      ['{"player":"bob","add":-1}', form, 4.5],
      [' {"player":"bob","score":"7"}', { 'Content-Type': 'text/plain' }, 7],
      ['add=%2B1&player=+bob+', form, 8],
    ] as const) {
      const answer = await post(body, headers)
      expect([answer.status, body]).toEqual([200, body])
      expect((await board()).bob).toBe(score)
    }
  })

  for (const body of [
    '',
    'player=x',
    'score=1',
    'player=&score=1',
    'player=x&score=',
    'player=x&score=abc',
    'player=x&score=1&more=1',
    'status=a&player=x',
    'player=x&score=0x10',
    'player=x&score=Infinity',
    '[]',
    'null',
    '{"player":"x","score":null}',
    '{"player":"x","score":true}',
    '{"player":"x","score":[]}',
    '{"player":5,"score":1}',
    '{"status":5}',
    '{}',
    '{"__proto__":{"player":"x"}}',
    `player=${'x'.repeat(25)}&score=1`,
    'player=a%0Ab&score=1',
    '{"player":"x","score":1e13}',
    'player=x&score=1e13',
  ]) {
    it(`[D3] refuses ${JSON.stringify(body)}`, async () => {
      expect(await codeOf(await ask('/game', { method: 'POST', body }))).toBe('invalid')
      expect(await board()).not.toHaveProperty('x')
    })
  }

  it('[D3] refuses what is not JSON, too large, or against the rules', async () => {
    expect(await codeOf(await post('{"player":'))).toBe('not-json')
    expect(await codeOf(await post(`player=${'x'.repeat(17_000)}`))).toBe('too-large')
    expect(await codeOf(await post({ status: 'x'.repeat(201) }))).toBe('invalid')
    await post({ player: 'rich', score: 1e12 })
    expect(await refusal(await post({ player: 'rich', add: 1 }))).toMatchObject({
      code: 'rejected',
      reason: 'score-too-high',
    })
  })

  it('[D4] the room is also the room PARTY, whose stream and view are like any other’s', async () => {
    const { version } = (await (await post({ player: 'ada', score: 4 })).json()) as { version: number }
    const viewer = new Viewer(await ask('/api/rooms/party/stream'))
    const view = fold(await viewer.upTo(version))
    expect(view).toMatchObject({ room: { code: 'PARTY', phase: 'playing' }, scores: { ada: 4 } })
    await viewer.close()
  })

  it('[D4] [R13] nobody can take it over: who joins is no host', async () => {
    await post({ player: 'ada', score: 5 })
    const joined = await ask('/api/rooms/PARTY/members', { json: { name: 'Mallory' } })
    expect(joined.status).toBe(201)
    const { token, member } = (await joined.json()) as { token: string; member: { host: boolean } }
    expect(member.host).toBe(false)
    for (const json of [{ do: 'close' }, { do: 'end' }, { do: 'lock' }]) {
      expect(await codeOf(await ask('/api/rooms/PARTY/controls', { json, token }))).toBe('not-host')
    }
    expect(
      await codeOf(
        await ask('/api/rooms/PARTY/moves', { json: { name: 'set', args: { player: 'x', score: 1 } }, token }),
      ),
    ).toBe('not-host')
  })

  it('[D5] /stream gives each version once, in order, to a stream that opens amid moves', async () => {
    const watching = new Viewer(await ask('/stream'))
    await watching.next('message')
    for (let score = 0; score < 8; score++) {
      await post({ player: 'ada', score })
      await post({ player: 'bob', score })
      const viewer = new Viewer(await ask('/stream'))
      const from = Number((await viewer.next('message')).id.split('.')[1])
      await post({ player: 'cy', score })
      const ids: number[] = [from]
      while ((ids.at(-1) ?? 0) < from + 1) ids.push(Number((await viewer.next('message')).id.split('.')[1]))
      expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b))
      await viewer.close()
    }
    await watching.close()
  })

  it('[D5] nor twice to one that opens in the frame in which the last one left', async () => {
    await post({ player: 'ada', score: 1 })
    const response = await runInDurableObject(stubOf('PARTY'), async (instance) => {
      const plain = (): Promise<Response> => instance.fetch(new Request('https://room/plain'))
      const leaving = await plain()
      await instance.program({ name: 'set', args: { player: 'ada', score: 2 } })
      await instance.program({ name: 'set', args: { player: 'ada', score: 3 } })
      await leaving.body?.cancel()
      return plain()
    })
    const viewer = new Viewer(response)
    await viewer.next('message')
    await post({ player: 'ada', score: 4 })
    await viewer.next('message')
    await viewer.close()
    expect(viewer.events.map(({ data }) => (JSON.parse(data) as { scores: { ada: number } }).scores.ada)).toEqual([
      3, 4,
    ])
  })

  it('[S19] [D1] a passing fault asks /stream to come back, by a 200', async () => {
    const failing = () => Promise.reject(new Error('the words of an error'))
    const stub = { create: failing, fetch: failing, look: failing } as unknown as ReturnType<typeof env.ROOMS.get>
    const spy = vi.spyOn(env.ROOMS, 'get').mockReturnValue(stub)
    const answer = await ask('/stream')
    spy.mockRestore()
    expect([answer.status, await answer.text()]).toEqual([200, 'retry: 2000\n'])
  })

  it('[D6] can be turned off', async () => {
    ;(env as { DEMO_ROOM?: string }).DEMO_ROOM = 'off'
    expect(await codeOf(await ask('/stream'))).toBe('not-found')
    expect(await codeOf(await post({ player: 'ada', score: 1 }))).toBe('not-found')
  })

  it('[D4] its code is never given to another room', async () => {
    expect(
      await stubOf('PARTY').create({
        game: 'tap-race',
        code: 'PARTY',
        epoch: 'e',
        seed: 's',
        capacity: 3,
        options: {},
      }),
    ).toBe('taken')
    expect(
      await runInDurableObject(
        stubOf('PARTY'),
        (_room, { storage }) => storage.sql.exec('SELECT COUNT(*) AS n FROM checkpoint').one().n,
      ),
    ).toBeGreaterThan(0)
  })
})
