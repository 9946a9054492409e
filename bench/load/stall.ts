import { setTimeout as sleep } from 'node:timers/promises'
import { memoryOf } from './machine.ts'
import type { Outcome } from './plan.ts'
import { type Run, within } from './run.ts'
import { Viewer } from './viewer.ts'

/** Batches a second and moves in each: enough that a stream that does not read fills the sockets' buffers, and more. */
const BATCHES = 10
const MOVES = 40
/** Characters of a status line, the largest single move of a scoreboard. */
const STATUS = 190
/** Milliseconds for the stalled stream to catch up once it reads. */
const RECOVER_MS = 20_000

/** The same moves twice, the second time with one stream paused; then that stream reads again. */
export async function stall(run: Run, streams: number, seconds: number): Promise<Outcome> {
  await run.openStreams(streams - 1)
  const stalled = new Viewer(run.watch).connect(run.target.stream, true)
  run.viewers.push(stalled)
  await stalled.open
  await batches(run, 1)
  await run.drained()
  const { figures: without } = await run.measured(() => batches(run, seconds))

  stalled.pause()
  const before = stalled.received
  const others = run.viewers.filter((viewer) => viewer !== stalled)
  run.viewers.splice(0, run.viewers.length, ...others)
  const memory = memoryOf(run.target.pid)
  const { figures: during } = await run.measured(() => batches(run, seconds))
  const grown = memoryOf(run.target.pid) - memory

  const sentMeanwhile = (during.moves ?? 0) * (run.watch.log.length / run.watch.log.count)
  const snapshots = stalled.snapshots.length
  run.viewers.push(stalled)
  stalled.resume()
  await within(RECOVER_MS, recovered(run, stalled), 'the stalled stream did not catch up').catch((error: Error) => {
    run.watch.faults.push(error.message)
  })
  const reset = stalled.snapshots.slice(snapshots).some((text) => text.includes('"reset":true'))
  return run.outcome({
    p50: without.p50 ?? 0,
    p99: without.p99 ?? 0,
    p50Stalled: during.p50 ?? 0,
    p99Stalled: during.p99 ?? 0,
    p99Ratio: (during.p99 ?? 0) / (without.p99 ?? 1),
    movesPerSecond: during.movesPerSecond ?? 0,
    kilobytesSentMeanwhile: sentMeanwhile / 1024,
    kilobytesToTheStalled: (stalled.received - before) / 1024,
    grownKilobytes: grown,
    endedInSnapshot: reset ? 1 : 0,
    otherCores: during.otherCores ?? 0,
  })
}

async function batches(run: Run, seconds: number): Promise<void> {
  const poster = run.poster()
  const { path, headers } = run.target.publish
  const start = performance.now()
  const answers: Promise<void>[] = []
  for (let batch = 0; batch < BATCHES * seconds; batch++) {
    const wait = start + (batch * 1000) / BATCHES - performance.now()
    if (wait > 0) await sleep(wait)
    const moves = Array.from({ length: MOVES }, () => ({ name: 'status', args: { text: statusText(run.mark()) } }))
    answers.push(
      poster.post(path, headers, JSON.stringify({ moves })).then(({ status, body }) => {
        if (status !== 200 || body.includes('"code"')) throw new Error(`batch refused: ${status} ${body.slice(0, 200)}`)
        run.accepted += MOVES
      }),
    )
  }
  await within(RECOVER_MS, Promise.all(answers), 'batches were not acknowledged')
  poster.close()
}

function statusText(mark: number): string {
  return `#${mark}#`.padEnd(STATUS, '.')
}

/** Until the stream that stood still shows the last version, or a snapshot of it. */
async function recovered({ watch }: Run, stalled: Viewer): Promise<void> {
  const last = watch.log.versions.at(-1)
  while (stalled.version() !== last) await sleep(10)
}
