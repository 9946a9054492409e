import { setTimeout as sleep } from 'node:timers/promises'
import { bytes } from './load/bytes.ts'
import { memoryOf } from './load/machine.ts'
import type { Outcome, Plan } from './load/plan.ts'
import { Run } from './load/run.ts'
import { stall } from './load/stall.ts'
import { storm } from './load/storm.ts'

/**
 * The load program: carries out one plan, given as JSON, against one server and prints what it measured as one line of
 * JSON. A process of its own for each run, so that no run inherits the heap or the compiled code of another.
 */
async function carryOut(plan: Plan): Promise<Outcome> {
  const run = new Run(plan.target)
  switch (plan.kind) {
    case 'paced': {
      await run.openStreams(plan.streams)
      await run.paced(plan.perSecond, 1)
      await run.drained()
      const { figures } = await run.measured(() => run.paced(plan.perSecond, plan.seconds))
      return run.outcome(figures)
    }
    case 'flat-out': {
      await run.openStreams(plan.streams)
      await run.flatOut(plan.publishers, 1)
      await run.drained()
      const { figures, value } = await run.measured(() => run.flatOut(plan.publishers, plan.seconds))
      const mean = value.reduce((sum, moves) => sum + moves, 0) / value.length
      return run.outcome({ ...figures, leastOfMean: Math.min(...value) / mean })
    }
    case 'memory': {
      // The first streams also pay for what the server makes once.
      await run.openStreams(100)
      await sleep(1000)
      const before = memoryOf(plan.target.pid)
      await run.openStreams(plan.streams)
      await sleep(1000)
      const after = memoryOf(plan.target.pid)
      return run.outcome({ kilobytesPerStream: (after - before) / plan.streams, idleMegabytes: before / 1024 })
    }
    case 'storm':
      return storm(run, plan.members, plan.over)
    case 'stall':
      return stall(run, plan.streams, plan.seconds)
    case 'bytes':
      return bytes(run, plan.names)
  }
}

const outcome = await carryOut(JSON.parse(process.argv[2] ?? '') as Plan)
process.stdout.write(`${JSON.stringify(outcome)}\n`)
process.exit(0)
