import { setTimeout as sleep } from 'node:timers/promises'
import { Histogram } from './histogram.ts'
import type { Outcome } from './plan.ts'
import { type Run, within } from './run.ts'
import { Viewer } from './viewer.ts'

/** Milliseconds for everyone to be in. */
const SEATED_MS = 30_000

/** Members arrive evenly over so many milliseconds; each joins and opens its stream, and is in with its first event. */
export async function storm(run: Run, members: number, over: number): Promise<Outcome> {
  const { join } = run.target
  if (join === undefined) throw new Error('this server has no members')
  const arrival = new Histogram()
  let refused = 0
  const start = performance.now()
  let seated = start

  async function arrive(number: number): Promise<void> {
    const arrived = performance.now()
    const poster = run.poster()
    const answer = await poster.post(
      join?.path ?? '',
      join?.headers ?? '',
      (join?.body ?? '').replace('#', `${number}`),
    )
    poster.close()
    const token = /"token":"([^"]+)"/.exec(answer.body)?.[1]
    if (answer.status >= 300 || token === undefined) {
      refused++
      run.watch.faults.push(`refused: ${answer.status} ${answer.body.slice(0, 200)}`)
      return
    }
    const viewer = new Viewer(run.watch).connect(run.target.stream, true, token)
    run.viewers.push(viewer)
    await viewer.open
    if (viewer.status !== 200) refused++
    seated = performance.now()
    arrival.add(seated - arrived)
  }

  const arrivals: Promise<void>[] = []
  for (let number = 1; number <= members; number++) {
    const wait = start + ((number - 1) * over) / members - performance.now()
    if (wait > 0) await sleep(wait)
    arrivals.push(arrive(number))
  }
  await within(SEATED_MS, Promise.all(arrivals), 'not everyone came in')
  await everyoneIsCurrent(run)
  return run.outcome({
    refused,
    allSeatedMs: seated - start,
    seatedP50: arrival.quantile(0.5),
    seatedP99: arrival.quantile(0.99),
    everyoneSeesAllMs: run.watch.last - start,
  })
}

/** Waits until every stream that shows a version at all shows the last join. */
async function everyoneIsCurrent({ watch, viewers }: Run): Promise<void> {
  for (let left = 1000; left > 0; left--) {
    const last = watch.log.versions.at(-1) ?? 0
    const behind = viewers.filter((viewer) => (viewer.version() ?? last) < last)
    if (behind.length === 0) return
    await sleep(10)
  }
  watch.faults.push('not everyone has seen everyone')
}
