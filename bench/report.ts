import { readFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem, type } from 'node:os'
import { bareRuntimeVersion } from '../src/commands/serve/runtime.ts'
import { type CaseResult, judge } from './goals.ts'
import { nginxVersion } from './servers/nchan.ts'

/** Said wherever figures of Courtside stand beside others'. */
const SAVED_FIRST =
  'Courtside judges each move by the game’s rules, saves it and syncs the disk before anyone sees it, and numbers it. ' +
  'The peers and the fan-out floors pass text on and keep it in memory only.'

const UNITS: { readonly [figure: string]: string } = {
  movesPerSecond: 'moves/s',
  deliveriesPerSecond: 'deliveries/s',
  p50: 'p50 ms',
  p99: 'p99 ms',
  microsPerDelivery: 'µs CPU/delivery',
  ackP50: 'ack p50 ms',
  ackP99: 'ack p99 ms',
  serverCores: 'server cores',
  loadCores: 'load cores',
  otherCores: 'others’ cores',
  leastOfMean: 'slowest publisher',
  resets: 'resets',
  refused: 'refused',
  allSeatedMs: 'all in, ms',
  seatedP50: 'in p50 ms',
  seatedP99: 'in p99 ms',
  kilobytesPerStream: 'kB/stream',
  idleMegabytes: 'MB at 100 streams',
  p99Stalled: 'p99 ms with it',
  p99Ratio: 'ratio',
  kilobytesSentMeanwhile: 'kB sent to each',
  kilobytesToTheStalled: 'kB it read after',
  grownKilobytes: 'kB the server grew',
  endedInSnapshot: 'snapshot after',
  updateBytes: 'bytes/update',
  wholeBytes: 'bytes/whole state',
  share: 'share',
  faults: 'faults',
  fps: 'frames/s',
  longTasks: 'tasks > 50 ms CPU',
  longestMs: 'longest, ms CPU',
  longTasksClock: 'tasks > 50 ms by the clock',
  longestClockMs: 'longest, ms by the clock',
  busy: 'main thread busy',
  lcpMs: 'LCP ms',
  cls: 'CLS',
  tbtMs: 'TBT ms CPU',
  kilobytes: 'kB',
}

export interface Machine {
  readonly system: string
  readonly processor: string
  readonly cores: number
  readonly memoryGb: number
  /** Load average of the last minute when the run began. */
  readonly load: number
  readonly node: string
  readonly workerd: string
  readonly nginx: string
  readonly packages: { readonly [name: string]: string }
}

export function describeMachine(): Machine {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  ) as { dependencies: Record<string, string>; devDependencies: Record<string, string> }
  const all = { ...dependencies, ...devDependencies }
  const packages = Object.fromEntries(['hono', 'better-sse', 'wrangler'].map((name) => [name, all[name] ?? 'none']))
  return {
    system: `${type()} ${release()}`,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    load: loadavg()[0] ?? 0,
    node: process.version,
    workerd: bareRuntimeVersion(),
    nginx: nginxVersion(),
    packages,
  }
}

export interface Report {
  readonly date: string
  readonly rounds: number
  readonly secondsPerRun: number
  readonly machine: Machine
  readonly results: readonly CaseResult[]
}

export function formatReport({ date, rounds, secondsPerRun, machine, results }: Report): string {
  const { packages, ...rest } = machine
  const versions = Object.entries(packages).map(([name, version]) => `${name} ${version}`)
  return `# Side by side, ${date}

${machine.processor}, ${machine.cores} cores shared by server and load program, ${machine.memoryGb} GB; ${rest.system}; Node ${rest.node},
${rest.workerd}, ${rest.nginx}, ${versions.join(', ')}. Load average at the start: ${rest.load.toFixed(2)}.

Medians of ${rounds} round${rounds === 1 ? '' : 's'} of ${secondsPerRun} s each, servers in turn; a run that other programs disturbed is run again. Every stream was checked to have got every event, once and in order (\`faults\`).
${SAVED_FIRST}

${results.map(formatCase).join('\n')}
${formatGoals(results)}`
}

export function formatCase({ title, columns, measured, notes = [] }: CaseResult): string {
  // A ratio says something only where there is another to be held against.
  const peers = measured.some(({ kind }) => kind !== 'courtside')
  const ours = measured.find(({ kind }) => kind === 'courtside')
  const shown = [...columns, 'otherCores', 'faults'].filter((column) =>
    measured.some(({ medians }) => medians[column] !== undefined),
  )
  const ratio = columns[0] as string
  const rows = measured.map(({ server, medians, missing, rounds }) => {
    if (missing !== undefined) return [server, missing]
    if (medians[ratio] === undefined) return [server, `failed: ${rounds[0]?.faults[0]}`]
    const against = (ours?.medians[ratio] ?? Number.NaN) / (medians[ratio] as number)
    return [
      server,
      ...shown.map((column) => number(medians[column])),
      ...(peers ? [Number.isFinite(against) ? `${number(against)} ×` : '–'] : []),
    ]
  })
  const head = [peers ? 'server' : '', ...shown.map((column) => UNITS[column] ?? column)]
  if (peers) head.push(`Courtside’s ${UNITS[ratio] ?? ratio}`)
  const list = notes.map((note) => `- ${note}\n`).join('')
  return `## ${title}\n\n${table([head, ...rows])}\n${list === '' ? '' : `${list}\n`}`
}

function formatGoals(results: readonly CaseResult[]): string {
  const verdicts = judge(results)
  const rows = verdicts.map(({ goal, value, bound, met }) => [
    goal,
    number(value),
    number(bound),
    met ? 'met' : 'MISSED',
  ])
  return `## Goals\n\n${table([['goal', 'measured', 'bound', ''], ...rows])}`
}

function table(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(...rows.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  )
  const lines = rows.map((row) => `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`)
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  return `${[lines[0], rule, ...lines.slice(1)].join('\n')}\n`
}

function number(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '–'
  if (value === 0 || Math.abs(value) >= 100) return Math.round(value).toLocaleString('en')
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2)
}
