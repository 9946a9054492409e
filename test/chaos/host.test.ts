import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { RoomCreated, RoomJoined } from '../../src/protocol/answer.ts'
import { type Serving, serve } from '../serve/run.ts'
import { EventReader, type Received } from '../support/sse.ts'

const GRACE_MS = 1500

let data: string
let serving: Serving | undefined

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'courtside-chaos-'))
})

afterEach(async () => {
  serving?.child.kill('SIGTERM')
  await serving?.ended
  rmSync(data, { recursive: true, force: true, maxRetries: 10 })
})

async function start(port: string): Promise<string> {
  serving = serve('--data', data, '--port', port, '--var', `HOST_GRACE_SECONDS:${GRACE_MS / 1000}`)
  return serving.url
}

const as = (token: string) => ({ authorization: `Bearer ${token}` })

/** One open stream, as its events come. */
async function* events(url: string, token: string, signal: AbortSignal): AsyncGenerator<Received> {
  const response = await fetch(url, { headers: as(token), signal })
  const reader = new EventReader()
  const decoder = new TextDecoder()
  for await (const chunk of response.body ?? [])
    yield* reader.read(decoder.decode(chunk as Uint8Array, { stream: true }))
}

it('[R23] a server killed with -9 while the host is away gives them the whole grace again, and then pauses the match', async () => {
  const url = await start('0')
  const post = async <T>(path: string, body: object, token = ''): Promise<T> => {
    const answer = await fetch(`${url}/api/rooms${path}`, {
      method: 'POST',
      headers: token === '' ? {} : as(token),
      body: JSON.stringify(body),
    })
    return (await answer.json()) as T
  }
  const room = await post<RoomCreated>('', { game: 'tap-race', name: 'Ada', options: { seconds: 120 } })
  const bob = await post<RoomJoined>(`/${room.code}/members`, { name: 'Bob' })
  const stream = `${url}/api/rooms/${room.code}/stream`
  const phone = new AbortController()
  const hosts = events(stream, room.token, phone.signal)
  await hosts.next()
  await post(`/${room.code}/controls`, { do: 'start' }, room.token)
  phone.abort()
  await hosts.next().catch(() => undefined)

  serving?.child.kill('SIGKILL')
  await serving?.ended
  await start(new URL(url).port)

  const done = new AbortController()
  let back = Number.NaN
  for await (const { event, data: json } of events(stream, bob.token, done.signal)) {
    const told = JSON.parse(json) as { now: number; at: number; room?: { hostAway?: boolean } }
    // The server's clock when the first stream came back.
    if (event === 'heartbeat' && Number.isNaN(back)) back = told.now
    if (event !== 'update' || told.room?.hostAway !== true) continue
    expect(told.at - back).toBeGreaterThanOrEqual(GRACE_MS)
    break
  }
  done.abort()
  const view = await fetch(`${url}/api/rooms/${room.code}`, { headers: as(bob.token) })
  expect(await view.json()).toMatchObject({ room: { phase: 'paused', hostAway: true } })
})
