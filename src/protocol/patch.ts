import { isObject, type Json } from './json.ts'

/** An RFC 7396 merge patch: `null` deletes a member, an object is merged, anything else replaces. */
export type Patch = null | string | number | boolean | readonly Patch[] | { readonly [key: string]: Patch }

/** A value that a merge patch cannot carry: `null`, `undefined` in a list, a function, NaN or an infinity. */
export class NotJson extends TypeError {
  override name = 'NotJson'
}

/**
 * The merge patch that turns `before` into `after`, or `undefined` when they are equal.
 * Branches that are the same object on both sides are skipped unread, so a rule that copies only what it changes
 * pays only for what it changed.
 * @throws NotJson when a changed part of `after` holds something JSON cannot, or a `null`.
 */
export function makePatch(before: Json | undefined, after: Json): Patch | undefined {
  if (before === after) return undefined
  if (!isObject(before) || !isObject(after)) {
    if (sameJson(before, after)) return undefined
    return checked(after, '')
  }
  const patch: Record<string, Patch> = {}
  let changed = false
  let kept = 0
  for (const key in after) {
    const next = after[key] as Json | undefined
    if (next === undefined) continue
    const was = before[key] as Json | undefined
    // Most members are the very same; what an object inherits is never equal to a JSON value, so this needs no `hasOwn`.
    const owned = next === was || Object.hasOwn(before, key)
    if (owned) kept += 1
    if (next === was) continue
    const part = owned ? makePatch(was, next) : checked(next, key)
    if (part === undefined) continue
    put(patch, key, part)
    changed = true
  }
  // Nothing is gone, as in most moves, if all there was is still there: half of the reads, in a board of 100 names.
  if (kept === Object.keys(before).length) return changed ? patch : undefined
  for (const key in before) {
    if (before[key] === after[key] || before[key] === undefined) continue
    if (Object.hasOwn(after, key) && after[key] !== undefined) continue
    put(patch, key, null)
    changed = true
  }
  return changed ? patch : undefined
}

/** RFC 7396 section 2, `MergePatch(Target, Patch)`. The target is not changed; untouched branches are shared. */
export function applyPatch(target: unknown, patch: Patch): Json {
  if (!isObject(patch)) return patch as Json
  const result: Record<string, unknown> = isObject(target) ? { ...target } : {}
  for (const key in patch) {
    const part = (patch as Record<string, Patch>)[key] as Patch
    if (part === null) delete result[key]
    else put(result, key, applyPatch(Object.hasOwn(result, key) ? result[key] : undefined, part))
  }
  return result as Json
}

/** Equal as JSON: the order of an object's members does not count, an `undefined` member is an absent one. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => sameJson(item, b[index]))
  }
  if (!isObject(a) || !isObject(b)) return false
  for (const key in a) if (!sameJson(a[key], Object.hasOwn(b, key) ? b[key] : undefined)) return false
  for (const key in b) if (b[key] !== undefined && !Object.hasOwn(a, key)) return false
  return true
}

function checked(value: unknown, path: string): Patch {
  const kind = typeof value
  if (kind === 'string' || kind === 'boolean' || (kind === 'number' && Number.isFinite(value))) return value as Patch
  if (Array.isArray(value)) {
    // By index, since `forEach` passes over the holes that JSON.stringify writes as null.
    for (let index = 0; index < value.length; index++) checked(value[index], `${path}[${index}]`)
    return value as Patch
  }
  if (isObject(value)) {
    for (const key in value) if (value[key] !== undefined) checked(value[key], `${path}.${key}`)
    return value as Patch
  }
  throw new NotJson(`${path || 'the value'} is ${String(value)}, which JSON without null cannot hold`)
}

/** Sets a member as the object's own even if it is called `__proto__`, which a plain assignment would not. */
function put(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
  } else object[key] = value
}
