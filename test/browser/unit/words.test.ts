import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { en } from '../../../src/browser/words/en.ts'
import { es } from '../../../src/browser/words/es.ts'
import { zh } from '../../../src/browser/words/zh.ts'
import { inLanguage, LANGUAGES, preferred } from '../../../src/browser/words.ts'
import { REFUSALS } from '../../../src/protocol/refusal.ts'

const SRC = fileURLToPath(new URL('../../../src', import.meta.url))

/** Every plain word of a table by its path; functions are left to the compiler. */
function plain(table: object, path = ''): [path: string, word: string][] {
  return Object.entries(table).flatMap(([key, value]): [string, string][] => {
    if (typeof value === 'string') return [[`${path}${key}`, value]]
    return typeof value === 'object' && value !== null ? plain(value, `${path}${key}.`) : []
  })
}

/** The names of all tables that have their English and Chinese beside the code, as they are written there. */
function tablesBeside(): string[] {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /words\.ts$|screen\.tsx$|team\.ts$/.test(path),
  )
  return files.flatMap((path) =>
    [...readFileSync(join(SRC, path), 'utf8').matchAll(/\bname: '([a-z/-]+)'(?: as const)?,\s+en\b/g)].map(
      ([, name = '']) => name,
    ),
  )
}

describe('the words', () => {
  test.each(Object.entries(LANGUAGES))('of %s are there for every refusal', async (_language, { fetch }) => {
    const { page } = await fetch()
    for (const code of Object.keys(REFUSALS)) expect(page.refusals, code).toHaveProperty(code)
  })

  test('are nowhere empty', () => {
    const kept = [...plain(en), ...plain(zh), ...plain(es)].filter(([path]) => !path.endsWith('names.join'))
    for (const [path, word] of kept) expect(word.trim(), path).not.toBe('')
  })

  test('are translated throughout', () => {
    for (const [path, word] of plain(zh)) expect(word, path).toMatch(/\p{Script=Han}/u)
    const english = new Set(plain(en).map(([, word]) => word))
    const left = plain(es).filter(([, word]) => english.has(word) && word !== ' ')
    expect(left.map(([path]) => path)).toEqual([
      'page.names.first.2',
      'page.names.first.5',
      'page.names.first.6',
      'page.names.first.11',
      'page.bot',
    ])
  })

  test('of a language of its own file are there for every table beside the code, and for no other', () => {
    expect(Object.keys(es.tables).sort()).toEqual(tablesBeside().sort())
  })

  test('of a part that a language does not know are English, unless the part has them itself', () => {
    const unknown = { en: 'Press', zh: '按' }
    expect(inLanguage(unknown, 'es')).toBe('Press')
    expect(inLanguage({ ...unknown, es: 'Pulsa' }, 'es')).toBe('Pulsa')
    expect(inLanguage(unknown, 'zh')).toBe('按')
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
    expect([es.page.playerCount(1), es.page.playerCount(12_000)]).toEqual(['1 jugador', '12.000 jugadores'])
    expect(en.listed(['Ada', 'Bo', 'Cy'])).toBe('Ada, Bo and Cy')
    expect(zh.listed(['小明', '思思'])).toBe('小明、思思')
    expect(es.page.listed(['Ana', 'Luz', 'Inés'])).toBe('Ana, Luz e Inés')
  })
})

describe('the language', () => {
  test('is the first of the browser’s that we speak', () => {
    expect(preferred(['fr-CH', 'zh-Hant-TW', 'en'])).toBe('zh')
    expect(preferred(['en-GB', 'zh'])).toBe('en')
    expect(preferred(['es-419', 'en'])).toBe('es')
    expect(preferred(['fr'])).toBe('en')
    expect(preferred([])).toBe('en')
  })

  test('is called by its own name, and its tag is one', () => {
    for (const { tag, name } of Object.values(LANGUAGES)) {
      expect(new Intl.DisplayNames(tag, { type: 'language' }).of(tag.split('-')[0] ?? '')?.toLowerCase()).toBe(
        name.toLowerCase(),
      )
    }
  })
})
