import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RECENT } from '../../src/protocol/limits.ts'
import { Recent, resume } from '../../src/stream/recent.ts'

const recentOf = (from: number, to: number): Recent => {
  const recent = new Recent()
  for (let version = from; version <= to; version++) recent.add({ version, text: `${version};` })
  return recent
}

describe('resuming', () => {
  const shown = { epoch: 'e', version: 10 }
  const recent = recentOf(4, 12)
  const at = (version: number, epoch = 'e') => resume({ epoch, version }, shown, recent, undefined)

  it('[S4] no cursor gets a snapshot', () => {
    expect(resume(undefined, shown, recent, undefined)).toEqual({ kind: 'snapshot', reset: false })
  })
  it('[S6] a cursor in history gets the missed updates only, up to what is shown', () => {
    expect(at(3)).toEqual({ kind: 'replay', text: '4;5;6;7;8;9;10;' })
    expect(at(8)).toEqual({ kind: 'replay', text: '9;10;' })
  })
  it('[S7] the newest cursor gets nothing', () => expect(at(10)).toEqual({ kind: 'current' }))
  const RESET = { kind: 'snapshot', reset: true }
  it('[S8] a cursor that is too old gets a snapshot with reset', () => expect(at(2)).toEqual(RESET))
  it('[S8] a future cursor gets a snapshot with reset', () => expect(at(11)).toEqual(RESET))
  it('[S8] a cursor of another room gets a snapshot with reset', () => expect(at(8, 'f')).toEqual(RESET))
  it('[S8] garbage gets a snapshot with reset', () => {
    expect(resume('unreadable', shown, recent, undefined)).toEqual(RESET)
  })
  it('[S8] an empty history is enough for the newest cursor and for no other', () => {
    expect(resume({ epoch: 'e', version: 10 }, shown, new Recent(), undefined)).toEqual({ kind: 'current' })
    expect(resume({ epoch: 'e', version: 9 }, shown, new Recent(), undefined)).toEqual(RESET)
  })

  it('[G3] any cursor gets exactly what it misses or a snapshot with reset: never a silent gap', () => {
    const cursor = fc.record({ epoch: fc.constantFrom('e', 'f'), version: fc.nat({ max: 40 }) })
    fc.assert(
      fc.property(cursor, fc.nat({ max: 20 }), fc.nat({ max: 20 }), fc.nat({ max: 5 }), (asked, first, more, ahead) => {
        const version = first + more
        const begin = resume(asked, { epoch: 'e', version }, recentOf(first + 1, version + ahead), undefined)
        if (begin.kind === 'snapshot') {
          expect(begin.reset).toBe(true)
          expect(asked.epoch !== 'e' || asked.version > version || asked.version < first).toBe(true)
        } else {
          const missed = Array.from({ length: version - asked.version }, (_, index) => `${asked.version + 1 + index};`)
          expect(begin.kind === 'replay' ? begin.text : '').toBe(missed.join(''))
        }
      }),
      { numRuns: 1000 },
    )
  })
})

describe('recent updates', () => {
  it('[G5] are replayed to each as they may see them', () => {
    const recent = new Recent()
    recent.add({ version: 1, text: 'data: {"all":1}\n\n', own: new Map([['m1', ',"mine":2']]) })
    expect(recent.between(0, 1, 'm1')).toBe('data: {"all":1,"mine":2}\n\n')
    for (const who of ['m2', undefined]) expect(recent.between(0, 1, who)).toBe('data: {"all":1}\n\n')
  })

  it('[L8] are bounded in number', () => {
    const recent = recentOf(1, RECENT.versions + 10)
    expect(recent.between(9, 20, undefined)).toBeUndefined()
    expect(recent.between(10, 12, undefined)).toBe('11;12;')
  })

  it('[L8] are bounded in characters, each member’s own among them', () => {
    const text = 'x'.repeat(RECENT.characters / 10)
    const recent = new Recent()
    for (let version = 1; version <= 10; version++) recent.add({ version, text, own: new Map([['m1', text]]) })
    expect(recent.between(4, 10, undefined)).toBeUndefined()
    expect(recent.between(5, 10, undefined)).toBeDefined()
  })
})
