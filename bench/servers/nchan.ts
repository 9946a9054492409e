import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { own } from '../own.ts'
import { type Server, stopProgram } from './server.ts'

const PROGRAMS = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/opt/homebrew/bin/nginx']
const MODULES = ['/usr/lib/nginx/modules/ngx_nchan_module.so', '/usr/lib64/nginx/modules/ngx_nchan_module.so']

const nginx = PROGRAMS.find((path) => existsSync(path))
const module = MODULES.find((path) => existsSync(path))

/** nginx with Nchan, written in C. It keeps its last messages in memory only. */
export const nchan: Server = {
  name: 'Nchan',
  kind: 'peer',
  ...(nginx && module ? {} : { missing: 'not installed (Debian: nginx-light libnginx-mod-nchan)' }),
  async start() {
    const folder = await mkdtemp(join(tmpdir(), 'courtside-bench-'))
    const port = await freePort()
    await writeFile(join(folder, 'nginx.conf'), configOf(folder, port))
    const child = own(spawn(nginx as string, ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' }))
    await answers(port)
    return {
      target: async () => ({
        port,
        pid: child.pid as number,
        stream: '/stream',
        greeting: true,
        numbered: false,
        publish: { path: '/publish', headers: 'X-EventSource-Event: update\r\n', form: 'update' },
      }),
      async stop() {
        await stopProgram(child)
        await rm(folder, { recursive: true, force: true })
      },
    }
  },
}

export function nginxVersion(): string {
  return nginx && module ? spawnSync(nginx, ['-v'], { encoding: 'utf8' }).stderr.trim() : 'none'
}

/** One worker process: with two, the second would take the core of the load program, and all were slower for it. */
function configOf(folder: string, port: number): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `  ${name}_temp_path ${folder}/${name};`,
  )
  return `load_module ${module};
daemon off;
worker_processes 1;
pid ${folder}/pid;
error_log ${folder}/error.log warn;
events { worker_connections 8192; }
http {
  access_log off;
  keepalive_requests 100000000;
${temporary.join('\n')}
  server {
    listen 127.0.0.1:${port} backlog=4096;
    location = /publish {
      nchan_publisher;
      nchan_channel_id room;
      nchan_message_buffer_length 10000;
      nchan_message_timeout 10m;
    }
    location = /stream {
      nchan_subscriber eventsource;
      nchan_channel_id room;
      nchan_subscriber_first_message newest;
    }
  }
}
`
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

async function answers(port: number): Promise<void> {
  for (let tries = 100; tries > 0; tries--) {
    const there = await fetch(`http://127.0.0.1:${port}/publish`).catch(() => undefined)
    if (there !== undefined) return
    await sleep(50)
  }
  throw new Error('nginx does not answer')
}
