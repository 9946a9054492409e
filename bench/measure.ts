import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Case } from './cases.ts'
import { machineCpu } from './load/machine.ts'
import type { Outcome } from './load/plan.ts'
import { own } from './own.ts'
import type { Server } from './servers/server.ts'

const LOAD = fileURLToPath(new URL('load.ts', import.meta.url))
/** Milliseconds for one run of the load program; each of its waits has an end of its own. */
const RUN_MS = 120_000

/** A machine is quiet when others take less than so many cores; milliseconds of a look, and how many looks. */
const QUIET_CORES = 0.2
const LOOK_MS = 500
const QUIET_LOOKS = 30
/** Cores taken by others that spoil a run, and how often a run is tried. */
const DISTURBED_CORES = 0.3
const TRIES = 3

/** All runs of one server in one case. */
export interface Measured {
  readonly server: string
  readonly kind: Server['kind']
  readonly rounds: readonly Outcome[]
  /** The median of each figure over the rounds; of what must never happen, the worst. */
  readonly medians: { readonly [figure: string]: number }
  /** Why there is nothing. */
  readonly missing?: string
}

/** Runs a case on its servers in turn, round after round, so that what else the machine does hits all of them. */
export async function measure(one: Case, rounds: number, seconds: number): Promise<Measured[]> {
  const outcomes = new Map<Server, Outcome[]>(one.servers.map((server) => [server, []]))
  for (let round = 0; round < rounds; round++) {
    for (const server of rotated(one.servers, round)) {
      if (server.missing !== undefined) continue
      outcomes.get(server)?.push(await runUndisturbed(one, server, seconds))
      process.stderr.write('.')
    }
  }
  process.stderr.write('\n')
  return one.servers.map((server) => {
    const all = outcomes.get(server) ?? []
    const missing = server.missing === undefined ? {} : { missing: server.missing }
    return { server: server.name, kind: server.kind, rounds: all, medians: mediansOf(all), ...missing }
  })
}

/** Waits, but not for ever, until other programs leave the machine alone. What they still take is in `otherCores`. */
async function quiet(): Promise<void> {
  for (let left = QUIET_LOOKS; left > 0; left--) {
    const before = machineCpu()
    await sleep(LOOK_MS)
    if (machineCpu() - before < QUIET_CORES * LOOK_MS) return
  }
}

/** Runs again what other programs disturbed, chosen by how much they took, never by what came out. */
async function runUndisturbed(one: Case, server: Server, seconds: number): Promise<Outcome> {
  const taken = ({ figures }: Outcome) => figures.otherCores ?? 0
  let best = await runOnce(one, server, seconds)
  for (let tries = 1; tries < TRIES && taken(best) > DISTURBED_CORES; tries++) {
    const again = await runOnce(one, server, seconds)
    if (taken(again) < taken(best)) best = again
  }
  return best
}

/** On a server started for this run alone. */
async function runOnce(one: Case, server: Server, seconds: number): Promise<Outcome> {
  await quiet()
  try {
    const running = await server.start()
    try {
      return await load(JSON.stringify(one.plan(await running.target(), seconds)))
    } finally {
      await running.stop()
    }
  } catch (error) {
    return { figures: { faults: 1 }, faults: [error instanceof Error ? error.message : String(error)] }
  }
}

function load(plan: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = own(spawn(process.execPath, [LOAD, plan], { stdio: ['ignore', 'pipe', 'pipe'], timeout: RUN_MS }))
    let out = ''
    let errors = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-2000)
    })
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      if (code === 0) resolve(JSON.parse(out) as Outcome)
      else reject(new Error(`the load program ended with ${signal ?? code}: ${errors}`))
    })
  })
}

function rotated<T>(list: readonly T[], by: number): T[] {
  const from = by % list.length
  return [...list.slice(from), ...list.slice(0, from)]
}

function mediansOf(outcomes: readonly Outcome[]): { [figure: string]: number } {
  const names = new Set(outcomes.flatMap(({ figures }) => Object.keys(figures)))
  return Object.fromEntries(
    [...names].map((name) => {
      const values = outcomes.flatMap(({ figures }) => figures[name] ?? [])
      const worst = WORST[name]
      return [name, worst === undefined ? median(values) : worst(...values)]
    }),
  )
}

/** Figures in which one bad round counts. */
const WORST: { readonly [figure: string]: (...values: number[]) => number } = {
  faults: Math.max,
  resets: Math.max,
  refused: Math.max,
  endedInSnapshot: Math.min,
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length / 2
  if (Number.isInteger(middle)) return ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
  return sorted[Math.floor(middle)] as number
}
