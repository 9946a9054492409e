import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Target } from '../load/plan.ts'
import { type Server, startProgram, stopProgram } from './server.ts'

const SERVE = fileURLToPath(new URL('../../src/commands/serve.ts', import.meta.url))

/** Limits that protect a public room are not what is measured: one sender stands for a whole hall here. */
const LIMITS_OUT_OF_THE_WAY = { STREAMS_PER_OBJECT: '5000', MEMBERS_PER_ROOM: '5000', MOVES_PER_SECOND: '1000000' }

/** Courtside as `npm run serve` runs it, with a scoreboard. Every move is saved and synced before anyone sees it. */
export const courtside: Server = {
  name: 'Courtside',
  kind: 'courtside',
  async start() {
    const data = await mkdtemp(join(tmpdir(), 'courtside-bench-'))
    const vars = Object.entries(LIMITS_OUT_OF_THE_WAY).flatMap(([name, value]) => ['--var', `${name}:${value}`])
    const { child, port } = await startProgram(process.execPath, [SERVE, '--port', '0', '--data', data, ...vars])
    return {
      target: () => newRoom(child.pid as number, port),
      async stop() {
        await stopProgram(child)
        await rm(data, { recursive: true, force: true })
      },
    }
  },
}

async function newRoom(pid: number, port: number): Promise<Target> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/rooms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ game: 'scoreboard' }),
  })
  if (answer.status !== 201) throw new Error(`no room: ${answer.status} ${await answer.text()}`)
  const { code, token } = (await answer.json()) as { code: string; token: string }
  const json = 'Content-Type: application/json\r\n'
  return {
    port,
    pid,
    stream: `/api/rooms/${code}/stream`,
    greeting: true,
    numbered: true,
    publish: {
      path: `/api/rooms/${code}/moves`,
      headers: `${json}Authorization: Bearer ${token}\r\n`,
      form: 'move',
    },
    join: { path: `/api/rooms/${code}/members`, headers: json, body: '{"name":"Player #"}' },
  }
}
