import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { View } from '../../src/protocol/view.ts'
import { type Serving, serve } from '../serve/run.ts'
import { Viewer } from './viewer.ts'

/** Crashes, publishers and moves each of them makes between two crashes; streams that watch it all. */
const CRASHES = 3
const PUBLISHERS = 4
const MOVES_A_LIFE = 40
const VIEWERS = 12

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
  serving = serve('--data', data, '--port', port, '--var', 'MOVES_PER_SECOND:100000')
  return serving.url
}

/** Adds 1 under one name and one key until an answer comes, whatever happens to the server meanwhile. */
async function addOnce(url: string, room: { code: string; token: string }, player: string, key: string) {
  for (;;) {
    try {
      const answer = await fetch(`${url}/api/rooms/${room.code}/moves`, {
        method: 'POST',
        headers: { authorization: `Bearer ${room.token}`, 'idempotency-key': key },
        body: JSON.stringify({ name: 'add', args: { player, by: 1 } }),
      })
      if (answer.status === 200) return ((await answer.json()) as { version: number }).version
      if (answer.status < 500) throw new Error(`${answer.status} ${await answer.text()}`)
    } catch (error) {
      if (error instanceof Error && /^\d+ /.test(error.message)) throw error
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
}

describe('a server that is killed with -9 in the middle of moves', () => {
  it('[G1] [G2] [G3] [G4] loses nothing it answered, counts nothing twice, takes nothing back that a stream saw', async () => {
    const url = await start('0')
    const opened = await fetch(`${url}/api/rooms`, { method: 'POST', body: JSON.stringify({ game: 'scoreboard' }) })
    const room = (await opened.json()) as { code: string; token: string }
    const seen = new Map<number, string>()
    const viewers = Array.from({ length: VIEWERS }, () => new Viewer(`${url}/api/rooms/${room.code}/stream`, seen))
    const watching = Promise.all(viewers.map((viewer) => viewer.watch()))
    await Promise.race([watching, Promise.all(viewers.map((viewer) => viewer.upTo(1)))])

    const answered = new Map<number, string>()
    let made = 0
    let crash: () => void = () => {}
    const publish = async (player: string): Promise<void> => {
      for (let count = 0; count < (CRASHES + 1) * MOVES_A_LIFE; count++) {
        const version = await addOnce(url, room, player, `${player}-${count}`)
        expect(answered.get(version), `version ${version} was answered twice`).toBeUndefined()
        answered.set(version, player)
        made += 1
        if (made % (PUBLISHERS * MOVES_A_LIFE) === 0) crash()
      }
    }
    const publishing = Promise.all(Array.from({ length: PUBLISHERS }, (_, at) => publish(`p${at}`)))
    for (let count = 0; count < CRASHES; count++) {
      await new Promise<void>((resolve) => {
        crash = resolve
      })
      serving?.child.kill('SIGKILL')
      await serving?.ended
      await start(new URL(url).port)
    }
    await publishing

    const total = PUBLISHERS * (CRASHES + 1) * MOVES_A_LIFE
    const last = (await (await fetch(`${url}/api/rooms/${room.code}`)).json()) as View
    expect(last.version).toBe(1 + total)
    expect(answered.size).toBe(total)
    expect(last.scores).toEqual(
      Object.fromEntries(Array.from({ length: PUBLISHERS }, (_, at) => [`p${at}`, total / PUBLISHERS])),
    )
    await Promise.race([watching, Promise.all(viewers.map((viewer) => viewer.upTo(last.version)))])
    for (const viewer of viewers) {
      expect(viewer.view).toEqual(last)
      expect(viewer.resets).toBe(0)
      expect(viewer.reconnections).toBeGreaterThanOrEqual(CRASHES)
      viewer.stop()
    }
    await watching
  })
})
