import { problemOf, type Refusal } from '../protocol/refusal.ts'

/** A refusal as RFC 9457 problem details. */
export function problem(refusal: Refusal): Response {
  const body = problemOf(refusal)
  const headers = new Headers({ 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' })
  if (refusal.retryAfter !== undefined) headers.set('Retry-After', String(refusal.retryAfter))
  return new Response(JSON.stringify(body), { status: body.status, headers })
}
