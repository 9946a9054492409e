import { CODE_LENGTH, codeFrom } from '../protocol/code.ts'

/** The name of the cookie that carries a member's token; its Path holds it to one room. */
export const COOKIE = 'courtside'

/** 128 random bits, base64url: what a member is known by. Handed out once; only its hash is stored. */
export function makeToken(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(16)))
}

export async function hashToken(token: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))))
}

/** A fresh room code. Eight bytes a letter: a draw without five usable ones is not to be expected in a lifetime. */
export function makeCode(): string {
  return codeFrom(crypto.getRandomValues(new Uint8Array(8 * CODE_LENGTH))) ?? makeCode()
}

/** What tells this life of a room code from any other: 48 random bits in base 36. */
export function makeEpoch(): string {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2))
  return (high * 2 ** 16 + (low >>> 16)).toString(36)
}

export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}
