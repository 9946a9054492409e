import { setTimeout as sleep } from 'node:timers/promises'
import { memoryOf } from './machine.ts'
import type { Outcome } from './plan.ts'
import type { Poster } from './poster.ts'
import { type Run, within } from './run.ts'
import { Viewer } from './viewer.ts'

/** Batches a second and moves in each. */
const BATCHES = 10
const MOVES = 20
/** Characters of a status line, the largest single move of a scoreboard; one of three bytes fills it up. */
const STATUS = 190
const FILLER = '满'
/**
 * Bytes sent to everyone before the second measurement: the kernel takes up to 4 MB for a connection that does not read
 * (`net.ipv4.tcp_wmem`), and only then does the server itself see the stall.
 */
const FLOOD = 6 << 20
/** Milliseconds for that. */
const FLOOD_MS = 60_000
/** Milliseconds for the stalled stream to catch up once it reads. */
const RECOVER_MS = 20_000

/** The same moves twice, the second time with one stream that has long stopped reading; then it reads again. */
export async function stall(run: Run, streams: number, seconds: number): Promise<Outcome> {
  await run.openStreams(streams - 1)
  // Both measurements follow a flood, so that they meet the server in the same state.
  await within(FLOOD_MS, flood(run), 'the flood took too long')
  await run.drained()
  const { figures: without } = await run.measured(() => batches(run, seconds))

  const stalled = new Viewer(run.watch).connect(run.target.stream, true)
  await within(RECOVER_MS, stalled.open, 'the stream that is to stall did not open')
  stalled.pause()
  const [before, start, memory] = [stalled.received, run.watch.log.length, memoryOf(run.target.pid)]
  await within(FLOOD_MS, flood(run), 'the flood took too long')
  await run.drained()
  const { figures: during } = await run.measured(() => batches(run, seconds))
  const grown = memoryOf(run.target.pid) - memory
  const meanwhile = run.watch.log.length - start

  stalled.resume()
  await within(RECOVER_MS, recovered(run, stalled), 'the stalled stream did not catch up').catch((error: Error) => {
    run.watch.faults.push(error.message)
  })
  run.viewers.push(stalled)
  return run.outcome({
    p50: without.p50 ?? 0,
    p99: without.p99 ?? 0,
    p50Stalled: during.p50 ?? 0,
    p99Stalled: during.p99 ?? 0,
    p99Ratio: (during.p99 ?? 0) / (without.p99 ?? 1),
    movesPerSecond: during.movesPerSecond ?? 0,
    kilobytesSentMeanwhile: meanwhile / 1024,
    kilobytesToTheStalled: (stalled.received - before) / 1024,
    grownKilobytes: grown,
    endedInSnapshot: stalled.snapshots.slice(1).some((text) => text.includes('"reset":true')) ? 1 : 0,
    otherCores: Math.max(without.otherCores ?? 0, during.otherCores ?? 0),
  })
}

async function batches(run: Run, seconds: number): Promise<void> {
  const poster = run.poster()
  const start = performance.now()
  const answers: Promise<void>[] = []
  for (let batch = 0; batch < BATCHES * seconds; batch++) {
    const wait = start + (batch * 1000) / BATCHES - performance.now()
    if (wait > 0) await sleep(wait)
    answers.push(postBatch(run, poster, MOVES))
  }
  await within(RECOVER_MS, Promise.all(answers), 'batches were not acknowledged')
  poster.close()
}

async function flood(run: Run): Promise<void> {
  const poster = run.poster()
  const end = run.watch.log.length + FLOOD
  while (run.watch.log.length < end) await postBatch(run, poster, MOVES)
  poster.close()
}

async function postBatch(run: Run, poster: Poster, size: number): Promise<void> {
  const { path, headers } = run.target.publish
  const moves = Array.from({ length: size }, () => ({ name: 'status', args: { text: statusText(run.mark()) } }))
  const { status, body } = await poster.post(path, headers, JSON.stringify({ moves }))
  if (status !== 200 || body.includes('"code"')) throw new Error(`batch refused: ${status} ${body.slice(0, 200)}`)
  run.accepted += size
}

function statusText(mark: number): string {
  return `#${mark}#`.padEnd(STATUS, FILLER)
}

/** Until the stream that stood still shows the last version, or a snapshot of it. */
async function recovered({ watch }: Run, stalled: Viewer): Promise<void> {
  const last = watch.log.versions.at(-1)
  while (stalled.version() !== last) await sleep(10)
}
