import { type ChildProcess, spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EventReader, readEvents } from '../../src/commands/bots/event-stream.ts'
import { BotsError, parseFlags } from '../../src/commands/bots/flags.ts'
import type { RoomCreated } from '../../src/protocol/answer.ts'
import type { View } from '../../src/protocol/view.ts'
import { ALL_KINDS } from '../games/contract/quiz-plan.ts'
import { type Server, startServer } from '../support/server.ts'

const BOTS = join(resolve(import.meta.dirname, '../..'), 'src/commands/bots.ts')

describe('the flags of npm run bots', () => {
  const good = ['--url', 'http://localhost:8787/x', '--room', 'k7qxm', '--players', '5']

  it('have defaults, and take a code in any case', () => {
    expect(parseFlags(good)).toEqual({
      url: 'http://localhost:8787',
      room: 'K7QXM',
      players: 5,
      seconds: 600,
      linger: 10,
    })
    expect(parseFlags([...good, '--seconds', '30', '--linger', '0'])).toMatchObject({ seconds: 30, linger: 0 })
  })

  const bad: ReadonlyArray<readonly [args: readonly string[], why: RegExp]> = [
    [[], /^--url is missing/],
    [good.slice(0, 4), /^--players is missing/],
    [good.with(1, 'localhost:8787'), /^--url localhost:8787: write it with http/],
    [good.with(3, 'ABC'), /^--room ABC: a room code has five/],
    [good.with(5, '0'), /^--players 0: a whole number from 1 to 1000/],
    [good.with(5, 'many'), /^--players many/],
    [[...good, '--seconds', '1.5'], /^--seconds 1\.5/],
    [[...good, '--speed', '2'], /--speed/],
    [[...good, 'more'], /more/],
  ]
  for (const [args, why] of bad) {
    it(`are refused: ${args.join(' ') || 'none'}`, () => {
      expect(() => parseFlags(args)).toThrow(BotsError)
      expect(() => parseFlags(args)).toThrow(why)
    })
  }
})

describe('the bots’ reader of streams', () => {
  const text =
    ': hello\nretry: 1500\nevent: snapshot\ndata: {"a":1}\nid: e.1\n\ndata: x\r\ndata: y\r\n\r\nid: e.2\n\nevent: late\ndata: cut'

  it('reads events however they are cut', () => {
    const whole = [...new EventReader().take(text)]
    expect(whole).toEqual([
      { event: 'snapshot', data: '{"a":1}', id: 'e.1', retry: 1500 },
      { event: 'message', data: 'x\ny', id: 'e.1', retry: 1500 },
    ])
    for (let cut = 1; cut < text.length; cut++) {
      const reader = new EventReader()
      expect([...reader.take(text.slice(0, cut)), ...reader.take(text.slice(cut))]).toEqual(whole)
    }
  })

  it('reads letters whose bytes come in two pieces', async () => {
    const bytes = new TextEncoder().encode('data: 李\n\n')
    const pieces = (async function* () {
      for (const byte of bytes) yield Uint8Array.of(byte)
    })()
    const events = []
    for await (const event of readEvents(pieces)) events.push(event.data)
    expect(events).toEqual(['李'])
  })
})

describe('npm run bots', () => {
  let server: Server
  beforeAll(async () => {
    server = await startServer()
  })
  const children: ChildProcess[] = []
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL')
    await server.end()
  })

  async function post<Body>(path: string, body: object, token?: string): Promise<Body> {
    const answer = await fetch(server.url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    })
    return (await answer.json()) as Body
  }
  async function look(code: string): Promise<View> {
    return (await (await fetch(`${server.url}/api/rooms/${code}`)).json()) as View
  }
  /** Asks again and again until it is so. */
  async function until(code: string, so: (view: View) => boolean): Promise<View> {
    for (;;) {
      const view = await look(code)
      if (so(view)) return view
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  function bots(...args: string[]) {
    const child = spawn(process.execPath, [BOTS, '--url', server.url, ...args])
    children.push(child)
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString()
    })
    const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
      child.once('close', (code) => resolve({ code, out, err })),
    )
    return { child, ended }
  }

  it('plays a quiz to its end through a crash of the server, and leaves', async () => {
    const options = {
      questions: ALL_KINDS.slice(3).map((question) => ({ ...question, seconds: 3 })),
      reading: 0,
      advance: 'auto',
      pause: 3,
    }
    const { code, token } = await post<RoomCreated>('/api/rooms', { game: 'quiz', options })
    const { ended } = bots('--room', code, '--players', '12', '--linger', '1')
    await until(code, ({ members }) => Object.keys(members).length === 13)
    await post(`/api/rooms/${code}/controls`, { do: 'start' }, token)
    await until(code, ({ state }) => (state as { answered?: number }).answered === 3)
    await server.kill()
    await server.restart()
    const over = await until(code, ({ room }) => room.phase === 'over')
    expect(Object.keys(over.scores)).toHaveLength(12)
    const { code: status, out, err } = await ended
    expect(err.trim()).toBe(`12 bots in room ${code}`)
    expect(status).toBe(0)
    expect(out).toContain('12 joined, 12 left')
    expect(out).toContain('1 played to the end')
    expect(out).toMatch(/ 12 reconnections, 0 of them without the missed updates/)
    expect(out).not.toContain('already-answered')
    // Every bot answers every question in time, the crash's own perhaps aside.
    expect(Number(/moves +(\d+) accepted/.exec(out)?.[1])).toBeGreaterThan(2 * 12)
    expect(Object.keys((await look(code)).members)).toHaveLength(1)
  })

  it('leaves in good order when it is told to stop, and when its time is up', async () => {
    const { code } = await post<RoomCreated>('/api/rooms', { game: 'tap-race' })
    const first = bots('--room', code, '--players', '3')
    await until(code, ({ members }) => Object.keys(members).length === 4)
    const second = bots('--room', code, '--players', '2', '--seconds', '1')
    expect((await second.ended).out).toContain('2 joined, 2 left')
    first.child.kill('SIGTERM')
    expect(await first.ended).toMatchObject({ code: 0, out: expect.stringContaining('3 joined, 3 left') as string })
    expect(Object.keys((await look(code)).members)).toHaveLength(1)
  })

  it('says in one line what keeps it out', async () => {
    const { code, token } = await post<RoomCreated>('/api/rooms', { game: 'tap-race' })
    await post(`/api/rooms/${code}/controls`, { do: 'lock' }, token)
    expect(await bots('--room', code, '--players', '3').ended).toMatchObject({
      code: 1,
      err: `room ${code} takes no bots: The room is locked\n`,
    })
    expect((await bots('--room', 'KKKKK', '--players', '3').ended).err).toMatch(/^there is no open room KKKKK at http/)
  })
})
