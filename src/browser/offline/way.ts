/**
 * What the worker does with a request. `page`: an address that the page itself draws. `built`: a file named by its
 * content. `past`: nothing, it goes its way as if there were no worker; above all a room's stream.
 */
export type Way = 'page' | 'built' | 'past'

/** What the server answers itself. A stream that went through a worker would end with it, after some 30 seconds. */
export const SERVERS_OWN = ['/api/*', '/stream', '/game', '/healthz'] as const

export function wayOf({ method, mode, url }: Pick<Request, 'method' | 'mode' | 'url'>, origin: string): Way {
  const { origin: from, pathname } = new URL(url)
  if (method !== 'GET' || from !== origin) return 'past'
  if (pathname.startsWith('/built/')) return 'built'
  const own = SERVERS_OWN.some((path) =>
    path.endsWith('*') ? pathname.startsWith(path.slice(0, -1)) : pathname === path,
  )
  const file = pathname.slice(pathname.lastIndexOf('/')).includes('.')
  return mode === 'navigate' && !own && !file ? 'page' : 'past'
}

/** The files of a build that a page names: script, styles, font and whatever is fetched along with them. */
export function filesOf(html: string): string[] {
  return [...new Set([...html.matchAll(/"(\/built\/[^"]+)"/g)].map(([, path]) => path ?? ''))]
}

/** What a page's build is called: two pages that name the same files are of one build. Empty for what is no page of ours. */
export function buildOf(html: string): string {
  return filesOf(html).join(' ')
}
