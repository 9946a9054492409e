import type { Outcome } from './plan.ts'
import type { Run } from './run.ts'

/** Fills the board, then compares the updates of as many further moves with the whole view as a new stream gets it. */
export async function bytes(run: Run, names: number): Promise<Outcome> {
  await run.openStreams(1)
  const poster = run.poster()
  for (let move = 0; move < names; move++) await run.move(poster)
  await run.drained()
  const { log } = run.watch
  const [full, before] = [log.length, log.count]
  for (let move = 0; move < names; move++) await run.move(poster)
  await run.drained()
  poster.close()
  const update = (log.length - full) / (log.count - before)
  await run.openStreams(1)
  const whole = Buffer.byteLength(run.viewers.at(-1)?.snapshots[0] ?? '')
  return run.outcome({ updateBytes: update, wholeBytes: whole, share: update / whole })
}
