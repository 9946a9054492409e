import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { GAMES } from '../games/catalog.ts'
import type { GameCard } from '../protocol/answer.ts'
import type { JsonObject } from '../protocol/json.ts'
import { refuse } from '../protocol/refusal.ts'
import { demoRoutes } from './demo-routes.ts'
import { docsRoutes } from './docs-routes.ts'
import type { Env } from './env.ts'
import { problem } from './problem.ts'
import { roomRoutes } from './room-routes.ts'

const CARDS: readonly GameCard[] = GAMES.map(({ id, title, summary, players, options }) => ({
  id,
  title,
  summary,
  players,
  options: options['~standard'].jsonSchema.input({ target: 'draft-2020-12' }) as JsonObject,
}))

/** Paths that exist, with the methods they take: what tells a wrong method from a wrong address. */
const METHODS: ReadonlyArray<readonly [path: RegExp, methods: string]> = [
  [/^\/(healthz|stream|api\/(games|docs|openapi\.json))$/, 'GET'],
  [/^\/game$/, 'POST'],
  [/^\/api\/rooms$/, 'POST'],
  [/^\/api\/rooms\/[^/]+(\/(stream|history))?$/, 'GET'],
  [/^\/api\/rooms\/[^/]+\/(members|moves|controls|time)$/, 'POST'],
  [/^\/api\/rooms\/[^/]+\/members\/[^/]+$/, 'DELETE'],
]

/**
 * What every answer says. Open to every site, with a bearer token or none: cookies are never let across (no
 * Allow-Credentials). Of the headers for security only what means something on JSON and streams: pages have theirs from
 * `_headers`. Set here and not by Hono's `cors` and `secureHeaders`, which build every answer twice: 8 % of a move, counted
 * in instructions.
 */
const HEADERS = [
  ['Access-Control-Allow-Origin', '*'],
  ['Access-Control-Expose-Headers', 'ETag, Retry-After'],
  ['Cross-Origin-Resource-Policy', 'cross-origin'],
  ['Referrer-Policy', 'no-referrer'],
  ['Strict-Transport-Security', 'max-age=15552000; includeSubDomains'],
  ['X-Content-Type-Options', 'nosniff'],
] as const

const preflight = cors({
  origin: '*',
  allowMethods: ['GET', 'POST', 'DELETE'],
  allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'If-None-Match', 'Last-Event-ID'],
  maxAge: 86_400,
})

export const app = new Hono<{ Bindings: Env }>()
  .options('*', preflight)
  .use(async (c, next) => {
    await next()
    const { headers } = c.res
    for (const [name, value] of HEADERS) headers.set(name, value)
  })
  .get('/healthz', (c) => c.text('ok'))
  .get('/api/games', (c) => c.json(CARDS))
  .route('/api', docsRoutes)
  .route('/api/rooms', roomRoutes)
  .route('/', demoRoutes)
  .notFound((c) => {
    const known = METHODS.find(([path]) => path.test(c.req.path))
    if (!known) return problem(refuse('not-found').refusal)
    const response = problem(refuse('wrong-method', `This address takes ${known[1]}`).refusal)
    response.headers.set('Allow', known[1])
    return response
  })
  .onError((error) => {
    // The words of an error stay here: they are for the operator's log, never for the asker.
    console.error(error)
    return problem(refuse('fault').refusal)
  })
