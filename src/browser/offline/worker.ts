import { buildOf, filesOf, SERVERS_OWN, wayOf } from './way.ts'

/**
 * The service worker: keeps the page and what it is made of, so that Courtside opens without a network. A page comes from
 * the network whenever that answers; only files named by their content come from what is kept, so no page is ever made of
 * two builds. One build has one worker and one cache.
 */

declare const self: ServiceWorkerGlobalScope
/** The build this worker belongs to, and the name of its cache. */
declare const BUILD: string

/** Milliseconds a page may take to come before the one that is kept is shown in its place. */
const PATIENCE_MS = 5000

interface Routed extends ExtendableEvent {
  /** Where it is known, what is the server's own does not even wake the worker. */
  addRoutes?(rules: readonly { condition: object; source: 'network' }[]): Promise<void>
}

self.addEventListener('install', (event: Routed) => {
  event.waitUntil(keepPage())
  const rules = SERVERS_OWN.map((pathname) => ({ condition: { urlPattern: { pathname } }, source: 'network' }) as const)
  void event.addRoutes?.(rules).catch(() => {})
})

self.addEventListener('activate', (event) => event.waitUntil(takeOver()))

self.addEventListener('fetch', (event) => {
  const way = wayOf(event.request, location.origin)
  if (way === 'page') event.respondWith(page(event))
  if (way === 'built') event.respondWith(built(event.request))
})

/** The page tells what it fetched before there was a worker. */
self.addEventListener('message', (event) => {
  const requests = (event.data as string[]).map((path) => new Request(path))
  event.waitUntil(Promise.all(requests.map(built)))
})

/** All or nothing, and only of this very build: while a deploy is under way the page may be another's already. */
async function keepPage(): Promise<void> {
  const response = await fetch('/', { cache: 'no-store' })
  const html = await response.clone().text()
  if (buildOf(html) !== BUILD) throw new Error('the page is of another build than its worker')
  const cache = await caches.open(BUILD)
  await cache.addAll(filesOf(html))
  await cache.put('/', response)
  await self.skipWaiting()
}

async function takeOver(): Promise<void> {
  for (const name of await caches.keys()) if (name !== BUILD) await caches.delete(name)
  await self.registration.navigationPreload?.enable()
  await self.clients.claim()
}

async function page({ request, preloadResponse }: FetchEvent): Promise<Response> {
  const kept = () => caches.match('/', { cacheName: BUILD })
  const asked = preloadResponse.then((early: Response | undefined) => early ?? fetch(request))
  asked.catch(() => {})
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS))
  try {
    const answer = await Promise.race([asked, late])
    // A gateway in front of a server that is down answers for it.
    if (answer && answer.status < 500) return answer
    return (await kept()) ?? (await asked)
  } catch (error) {
    const response = await kept()
    if (response) return response
    throw error
  }
}

async function built(request: Request): Promise<Response> {
  const kept = await caches.match(request, { cacheName: BUILD, ignoreVary: true })
  if (kept) return kept
  const response = await fetch(request)
  const html = response.headers.get('content-type')?.startsWith('text/html')
  if (response.ok && !html) await (await caches.open(BUILD)).put(request, response.clone())
  return response
}
