import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ServeError } from './flags.ts'

/** Milliseconds a server that is just being ended may still take to let go of its port and its folder. */
const HANDOVER_MS = 4000
const LOOK_MS = 50

/** @throws ServeError when the port stays taken. */
export async function claimPort(port: number): Promise<void> {
  if (await within(() => isFree(port))) return
  throw new ServeError(`port ${port} is taken by another program; choose another with --port, or 0 for a free one`)
}

/**
 * Two runtimes on one folder fail on the first write of the second, long after its start, so it is refused at once.
 * @throws ServeError when another server keeps its rooms there.
 */
export async function claimFolder(folder: string): Promise<void> {
  if (await within(async () => !isHeld(folder))) return
  throw new ServeError(`${folder} is in use by another server (process ${holderOf(folder)})`)
}

/** Notes whose the folder is. A note left behind by a crash counts for nothing once that process is gone. */
export function noteHolder(folder: string, pid: number): void {
  writeFileSync(noteIn(folder), `${pid}\n`)
}

function noteIn(folder: string): string {
  return join(folder, 'held-by')
}

function holderOf(folder: string): number | undefined {
  return existsSync(noteIn(folder)) ? Number(readFileSync(noteIn(folder), 'utf8')) : undefined
}

function isHeld(folder: string): boolean {
  const pid = holderOf(folder)
  if (pid === undefined || !Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  // The id may belong to some other program by now.
  const name = `/proc/${pid}/comm`
  return !existsSync(name) || readFileSync(name, 'utf8').startsWith('workerd')
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, () => server.close(() => resolve(true)))
  })
}

async function within(done: () => Promise<boolean>): Promise<boolean> {
  for (let left = HANDOVER_MS / LOOK_MS; left > 0; left--) {
    if (await done()) return true
    await sleep(LOOK_MS)
  }
  return false
}
