import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { es } from '../../../src/browser/words/es.ts'

/** What the rules of a game say when they refuse, against what its screens say then; both as they are written. */

const GAMES = fileURLToPath(new URL('../../../src/games', import.meta.url))

const STAGES = ['ready', 'reading', 'open', 'revealed', 'done']

function reasonsOf(game: string): string[] {
  const rules = readdirSync(`${GAMES}/${game}`).filter((name) => name.endsWith('.ts'))
  const calls = rules.flatMap((name) => [
    ...readFileSync(`${GAMES}/${game}/${name}`, 'utf8').matchAll(/turn\.reject\(([^\n]+)\)/g),
  ])
  const words = calls.flatMap(([, said = '']) => [...said.matchAll(/'([a-z-]+)'/g)].map(([, word = '']) => word))
  return [...new Set(words)].filter((word) => !STAGES.includes(word)).sort()
}

/** The keys of each `reasons` table, one a language. */
function toldBy(game: string): string[][] {
  const screen = readFileSync(`${GAMES}/${game}/screen.tsx`, 'utf8')
  return [...screen.matchAll(/ {4}reasons: \{\n(.*?)\n {4}\}/gs)].map(([, table = '']) =>
    [...table.matchAll(/^ +'?([a-z-]+)'?: /gm)].map(([, word = '']) => word).sort(),
  )
}

describe.each(['quiz', 'connect-four'] as const)('%s', (game) => {
  test('has words for every rejection of its rules, in every language', () => {
    const reasons = reasonsOf(game)
    expect(reasons.length).toBeGreaterThan(3)
    expect(toldBy(game)).toEqual([reasons, reasons])
    expect(Object.keys(es.tables[game].reasons).sort()).toEqual(reasons)
  })
})
