import { isObject } from '../../protocol/json.ts'
import type { RefusalCode } from '../../protocol/refusal.ts'

/** A request to our own server, answered with a value or with a failure in a form the words know. Never throws. */

/** `unreachable`: no answer came; the request may or may not have been carried out. */
export interface Failure {
  readonly failed: RefusalCode | 'unreachable'
  readonly reason?: string
  readonly detail?: string
  /** Seconds. */
  readonly retryAfter?: number
}

export function isFailure(answer: unknown): answer is Failure {
  return isObject(answer) && typeof answer.failed === 'string'
}

interface Asked {
  readonly method?: 'GET' | 'POST' | 'DELETE'
  readonly body?: unknown
  readonly key?: string
}

/** Milliseconds after which a request counts as unanswered. */
const PATIENCE_MS = 15_000

/** @typeParam T what the protocol says this route answers */
export async function ask<T>(path: string, { method = 'GET', body, key }: Asked = {}): Promise<T | Failure> {
  try {
    const response = await fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(PATIENCE_MS),
      cache: 'no-store',
    })
    if (response.status === 204) return {} as T
    const answer: unknown = await response.json().catch(() => undefined)
    if (response.ok) return answer as T
    return failureOf(response, answer)
  } catch {
    return { failed: 'unreachable' }
  }
}

function failureOf(response: Response, answer: unknown): Failure {
  // Something between us and the server (a captive portal, a gateway) answered in its place.
  if (!isObject(answer) || typeof answer.code !== 'string') return { failed: 'unreachable' }
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN)
  return {
    failed: answer.code as RefusalCode,
    ...(typeof answer.reason === 'string' ? { reason: answer.reason } : {}),
    ...(typeof answer.detail === 'string' ? { detail: answer.detail } : {}),
    ...(Number.isFinite(retryAfter) ? { retryAfter } : {}),
  }
}
