import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { filesOf } from '../../src/browser/offline/way.ts'
import { BUDGET, weightOf } from '../../src/commands/build/weight.ts'

const BUILT = fileURLToPath(new URL('../../dist/assets', import.meta.url))
const read = (path: string) => readFileSync(join(BUILT, path))
const html = read('index.html').toString()
const page = filesOf(html)
/** Without the styles that wait for their part of the page or for who asks for contrast, and what comes behind all else. */
const first = filesOf(html.replace(/<link[^>]* (disabled|media="[^"]*"|fetchpriority="low"[^>]*)>/g, ''))

test.each(['js', 'css'] as const)('the first load keeps within its budget (%s)', (kind) => {
  const files = first.filter((path) => path.endsWith(kind))
  expect(files).not.toEqual([])
  expect(files.reduce((sum, path) => sum + weightOf(read(path)), 0)).toBeLessThanOrEqual(BUDGET[kind])
})

test('no script of the page checks schemas, but the one that judges replays', () => {
  const seen = new Set(page.filter((path) => path.endsWith('.js')))
  for (const path of seen) {
    const source = read(path).toString()
    for (const [, next] of source.matchAll(/"(\/built\/[^"]+\.js)"/g)) if (next) seen.add(next)
    if (!path.startsWith('/built/judge-')) expect(source, path).not.toMatch(/safeParse|ZodError/)
  }
  expect([...seen].some((path) => path.startsWith('/built/judge-'))).toBe(true)
  expect(seen.size).toBeGreaterThan(8)
})

test('everything the page names bears its content in its name and is kept for ever; the page and its worker are not', () => {
  for (const path of page) expect(path).toMatch(/-[A-Z0-9]{8}\.\w+$/)
  const headers = read('_headers').toString()
  expect(headers).toMatch(/^\/built\/\*\n {2}Cache-Control: public, max-age=31536000, immutable$/m)
  expect(headers).toMatch(/^\/offline\.js\n {2}Cache-Control: no-cache$/m)
})
