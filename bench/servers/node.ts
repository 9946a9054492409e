import { fileURLToPath } from 'node:url'
import { type Server, startProgram, stopProgram } from './server.ts'

function nodeServer(name: string, module: string): Server {
  return {
    name,
    kind: 'peer',
    async start() {
      const file = fileURLToPath(new URL(`../peers/${module}`, import.meta.url))
      const { child, port } = await startProgram(process.execPath, [file])
      return {
        target: async () => ({
          port,
          pid: child.pid as number,
          stream: '/stream',
          greeting: false,
          numbered: false,
          publish: { path: '/publish', headers: '', form: 'update' },
        }),
        stop: () => stopProgram(child),
      }
    },
  }
}

export const betterSse = nodeServer('better-sse', 'better-sse.ts')
export const nodeWrite = nodeServer('Node res.write', 'node-write.ts')
