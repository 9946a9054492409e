import { useEffect, useState } from 'preact/hooks'
import { parseCode } from '../protocol/code.ts'

/** The page's own addresses: `/`, `/CODE`, `/CODE/screen` and `/CODE/replay`. */

export type Route =
  | { readonly at: 'home' }
  | { readonly at: 'room'; readonly code: string }
  | { readonly at: 'screen'; readonly code: string }
  | { readonly at: 'replay'; readonly code: string }
  | { readonly at: 'nowhere' }

export function parseRoute(path: string): Route {
  const [, first = '', second, ...rest] = path.replace(/\/$/, '').split('/')
  if (first === '') return second === undefined ? { at: 'home' } : { at: 'nowhere' }
  const code = parseCode(decoded(first))
  if (code === undefined || rest.length > 0) return { at: 'nowhere' }
  if (second === undefined) return { at: 'room', code }
  const at = second.toLowerCase()
  return at === 'screen' || at === 'replay' ? { at, code } : { at: 'nowhere' }
}

/** The one way to write an address: capitals, since the cookie of a room belongs to its capital path. */
export function pathOf(route: Exclude<Route, { at: 'nowhere' }>): string {
  if (route.at === 'home') return '/'
  return route.at === 'room' ? `/${route.code}` : `/${route.code}/${route.at}`
}

export function go(route: Exclude<Route, { at: 'nowhere' }>): void {
  history.pushState(undefined, '', pathOf(route))
  dispatchEvent(new PopStateEvent('popstate'))
  scrollTo(0, 0)
}

export function useRoute(): Route {
  const [path, setPath] = useState(location.pathname)
  useEffect(() => {
    const moved = () => setPath(location.pathname)
    addEventListener('popstate', moved)
    return () => removeEventListener('popstate', moved)
  }, [])
  const route = parseRoute(path)
  if (route.at !== 'nowhere' && pathOf(route) !== path) history.replaceState(undefined, '', pathOf(route))
  return route
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
