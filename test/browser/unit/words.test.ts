import { describe, expect, test } from 'vitest'
import { en } from '../../../src/browser/words/en.ts'
import { zh } from '../../../src/browser/words/zh.ts'
import { LANGUAGES, preferred } from '../../../src/browser/words.ts'
import { REFUSALS } from '../../../src/protocol/refusal.ts'

/** Every plain word of a table by its path; functions are left to the compiler. */
function plain(table: object, path = ''): [path: string, word: string][] {
  return Object.entries(table).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'string') return [[`${path}${key}`, value]]
    return typeof value === 'object' && value !== null ? plain(value, `${path}${key}.`) : []
  })
}

describe('the words', () => {
  test('are there for every refusal', () => {
    for (const { words } of Object.values(LANGUAGES)) {
      for (const code of Object.keys(REFUSALS)) expect(words.refusals, code).toHaveProperty(code)
    }
  })

  test('are nowhere empty', () => {
    const kept = [...plain(en), ...plain(zh)].filter(([path]) => path !== 'names.join')
    for (const [path, word] of kept) expect(word.trim(), path).not.toBe('')
  })

  test('are translated throughout', () => {
    for (const [path, word] of plain(zh)) expect(word, path).toMatch(/\p{Script=Han}/u)
  })

  test('count, rank and list as people do', () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111].map(en.ordinal)).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '12th',
      '13th',
      '21st',
      '22nd',
      '101st',
      '111th',
    ])
    expect([en.playerCount(1), en.playerCount(2)]).toEqual(['1 player', '2 players'])
    expect(en.listed(['Ada', 'Bo', 'Cy'])).toBe('Ada, Bo and Cy')
    expect(zh.listed(['小明', '思思'])).toBe('小明、思思')
  })
})

describe('the language', () => {
  test('is the first of the browser’s that we speak', () => {
    expect(preferred(['fr-CH', 'zh-Hant-TW', 'en'])).toBe('zh')
    expect(preferred(['en-GB', 'zh'])).toBe('en')
    expect(preferred(['fr'])).toBe('en')
    expect(preferred([])).toBe('en')
  })
})
