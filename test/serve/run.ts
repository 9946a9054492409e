import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SERVE = fileURLToPath(new URL('../../src/commands/serve.ts', import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** `serve` as a process of its own. */
export interface Serving {
  readonly child: ChildProcess
  /** From the ready line; rejects with what it said on stderr if it ends before. */
  readonly url: Promise<string>
  readonly ended: Promise<Ended>
  stdout(): string
  stderr(): string
}

export function serve(...flags: string[]): Serving {
  return watched(spawn(process.execPath, [SERVE, ...flags], { stdio: ['ignore', 'pipe', 'pipe'] }))
}

/** As a person types it. npm ends up above a shell, and the shell above the server. */
export function npmServe(...flags: string[]): Serving {
  return watched(
    spawn('npm', ['run', '--silent', 'serve', '--', ...flags], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] }),
  )
}

function watched(child: ChildProcess): Serving {
  let [stdout, stderr] = ['', '']
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const ended = new Promise<Ended>((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })))
  const url = new Promise<string>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      const found = /^ready (http:\/\/localhost:\d+)$/m.exec(stdout)?.[1]
      if (found !== undefined) resolve(found)
    })
    void ended.then(() => reject(new Error(`ended before it was ready: ${stderr}`)))
  })
  // Some tests only wait for the end.
  url.catch(() => {})
  return { child, url, ended, stdout: () => stdout, stderr: () => stderr }
}
