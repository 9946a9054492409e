import type { Asset, HeaderRule } from './assets.ts'

/** Runs inside the runtime: what Cloudflare's asset server does for a deployed worker, on the runtime's disk service. */
export interface AssetsEnv {
  readonly FILES: { fetch(url: string): Promise<Response> }
  readonly ASSETS: { readonly [path: string]: Asset }
  readonly HEADERS: readonly HeaderRule[]
}

const INDEX = '/index.html'

export default {
  async fetch(request: Request, env: AssetsEnv): Promise<Response> {
    const path = pathOf(request.url)
    const file = path === '/' ? INDEX : path
    const asset = Object.hasOwn(env.ASSETS, file) ? env.ASSETS[file] : undefined
    if (asset === undefined) return new Response('Not found\n', { status: 404 })
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response('Method not allowed\n', { status: 405, headers: { allow: 'GET, HEAD' } })
    }
    if (path === INDEX) return new Response(null, { status: 307, headers: { location: '/' } })

    const headers = headersOf(env, path, asset)
    if (isCurrent(request.headers.get('if-none-match'), asset.etag)) return new Response(null, { status: 304, headers })
    const packed = request.method === 'GET' && isText(asset.type) && takesGzip(request)
    // The runtime packs what it is told is packed; how long that will be it does not know beforehand.
    if (packed) headers.set('content-encoding', 'gzip')
    else headers.set('content-length', String(asset.bytes))
    if (request.method === 'HEAD') return new Response(null, { headers })
    const found = await env.FILES.fetch(`http://files${encodeURI(file)}`)
    return found.ok ? new Response(found.body, { headers }) : new Response('Not found\n', { status: 404 })
  },
}

function pathOf(url: string): string {
  const { pathname } = new URL(url)
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}

function headersOf({ HEADERS }: AssetsEnv, path: string, asset: Asset): Headers {
  const headers = new Headers({
    'content-type': asset.type,
    etag: asset.etag,
    'cache-control': 'public, max-age=0, must-revalidate',
    vary: 'accept-encoding',
  })
  for (const { path: pattern, set, drop } of HEADERS) {
    if (!new RegExp(pattern).test(path)) continue
    for (const name of drop) headers.delete(name)
    for (const [name, value] of set) headers.set(name, value)
  }
  return headers
}

/** What packing makes smaller. */
function isText(type: string): boolean {
  return /^text\/|json$|svg/.test(type)
}

function takesGzip({ headers }: Request): boolean {
  return /\bgzip\b/.test(headers.get('accept-encoding') ?? '')
}

function isCurrent(header: string | null, etag: string): boolean {
  if (header === null) return false
  return header.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
}
