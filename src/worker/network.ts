import type { AppContext } from './asked.ts'
import { base64url } from './token.ts'

/** Which network someone comes from, as far as the platform tells, and how that is kept: as a keyed hash, never itself. */

/**
 * The asker's network. Cloudflare and `wrangler dev` name the address in a header, the bare runtime only in `cf`.
 * @returns nothing where no address is told.
 */
export function readNetwork(c: AppContext): string | undefined {
  const { clientIp } = (c.req.raw.cf ?? {}) as { readonly clientIp?: unknown }
  const address = c.req.header('CF-Connecting-IP') ?? (typeof clientIp === 'string' ? clientIp : undefined)
  return address === undefined ? undefined : networkOf(address)
}

/** An IPv4 address whole; of an IPv6 one the /64, which is what one household or one phone has to choose from. */
export function networkOf(address: string): string | undefined {
  const bare = address.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/%.*$/, '')
  const four = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?$/i.exec(bare)?.[1]
  if (four !== undefined) return four
  const url = `http://[${bare}]`
  if (!URL.canParse(url)) return undefined
  // The URL standard writes an address in one way only, with at most one run of zeros left out.
  const [head = '', tail = ''] = new URL(url).hostname.slice(1, -1).split('::')
  const [first, last] = [groups(head), groups(tail)]
  const zeros = Array<string>(8 - first.length - last.length).fill('0')
  return [...first, ...zeros, ...last].slice(0, 4).join(':')
}

function groups(text: string): string[] {
  return text === '' ? [] : text.split(':')
}

/** HMAC-SHA-256: addresses are few enough to try them all, so a plain hash would hide none. */
export async function hashNetwork(key: string, network: string): Promise<string> {
  const bytes = new TextEncoder()
  const how = { name: 'HMAC', hash: 'SHA-256' }
  const imported = await crypto.subtle.importKey('raw', bytes.encode(key), how, false, ['sign'])
  return base64url(new Uint8Array(await crypto.subtle.sign(how, imported, bytes.encode(network))))
}
