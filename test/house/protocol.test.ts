import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parseCursor } from '../../src/protocol/cursor.ts'
import { EVENTS } from '../../src/protocol/event.ts'
import { problemOf, REFUSALS, type RefusalCode } from '../../src/protocol/refusal.ts'
import { readEvents } from '../support/sse.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const TEXT = readFileSync(join(ROOT, 'src/protocol/PROTOCOL.md'), 'utf8')
const RULES = [...TEXT.matchAll(/^- \*\*\[([A-Z]\d+)\]\*\*/gm)].map(([, rule]) => rule as string)
const BLOCKS = [...TEXT.matchAll(/```(\w*)\n([\s\S]*?)```/g)].map(([, kind, text]) => ({ kind, text: text as string }))
const TESTS = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.test.ts'),
)
const cited = new Set(
  TESTS.flatMap((path) =>
    [...readFileSync(join(ROOT, 'test', path), 'utf8').matchAll(/\[([A-Z]\d+)\]/g)].map(([, rule]) => rule),
  ),
)

/** Rules that say how others are to be read, or that no test can provoke. */
const UNTESTED = ['T9', 'L9', 'S20']

describe('PROTOCOL.md', () => {
  it('numbers every rule once, and in order', () => {
    expect(RULES.length).toBeGreaterThan(80)
    const families = Map.groupBy(RULES, (rule) => rule[0])
    for (const [family, rules] of families) {
      expect(rules).toEqual(rules.map((_, index) => `${family}${index + 1}`))
    }
  })

  it('is held by a test for every rule', () => {
    expect(RULES.filter((rule) => !cited.has(rule)).sort()).toEqual(UNTESTED.filter((rule) => !cited.has(rule)).sort())
  })

  it('has every rule that a test cites', () => {
    expect([...cited].filter((rule) => !RULES.includes(rule as string))).toEqual([])
  })

  for (const code of Object.keys(REFUSALS) as RefusalCode[]) {
    it(`shows ${code} as it goes over the wire`, () => {
      const example = new RegExp(`\\*\\*\`${code}\`\\*\\*: [^\\n]+\\n\\n\`\`\`json\\n([^\\n]+)`).exec(TEXT)?.[1] ?? ''
      const problem = JSON.parse(example) as ReturnType<typeof problemOf>
      const { detail, reason } = problem
      expect(example).toBe(JSON.stringify(problemOf({ code, detail, ...(reason ? { reason } : {}) })))
    })
  }

  it('shows every event as it goes over the wire', () => {
    const events = BLOCKS.filter(({ kind }) => kind === '').flatMap(({ text }) => readEvents(text))
    expect(new Set(events.map(({ event }) => event))).toEqual(new Set([...EVENTS, 'message']))
    for (const { event, data, id } of events) {
      const json = JSON.parse(data) as { version?: number }
      if (event === 'snapshot' || event === 'update') expect(parseCursor(id)?.version).toBe(json.version)
    }
  })

  it('shows JSON that is JSON', () => {
    for (const { kind, text } of BLOCKS) {
      if (kind === 'json')
        for (const line of text.trim().split('\n')) expect(() => JSON.parse(line) as unknown).not.toThrow()
    }
  })
})
