import { type ChildProcess, spawn } from 'node:child_process'
import type { Target } from '../load/plan.ts'
import { own } from '../own.ts'

/** Milliseconds a server may take until it is ready, or until it is gone. */
const READY_MS = 60_000
const GONE_MS = 5000

/** A server that can be measured. */
export interface Server {
  readonly name: string
  /** Whether it is what Courtside is held against, Courtside itself, or the least that its platform can do. */
  readonly kind: 'courtside' | 'floor' | 'peer'
  /** Why it cannot run here; absent if it can. */
  readonly missing?: string
  /** Starts it afresh. */
  start(): Promise<Running>
}

export interface Running {
  /** A new room on it, where it has rooms. */
  target(): Promise<Target>
  stop(): Promise<void>
}

/** Starts a program that prints `ready http://localhost:PORT`; the port. */
export async function startProgram(
  program: string,
  args: readonly string[],
): Promise<{ child: ChildProcess; port: number }> {
  const child = own(spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] }))
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-4000)
  })
  const port = await new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ready within ${READY_MS} ms\n${errors}`)), READY_MS)
    child.once('error', reject)
    child.once('exit', (code, signal) => reject(new Error(`ended with ${signal ?? code}\n${errors}`)))
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part
      const found = /^ready http:\/\/localhost:(\d+)$/m.exec(text)?.[1]
      if (found === undefined) return
      clearTimeout(timer)
      resolve(Number(found))
    })
  })
  return { child, port }
}

/** Ends a program of ours: politely, then for certain. */
export async function stopProgram(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), GONE_MS)
  await gone
  clearTimeout(timer)
}
