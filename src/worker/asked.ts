import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { parseCode } from '../protocol/code.ts'
import { type Refused, refuse } from '../protocol/refusal.ts'
import { IdempotencyKey } from '../protocol/request.ts'
import type { Asker } from './asker.ts'
import { parse } from './body.ts'
import type { Env } from './env.ts'
import { COOKIE, hashToken } from './token.ts'

export type AppContext = Context<{ Bindings: Env }>

/** What every route of a room needs to know of a request: which object, and who asks. */
export interface Asked {
  readonly code: string
  readonly room: DurableObjectStub<import('./room-object.ts').RoomObject>
  readonly asker: Asker
}

/**
 * @returns a refusal for what cannot be a room code, and for a request that another site sent with this browser's cookie.
 */
export async function readAsked(c: AppContext): Promise<Asked | Refused> {
  const code = parseCode(c.req.param('code') ?? '')
  if (code === undefined) return refuse('no-such-room')
  const asker = await whoAsks(c)
  if (asker.by === 'cookie' && c.req.method !== 'GET' && isForeign(c)) return refuse('foreign-origin')
  return { code, room: roomOf(c.env, code), asker }
}

export function roomOf(env: Env, code: string): Asked['room'] {
  return env.ROOMS.get(env.ROOMS.idFromName(code))
}

async function whoAsks(c: AppContext): Promise<Asker> {
  const bearer = /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1]
  if (bearer !== undefined) return { hash: await hashToken(bearer), by: 'bearer' }
  const cookie = getCookie(c, COOKIE)
  return cookie ? { hash: await hashToken(cookie), by: 'cookie' } : {}
}

/** SameSite=Strict keeps the cookie at home already; this holds where a browser does not know it. */
function isForeign(c: AppContext): boolean {
  const origin = c.req.header('Origin')
  if (origin === undefined) return false
  // Compared by host: in front of `wrangler dev` and other proxies the scheme the Worker sees is not the browser's.
  return URL.canParse(origin) ? new URL(origin).host !== new URL(c.req.url).host : true
}

export function giveToken(c: AppContext, code: string, token: string): void {
  setCookie(c, COOKIE, token, {
    path: `/api/rooms/${code}`,
    httpOnly: true,
    sameSite: 'Strict',
    secure: new URL(c.req.url).protocol === 'https:',
  })
}

export function readKey(c: AppContext): { readonly key?: string } | Refused {
  const text = c.req.header('Idempotency-Key')
  if (text === undefined) return {}
  const parsed = parse(IdempotencyKey, text)
  return 'refusal' in parsed ? parsed : { key: parsed.value }
}

/** Holds back an address that creates or joins too much, where the platform counts for us. */
export async function brake(c: AppContext, limit: RateLimit | undefined): Promise<Refused | undefined> {
  if (!limit) return undefined
  const { success } = await limit.limit({ key: c.req.header('CF-Connecting-IP') ?? 'unknown' })
  return success ? undefined : { refusal: { code: 'too-many-requests', retryAfter: 60 } }
}
