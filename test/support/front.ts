import { readFileSync } from 'node:fs'
import { createServer, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { listAssets } from '../../src/commands/serve/assets.ts'

const BUILT = fileURLToPath(new URL('../../dist/assets', import.meta.url))

type Files = ReadonlyMap<string, { readonly type: string; readonly content: Buffer }>

/** A server's front that can change builds under open pages, as a deploy does: the other build's files are gone then. */
export interface Front {
  /** Without a slash at the end. */
  readonly url: string
  /** Hands out this build from now on; who asks for a file of the other one is told so, or gets the page. */
  deploy(build: 'first' | 'second', gone?: 'not-found' | 'page'): void
  /** The script that a build's pages begin with. */
  script(build: 'first' | 'second'): string
  end(): Promise<void>
}

/** @param behind the address of a server; all but the assets is passed on to it. */
export async function startFront(behind: string): Promise<Front> {
  const first = built()
  const builds = { first, second: renamed(first) }
  let files: Files = first
  let gone: 'not-found' | 'page' = 'not-found'

  function hand(path: string, response: ServerResponse): void {
    const isFile = path.slice(path.lastIndexOf('/')).includes('.')
    const file = files.get(path) ?? (isFile && gone === 'not-found' ? undefined : files.get('/index.html'))
    if (!file) return void response.writeHead(404).end()
    const lasting = path.startsWith('/built/') ? 'public, max-age=31536000, immutable' : 'no-cache'
    response.writeHead(200, { 'content-type': file.type, 'cache-control': lasting }).end(file.content)
  }

  const server = createServer((asked, response) => {
    const { url = '/', method, headers } = asked
    if (!url.startsWith('/api/')) return hand(new URL(url, behind).pathname, response)
    const on = request(behind + url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    on.on('error', () => response.destroy())
    response.on('close', () => on.destroy())
    asked.pipe(on)
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    deploy(next, missing = 'not-found') {
      files = builds[next]
      gone = missing
    },
    script: (of) => /src="([^"]+)"/.exec(`${builds[of].get('/index.html')?.content}`)?.[1] ?? '',
    end() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function built(): Files {
  const assets = Object.entries(listAssets(BUILT))
  return new Map(assets.map(([path, { type }]) => [path, { type, content: readFileSync(join(BUILT, path)) }]))
}

/** The same build under other names. */
function renamed(files: Files): Files {
  const hashes = [...files.keys()].flatMap((path) => /^\/built\/.+-([A-Z0-9]{8})\.\w+$/.exec(path)?.[1] ?? [])
  const rename = (text: string) => hashes.reduce((all, hash) => all.replaceAll(hash, `${hash.slice(1)}_`), text)
  const isText = (path: string) => /\.(js|css|html)$/.test(path)
  return new Map(
    [...files].map(([path, { type, content }]) => [
      rename(path),
      { type, content: isText(path) ? Buffer.from(rename(content.toString())) : content },
    ]),
  )
}
