import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The built worker on the bare runtime, as a process of its own that a test may kill and start again. */
export interface Server {
  /** Without a slash at the end. */
  readonly url: string
  /** Ends the process at once, as a power cut would; the data stays. */
  kill(): Promise<void>
  /** Starts it again at the same address, with the same data. */
  restart(): Promise<void>
  /** Ends it and forgets its data. */
  end(): Promise<void>
}

const SERVE = fileURLToPath(new URL('../../src/commands/serve.ts', import.meta.url))

/** @param vars variables of wrangler.toml, where they are to be others */
export async function startServer(vars: Readonly<Record<string, string>> = {}): Promise<Server> {
  const data = mkdtempSync(join(tmpdir(), 'courtside-'))
  const flags = Object.entries(vars).flatMap(([name, value]) => ['--var', `${name}:${value}`])
  let running = await run(data, 0, flags)
  const port = Number(new URL(running.url).port)
  return {
    url: running.url,
    kill: () => running.kill(),
    async restart() {
      running = await run(data, port, flags)
    },
    async end() {
      await running.kill()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

interface Running {
  readonly url: string
  kill(): Promise<void>
}

function run(data: string, port: number, flags: readonly string[]): Promise<Running> {
  const child = spawn(process.execPath, [SERVE, '--port', String(port), '--data', data, ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const url = /ready (http:\S+)/.exec(chunk.toString())?.[1]
      if (!url) return
      resolve({
        url,
        async kill() {
          child.kill('SIGKILL')
          await ended
        },
      })
    })
    void ended.then(() => reject(new Error(`the server did not start: ${said}`)))
  })
}
