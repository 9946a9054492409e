/** JSON as Courtside uses it: without `null`, because a merge patch means "delete" by it (RFC 7396 section 1). */
export type Json = string | number | boolean | readonly Json[] | JsonObject

/** `undefined` is allowed in the type so that an absent member can be written as such; it never reaches the wire. */
export interface JsonObject {
  readonly [key: string]: Json | undefined
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
