import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Own } from '../../src/room/own.ts'

const ids = fc.integer({ min: 1, max: 40 }).map((number) => `m${number}`)
const changes = fc.array(fc.tuple(ids, fc.option(fc.integer(), { nil: undefined })), { maxLength: 12 })

it('what members alone may see is on pages what it would be in one map, and earlier versions stay as they were', () => {
  fc.assert(
    fc.property(fc.array(changes, { maxLength: 8 }), (steps) => {
      let own = new Own()
      const plain = new Map<string, number>()
      const before: [Own, string][] = []
      const told = (one: Own) => JSON.stringify([...one.keys()].map((id) => [id, one.get(id)]).sort())
      for (const step of steps) {
        own = own.with(new Map(step))
        for (const [id, value] of new Map(step)) {
          if (value === undefined) plain.delete(id)
          else plain.set(id, value)
        }
        expect(told(own)).toBe(JSON.stringify([...plain].sort()))
        expect([...own.values()].length).toBe(plain.size)
        before.push([own, told(own)])
      }
      for (const [one, text] of before) expect(told(one)).toBe(text)
    }),
  )
})
