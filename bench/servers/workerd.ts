import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleModule } from '../../src/commands/serve/bundle.ts'
import { readDeployment } from '../../src/commands/serve/deployment.ts'
import { startRuntime } from '../../src/commands/serve/runtime.ts'
import { formatConfig } from '../../src/commands/serve/runtime-config.ts'
import type { Target } from '../load/plan.ts'
import type { Server } from './server.ts'

/** A program of ours on the bare runtime, with the compatibility date and flags that Courtside has. */
function workerdServer(
  name: string,
  kind: Server['kind'],
  module: string,
  frame: number,
  target: Omit<Target, 'port' | 'pid'> | ((room: number) => Omit<Target, 'port' | 'pid'>),
): Server {
  return {
    name,
    kind,
    async start() {
      const folder = await mkdtemp(join(tmpdir(), 'courtside-bench-'))
      await mkdir(join(folder, 'objects'))
      await bundleModule(fileURLToPath(new URL(`../${module}`, import.meta.url)), join(folder, 'worker.js'))
      const { compatibilityDate, compatibilityFlags } = readDeployment()
      const config = formatConfig({
        address: '127.0.0.1:0',
        module: 'worker.js',
        compatibilityDate,
        compatibilityFlags,
        vars: { FRAME_MS: `${frame}` },
        objects: [{ binding: 'FLOOR', className: 'FloorObject' }],
        storage: join(folder, 'objects'),
        name: 'floor',
      })
      await writeFile(join(folder, 'floor.capnp'), config)
      const runtime = await startRuntime(join(folder, 'floor.capnp'))
      let rooms = 0
      return {
        target: async () => ({
          ...(typeof target === 'function' ? target(++rooms) : target),
          port: runtime.port,
          pid: runtime.pid,
        }),
        async stop() {
          runtime.kill()
          await runtime.ended
          await rm(folder, { recursive: true, force: true })
        },
      }
    },
  }
}

const fanOut = {
  stream: '/stream',
  greeting: false,
  numbered: false,
  publish: { path: '/publish', headers: '', form: 'update' },
} as const

export const floorPerPull = workerdServer('floor, per pull', 'floor', 'floor/fan-out.ts', 0, fanOut)
export const floorFramed = workerdServer('floor, 50 ms frames', 'floor', 'floor/fan-out.ts', 50, fanOut)
export const plainWorker = workerdServer('plain streamSSE', 'peer', 'peers/plain-worker.ts', 0, fanOut)
export const floorSaving = workerdServer('floor, insert and sync', 'floor', 'floor/save.ts', 0, (room) => ({
  stream: `/${room}/stream`,
  greeting: true,
  numbered: true,
  publish: { path: `/${room}/insert`, headers: '', form: 'update' },
  join: { path: `/${room}/join`, headers: '', body: '{"name":"Player #"}' },
}))
