import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { npmServe, type Serving, serve } from './run.ts'

let data: string
const started: Serving[] = []

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'courtside-serve-'))
})

afterEach(async () => {
  for (const { child, ended } of started.splice(0)) {
    child.kill('SIGTERM')
    await ended
  }
  rmSync(data, { recursive: true, force: true, maxRetries: 10 })
})

function start(run: typeof serve, ...flags: string[]): Serving {
  const serving = run('--data', data, ...flags)
  started.push(serving)
  return serving
}

interface Board {
  readonly version: number
  readonly scores: { readonly [name: string]: number }
}

async function newBoard(url: string): Promise<{ code: string; token: string }> {
  const answer = await fetch(`${url}/api/rooms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ game: 'scoreboard' }),
  })
  expect(answer.status).toBe(201)
  return (await answer.json()) as { code: string; token: string }
}

async function setScore(url: string, room: { code: string; token: string }, player: string, score: number) {
  const answer = await fetch(`${url}/api/rooms/${room.code}/moves`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${room.token}` },
    body: JSON.stringify({ name: 'set', args: { player, score } }),
  })
  expect(answer.status).toBe(200)
  return (await answer.json()) as { version: number }
}

async function openStream(url: string, code: string): Promise<ReadableStreamDefaultReader<Uint8Array>> {
  const answer = await fetch(`${url}/api/rooms/${code}/stream`)
  expect(answer.status).toBe(200)
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
  await reader.read()
  return reader
}

/** Resolves once the stream has ended, cleanly or not. */
async function untilEnd(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  for (;;) {
    const { done } = await reader.read().catch(() => ({ done: true }))
    if (done) return
  }
}

describe('serve', () => {
  it('says that it is ready in one line and serves page, files and API', async () => {
    const serving = start(serve, '--port', '0', '--var', 'DEMO_ROOM:off')
    const url = await serving.url
    expect(serving.stdout()).toBe(`ready ${url}\n`)

    const page = await fetch(`${url}/`)
    expect(page.status).toBe(200)
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate')
    const html = await page.text()
    expect(html.toLowerCase()).toContain('<!doctype html>')

    const again = await fetch(`${url}/`, { headers: { 'if-none-match': page.headers.get('etag') ?? '' } })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')

    for (const path of ['/ABCDE', '/ABCDE/screen']) expect(await (await fetch(url + path)).text()).toBe(html)

    const script = /"(\/built\/[^"]+\.js)"/.exec(html)?.[1]
    const built = await fetch(url + script)
    expect(built.status).toBe(200)
    expect(built.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(built.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    const head = await fetch(url + script, { method: 'HEAD' })
    expect(head.status).toBe(200)
    expect(head.headers.get('content-length')).toBe(String((await built.arrayBuffer()).byteLength))
    expect(await head.text()).toBe('')

    expect(await (await fetch(`${url}/_headers`)).text()).toBe(html)
    for (const path of ['/built/gone.js', '/built/gone', '/package.json']) {
      const gone = await fetch(url + path)
      expect(gone.status, path).toBe(404)
      expect(gone.headers.get('cache-control')).toBe('no-store')
    }
    expect((await fetch(`${url}/offline.js`)).headers.get('cache-control')).toBe('no-cache')
    expect((await fetch(`${url}/`, { method: 'POST' })).status).toBe(405)
    const moved = await fetch(`${url}/index.html`, { redirect: 'manual' })
    expect([moved.status, moved.headers.get('location')]).toEqual([307, '/'])

    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    expect((await fetch(`${url}/api/nothing`)).headers.get('content-type')).toContain('application/problem+json')
    // --var has reached the worker.
    expect((await fetch(`${url}/stream`)).status).toBe(404)
  })

  it('keeps every acknowledged move across kill -9, at the same port', async () => {
    const first = start(serve, '--port', '0')
    const url = await first.url
    const room = await newBoard(url)
    let last = 0
    for (let score = 1; score <= 5; score++) last = (await setScore(url, room, 'Ada', score)).version
    first.child.kill('SIGKILL')
    await first.ended

    const second = start(serve, '--port', new URL(url).port)
    expect(await second.url).toBe(url)
    const view = (await (await fetch(`${url}/api/rooms/${room.code}`)).json()) as Board
    expect(view.scores).toEqual({ Ada: 5 })
    expect(view.version).toBe(last)
    expect((await setScore(url, room, 'Ada', 6)).version).toBe(last + 1)
  })

  it.each(['SIGTERM', 'SIGINT'] as const)('stops cleanly on %s with an open stream', async (signal) => {
    const serving = start(serve, '--port', '0')
    const url = await serving.url
    const stream = await openStream(url, (await newBoard(url)).code)
    serving.child.kill(signal)
    expect(await serving.ended).toEqual({ code: 0, signal: null })
    await untilEnd(stream)
    await expect(fetch(`${url}/healthz`)).rejects.toThrow()
  })

  it.each([
    ['the server', serve],
    ['npm above it', npmServe],
  ] as const)('leaves no runtime behind when %s is killed', async (_who, run) => {
    const serving = start(run, '--port', '0')
    const url = await serving.url
    const stream = await openStream(url, (await newBoard(url)).code)
    serving.child.kill('SIGKILL')
    await untilEnd(stream)
    await expect(fetch(`${url}/healthz`)).rejects.toThrow()
  })

  it('ends when the runtime dies', async () => {
    const serving = start(serve, '--port', '0')
    await serving.url
    process.kill(Number(readFileSync(join(data, 'held-by'), 'utf8')), 'SIGKILL')
    expect(await serving.ended).toEqual({ code: 1, signal: null })
    expect(serving.stderr()).toContain('workerd ended: SIGKILL')
  })

  it('refuses a data folder that another server holds, and a port that is taken', async () => {
    await start(serve, '--port', '0').url
    const second = start(serve, '--port', '0')
    expect((await second.ended).code).toBe(1)
    expect(second.stderr()).toMatch(/is in use by another server \(process \d+\)/)

    const other = createServer().listen(0)
    const { port } = other.address() as { port: number }
    const third = serve('--data', join(data, 'other'), '--port', `${port}`)
    expect((await third.ended).code).toBe(1)
    expect(third.stderr()).toContain(`port ${port} is taken`)
    other.close()
  })
})
