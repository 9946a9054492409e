import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../src/protocol/json.ts'
import { applyPatch, makePatch, NotJson, type Patch, sameJson } from '../../src/protocol/patch.ts'

/** RFC 7396, Appendix A: original, patch, result. */
const TABLE: ReadonlyArray<readonly [string, string, string]> = [
  ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
  ['{"a":"b"}', '{"a":null}', '{}'],
  ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
  ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
  ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
  ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
  ['["a","b"]', '["c","d"]', '["c","d"]'],
  ['{"a":"b"}', '["c"]', '["c"]'],
  ['{"a":"foo"}', 'null', 'null'],
  ['{"a":"foo"}', '"bar"', '"bar"'],
  ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
  ['[1,2]', '{"a":"b","c":null}', '{"a":"b"}'],
  ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
]

describe('applying a merge patch', () => {
  for (const [target, patch, result] of TABLE) {
    it(`[S5] ${target} with ${patch} is ${result} (RFC 7396, Appendix A)`, () => {
      const before = JSON.parse(target) as Json
      expect(applyPatch(before, JSON.parse(patch) as Patch)).toEqual(JSON.parse(result))
      expect(before).toEqual(JSON.parse(target))
    })
  }

  it('makes `__proto__` a member like any other', () => {
    const patched = applyPatch({}, JSON.parse('{"__proto__":{"admin":true},"constructor":1}') as Patch)
    expect(JSON.stringify(patched)).toBe('{"__proto__":{"admin":true},"constructor":1}')
    expect(Object.getPrototypeOf(patched)).toBe(Object.prototype)
    expect(({} as Record<string, unknown>).admin).toBeUndefined()
    expect(JSON.stringify(applyPatch(patched, JSON.parse('{"__proto__":null}') as Patch))).toBe('{"constructor":1}')
  })

  it('merges into what the object has itself, not into what it inherits', () => {
    expect(JSON.stringify(applyPatch({}, { toString: { a: 1 } }))).toBe('{"toString":{"a":1}}')
  })
})

const key = fc.oneof(
  fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor', 'toString', '', '0', '10', '2'),
  fc.string({ maxLength: 3 }),
)
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Json>('', 'x', 0, 1, -1.5, true, false),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.array(fc.tuple(key, tie('json')), { maxLength: 4 }).map((pairs) => Object.fromEntries(pairs) as Json),
  ),
}))
/** Over the wire and back. */
const sent = (patch: Patch): Patch => JSON.parse(JSON.stringify(patch)) as Patch

describe('making a merge patch', () => {
  it('[G4] folding the patch, as sent, into what was before gives what comes after', () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        const patch = makePatch(before, after)
        const folded = patch === undefined ? before : applyPatch(before, sent(patch))
        expect(sameJson(folded, after)).toBe(true)
        expect(folded).toEqual(after)
      }),
      { numRuns: 2000 },
    )
  })

  it('is nothing exactly when both are equal', () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        expect(makePatch(before, after) === undefined).toBe(sameJson(before, after))
        expect(makePatch(before, JSON.parse(JSON.stringify(before)) as Json)).toBeUndefined()
      }),
      { numRuns: 1000 },
    )
  })

  it('leaves both sides as they were, and holds no null but to delete', () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        const [was, is] = [JSON.stringify(before), JSON.stringify(after)]
        makePatch(before, after)
        expect([JSON.stringify(before), JSON.stringify(after)]).toEqual([was, is])
      }),
      { numRuns: 300 },
    )
  })

  it('shares the branches it does not touch, on making and on applying', () => {
    const branch = { deep: { list: [1, 2, 3] } }
    const before = { branch, count: 1 }
    const after = { branch, count: 2 }
    expect(makePatch(before, after)).toEqual({ count: 2 })
    const folded = applyPatch(before, { count: 2 }) as typeof before
    expect(folded.branch).toBe(branch)
  })

  it('takes a member that is undefined for one that is absent', () => {
    expect(makePatch({ a: 1 }, { a: undefined })).toEqual({ a: null })
    expect(makePatch({ a: undefined }, {})).toBeUndefined()
    expect(makePatch({}, { a: undefined })).toBeUndefined()
  })

  it('tells an empty object from an absent one', () => {
    expect(makePatch({}, { a: {} })).toEqual({ a: {} })
    expect(makePatch({ a: {} }, {})).toEqual({ a: null })
    expect(makePatch({ a: 1 }, { a: {} })).toEqual({ a: {} })
  })

  const sparse: unknown[] = []
  sparse[2] = 1
  const REFUSED: ReadonlyArray<readonly [string, unknown]> = [
    ['null', { a: null }],
    ['null in a list', { a: [1, null] }],
    ['null deep in something new', { a: { b: [{ c: null }] } }],
    ['undefined in a list', { a: [undefined] }],
    ['a hole in a list', { a: sparse }],
    ['NaN', { a: Number.NaN }],
    ['an infinity', { a: Number.POSITIVE_INFINITY }],
    ['a function', { a: () => 1 }],
    ['a symbol', { a: Symbol('a') }],
    ['a bigint', { a: 1n }],
  ]
  for (const [what, after] of REFUSED) {
    it(`[S14] refuses ${what}`, () => {
      expect(() => makePatch({ a: { b: 1 } }, after as Json)).toThrow(NotJson)
      expect(() => makePatch({}, after as Json)).toThrow(NotJson)
      expect(() => makePatch(undefined, after as Json)).toThrow(NotJson)
    })
  }
})
