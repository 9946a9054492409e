import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'

/** A file as the assets' worker needs to know it. */
export interface Asset {
  readonly type: string
  /** Of the content, so that it stays across restarts. */
  readonly etag: string
  readonly bytes: number
}

/** One block of `_headers`: what it sets on every path that fits. */
export interface HeaderRule {
  /** Source of an expression over the whole path. */
  readonly path: string
  readonly set: readonly (readonly [name: string, value: string])[]
  readonly drop: readonly string[]
}

const TYPES: { readonly [extension: string]: string } = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/** Instructions to the platform, which it does not serve. */
const NOT_SERVED = new Set(['/_headers', '/_redirects', '/.assetsignore'])

/** Every file of the folder by its path in a URL. The runtime's disk service knows no types and no tags. */
export function listAssets(directory: string): { [path: string]: Asset } {
  const assets: { [path: string]: Asset } = {}
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    const path = file.slice(directory.length).replaceAll('\\', '/')
    if (!entry.isFile() || NOT_SERVED.has(path)) continue
    const content = readFileSync(file)
    assets[path] = {
      type: TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream',
      etag: `"${createHash('sha256').update(content).digest('hex').slice(0, 32)}"`,
      bytes: content.length,
    }
  }
  return assets
}

/** The `_headers` file of the folder, if it has one. */
export function readHeaderRules(directory: string): HeaderRule[] {
  const file = join(directory, '_headers')
  return existsSync(file) ? parseHeaderRules(readFileSync(file, 'utf8')) : []
}

/** Cloudflare's format: a path (`*` for anything) on a line of its own, below it indented `Name: value` or `! Name`. */
export function parseHeaderRules(source: string): HeaderRule[] {
  const rules: { path: string; set: [string, string][]; drop: string[] }[] = []
  for (const line of source.split('\n')) {
    const text = line.trim()
    if (text === '' || text.startsWith('#')) continue
    const rule = rules.at(-1)
    if (/^\S/.test(line)) {
      const path = text.split('*').map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, '\\$&'))
      rules.push({ path: `^${path.join('.*')}$`, set: [], drop: [] })
    } else if (text.startsWith('!')) {
      rule?.drop.push(text.slice(1).trim())
    } else {
      const colon = text.indexOf(':')
      if (colon > 0) rule?.set.push([text.slice(0, colon).trim(), text.slice(colon + 1).trim()])
    }
  }
  return rules
}
