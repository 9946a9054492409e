import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CODE_ALPHABET, codeFrom, DEMO_CODE, parseCode } from '../../src/protocol/code.ts'
import { formatCursor, parseCursor } from '../../src/protocol/cursor.ts'
import { foldName, parseName } from '../../src/protocol/name.ts'

describe('a name', () => {
  const TAKEN: ReadonlyArray<readonly [given: string, name: string]> = [
    ['Ada', 'Ada'],
    ['  Ada \t', 'Ada'],
    ['e\u0301', '\u00e9'],
    ['李小龍', '李小龍'],
    ['👩‍👩‍👧', '👩‍👩‍👧'],
    ['x'.repeat(24), 'x'.repeat(24)],
    ['😀'.repeat(24), '😀'.repeat(24)],
    [`${'e\u0301'.repeat(24)}`, '\u00e9'.repeat(24)],
    ['__proto__', '__proto__'],
    ["O'Brien <b>", "O'Brien <b>"],
  ]
  for (const [given, name] of TAKEN) {
    it(`[R8] ${JSON.stringify(given)} is stored as ${JSON.stringify(name)}`, () => expect(parseName(given)).toBe(name))
  }

  const REFUSED: ReadonlyArray<readonly [why: string, name: string]> = [
    ['empty', ''],
    ['blank', ' \u00a0\u3000 '],
    ['too long', 'x'.repeat(25)],
    ['too long in emoji', '😀'.repeat(25)],
    ['a control character', 'A\u0007da'],
    ['a line feed', 'A\nda'],
    ['a C1 control', 'A\u0085da'],
    ['a line separator', 'A\u2028da'],
    ['a right-to-left override', 'A\u202eda'],
    ['a right-to-left mark', 'A\u200fda'],
    ['an Arabic letter mark', 'A\u061cda'],
    ['a bidi isolate', 'A\u2066da'],
    ['half a surrogate pair', 'A\ud800da'],
    ['the other half', '\udc00Ada'],
    ['only zero-width characters', '\u200b\u200d\ufeff'],
    ['only a combining mark', '\u0301'],
    ['only a Hangul filler, which is drawn as nothing', '\u3164'],
    ['only a blank braille cell', '\u2800'],
  ]
  for (const [why, name] of REFUSED) {
    it(`[R8] is refused when it is ${why}`, () => expect(parseName(name)).toBeUndefined())
  }

  it('[R8] comes out of parsing such that parsing it again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        const name = parseName(text)
        if (name !== undefined) expect(parseName(name)).toBe(name)
      }),
      { numRuns: 2000 },
    )
  })

  it('[R8] is the same as another that differs in case, compatibility form or unseen characters only', () => {
    for (const other of ['ADA', 'ａｄａ', 'a\u200dda', 'a\u00adda', 'ad\ufe0fa']) {
      expect(foldName(other)).toBe(foldName('Ada'))
    }
    expect(foldName('Straße')).not.toBe(foldName('Strase'))
    expect(foldName('a b')).toBe(foldName('a\u00a0b'))
  })
})

describe('a room code', () => {
  it('[R1] is five letters of the alphabet in any case', () => {
    expect(parseCode('abcde')).toBe('ABCDE')
    expect(parseCode(' aB2z9 ')).toBe('AB2Z9')
    expect(parseCode(DEMO_CODE)).toBe('PARTY')
  })

  for (const text of [
    '',
    'ABCD',
    'ABCDEF',
    'ABCD0',
    'ABCD1',
    'ABCDI',
    'ABCDL',
    'ABCDO',
    'ABCDU',
    'AB CD',
    'ABC\nD',
    '__proto__',
  ]) {
    it(`[R1] is not ${JSON.stringify(text)}`, () => expect(parseCode(text)).toBeUndefined())
  }

  it('[R1] is drawn evenly: every byte below 240 counts, every other is passed over', () => {
    expect(codeFrom([255, 0, 240, 29, 30, 59, 1])).toBe('2Z2Z3')
    expect(codeFrom([0, 0, 0, 0])).toBeUndefined()
    const counts = new Map<string, number>()
    for (let byte = 0; byte < 256; byte++) {
      const letter = codeFrom([byte, 0, 0, 0, 0])?.[0]
      if (letter !== undefined && byte < 240) counts.set(letter, (counts.get(letter) ?? 0) + 1)
    }
    expect([...counts.keys()].sort().join('')).toBe(CODE_ALPHABET)
    expect(new Set(counts.values())).toEqual(new Set([8]))
  })
})

describe('a cursor', () => {
  it('[S2] is read as it is written, in at most 32 ASCII bytes', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9a-z]{1,16}$/), fc.nat({ max: 999_999_999_999_999 }), (epoch, version) => {
        const text = formatCursor(epoch, version)
        expect(parseCursor(text)).toEqual({ epoch, version })
        expect(text).toMatch(/^[\x21-\x7e]{3,32}$/)
      }),
    )
  })

  for (const text of [
    '',
    '.',
    'a',
    'a.',
    '.1',
    'a.-1',
    'a.01',
    'a.1.2',
    'A.1',
    'a.1e3',
    'a. 1',
    'a.1\n',
    'é.1',
    `a.${'9'.repeat(16)}`,
    `${'a'.repeat(17)}.1`,
    'a.NaN',
  ]) {
    it(`[S9] is not ${JSON.stringify(text)}`, () => expect(parseCursor(text)).toBeUndefined())
  }
})
