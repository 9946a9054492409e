import type { Env } from './env.ts'

/** Addresses that are neither ours nor a file's: the page draws them, if only to say that there is nothing. */
const PAGE = /^\/(?!(api|built|stream|game|healthz)(\/|$))[^.]*$/

/**
 * What stands in for an answer of "nothing here". The platform's own way (`single-page-application`) gives the page for a
 * file that a deploy took away too, and browsers would keep that as the script for a year.
 */
export async function orPage(answer: Response, { method, url, headers }: Request, { ASSETS }: Env): Promise<Response> {
  if (answer.status !== 404 || (method !== 'GET' && method !== 'HEAD')) return answer
  const { origin, pathname } = new URL(url)
  return PAGE.test(pathname) ? ASSETS.fetch(`${origin}/`, { method, headers }) : answer
}
