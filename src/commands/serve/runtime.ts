import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import type { Readable } from 'node:stream'

/** Milliseconds for requests in flight after a polite request to stop. An open stream never ends by itself. */
const GRACE_MS = 1000
/** Milliseconds until the runtime must listen: it compiles the worker first. */
const LISTEN_MS = 30_000

/** A running `workerd`. */
export interface Runtime {
  readonly pid: number
  readonly port: number
  /** Settles when the process is gone; says how it ended. */
  readonly ended: Promise<string>
  /** Lets requests in flight finish, then ends it for certain. What was acknowledged is on the disk already. */
  stop(): Promise<void>
  /** Ends it at once. */
  kill(): void
}

/**
 * Starts `workerd serve` on a written configuration and waits until its socket listens.
 */
export async function startRuntime(config: string): Promise<Runtime> {
  const [program, ...args] = [...leash(), workerd(), 'serve', '--control-fd=3', config]
  // The worker's console belongs on stderr: stdout is for the one line that says it is ready.
  const child = spawn(program, args, { stdio: ['ignore', process.stderr, process.stderr, 'pipe'] })
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  const kill = () => void child.kill('SIGKILL')
  const port = await Promise.race([
    listening(child),
    ended.then((how) => Promise.reject(new Error(`workerd ended before it listened: ${how}`))),
  ]).catch((error) => {
    kill()
    throw error
  })
  async function stop(): Promise<void> {
    const timer = setTimeout(kill, GRACE_MS)
    child.kill('SIGTERM')
    await ended
    clearTimeout(timer)
  }
  return { pid: child.pid as number, port, ended, stop, kill }
}

/** The port, which workerd tells on its control descriptor once it listens: `{"event":"listen","socket":…,"port":…}`. */
function listening(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`workerd did not listen within ${LISTEN_MS} ms`)), LISTEN_MS)
    let text = ''
    const control = child.stdio[3] as Readable
    control.setEncoding('utf8')
    control.on('data', (part: string) => {
      text += part
      const port = /"event":"listen".*?"port":(\d+)/.exec(text)?.[1]
      if (port === undefined) return
      clearTimeout(timer)
      resolve(Number(port))
    })
    control.on('error', reject)
    child.once('exit', () => clearTimeout(timer))
  })
}

export function bareRuntimeVersion(): string {
  return spawnSync(workerd(), ['--version'], { encoding: 'utf8' }).stdout.trim()
}

/** The very binary that came with wrangler, wherever npm has put it. */
function workerd(): string {
  const require = createRequire(createRequire(import.meta.url).resolve('wrangler'))
  return (require('workerd') as { default: string }).default
}

/**
 * Linux ends the runtime together with this process, however this process dies: an orphan would hold the port and the
 * databases, and a second runtime on the same databases fails on its first write. Elsewhere only an orderly end does.
 */
function leash(): string[] {
  const present = process.platform === 'linux' && spawnSync('setpriv', ['--version'], { stdio: 'ignore' }).status === 0
  return present ? ['setpriv', '--pdeathsig', 'KILL'] : []
}
