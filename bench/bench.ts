import { mkdirSync, writeFileSync } from 'node:fs'
import { CASES } from './cases.ts'
import type { CaseResult } from './goals.ts'
import { measure } from './measure.ts'
import { measurePage } from './page.ts'
import { describeMachine, formatCase, formatReport, type Report } from './report.ts'
import { measureRules } from './rules.ts'

const RESULTS = new URL('results/', import.meta.url)
const ROUNDS = 3
const SECONDS = 5
/** What can be asked for. The rules need no server, the page a browser. */
const NAMES = new Set([...CASES.map(({ name }) => name), 'rules', 'page'])
const USAGE = `npm run bench -- [--quick] [CASE]...
  CASE     one or more of: ${[...NAMES].join(', ')}; all of them by default
  --quick  one round of 2 s instead of ${ROUNDS} of ${SECONDS} s: shows that everything runs, not how fast`

const args = process.argv.slice(2)
const quick = args.includes('--quick')
const wanted = args.filter((arg) => arg !== '--quick')
const unknown = wanted.filter((name) => !NAMES.has(name))
if (unknown.length > 0) {
  console.error(`there is no case ${unknown.join(', ')}\n${USAGE}`)
  process.exit(1)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const [rounds, secondsPerRun] = quick ? [1, 2] : [ROUNDS, SECONDS]
const machine = describeMachine()
const date = new Date().toISOString().slice(0, 16).replace('T', ' ')
const results: CaseResult[] = []
for (const one of CASES) {
  if (wanted.length > 0 && !wanted.includes(one.name)) continue
  const { name, title, columns } = one
  process.stderr.write(`${title} `)
  const result = { name, title, columns, measured: await measure(one, rounds, secondsPerRun) }
  results.push(result)
  console.log(formatCase(result))
}

if (wanted.length === 0 || wanted.includes('rules')) {
  const result = measureRules()
  results.push(result)
  console.log(formatCase(result))
}

if (wanted.length === 0 || wanted.includes('page')) {
  for await (const result of measurePage(secondsPerRun)) {
    results.push(result)
    console.log(formatCase(result))
  }
}

const report: Report = { date, rounds, secondsPerRun, machine, results }
const file = `${date.replace(/[ :]/g, '-')}${wanted.length > 0 ? `-${wanted.join('-')}` : ''}${quick ? '-quick' : ''}`
const text = formatReport(report)
mkdirSync(RESULTS, { recursive: true })
writeFileSync(new URL(`${file}.md`, RESULTS), text)
writeFileSync(new URL(`${file}.json`, RESULTS), `${JSON.stringify(report, null, 1)}\n`)
console.log(text.slice(text.indexOf('## Goals')))
console.log(`written to bench/results/${file}.md and .json`)
