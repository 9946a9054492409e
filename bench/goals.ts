import type { Measured } from './measure.ts'

/** A goal and how far it was met: the measured value, and whether it has to be at least or at most the bound. */
export interface Verdict {
  readonly goal: string
  readonly value: number
  readonly bound: number
  readonly met: boolean
}

export interface CaseResult {
  readonly name: string
  readonly title: string
  readonly columns: readonly string[]
  readonly measured: readonly Measured[]
  /** What the figures do not say. */
  readonly notes?: readonly string[]
}

/** Holds the figures of one run against what Courtside set out to reach. A goal against a server that is missing is left out. */
export function judge(results: readonly CaseResult[]): Verdict[] {
  const verdicts: Verdict[] = []
  const atLeast = (goal: string, value: number, bound: number) => add(goal, value, bound, value >= bound)
  const atMost = (goal: string, value: number, bound: number) => add(goal, value, bound, value <= bound)
  function add(goal: string, value: number, bound: number, met: boolean): void {
    if (Number.isFinite(value)) verdicts.push({ goal, value, bound, met })
  }

  for (const result of results) {
    const ours = figures(result, 'Courtside')
    const of = (figure: string, other: string) => ours(figure) / figures(result, other)(figure)
    const { title } = result
    if (result.name === 'page') {
      for (const { server, medians } of result.measured) judgePage(`${title}: ${server}`, medians)
      continue
    }
    atMost(`${title}: faults`, ours('faults'), 0)
    switch (result.name) {
      case 'quiet':
        atMost(`${title}: CPU a delivery against the floor`, of('microsPerDelivery', 'floor, per pull'), 1.25)
        atMost(`${title}: p50 against the floor`, of('p50', 'floor, per pull'), 1.25)
        break
      case 'burst':
        atLeast(`${title}: deliveries/s against Nchan`, of('deliveriesPerSecond', 'Nchan'), 1.5)
        atLeast(`${title}: deliveries/s against better-sse`, of('deliveriesPerSecond', 'better-sse'), 6)
        atMost(`${title}: p99, ms`, ours('p99'), title.includes('one publisher') ? 120 : 300)
        atMost(`${title}: streams reset to a snapshot`, ours('resets'), 0)
        atLeast(`${title}: slowest publisher against the mean`, ours('leastOfMean'), 0.5)
        break
      case 'wide':
        atMost(`${title}: acknowledgement p99, ms`, ours('ackP99'), 100)
        break
      case 'storm':
        atMost(`${title}: refused`, ours('refused'), 0)
        atMost(`${title}: time against the floor`, of('allSeatedMs', 'floor, insert and sync'), 1.5)
        break
      case 'ack':
        atLeast(`${title}: moves/s against the floor`, of('movesPerSecond', 'floor, insert and sync'), 0.6)
        break
      case 'memory':
        atMost(`${title}: a stream against the floor`, of('kilobytesPerStream', 'floor, per pull'), 1.25)
        break
      case 'stall':
        atMost(`${title}: the others' p99 against without`, ours('p99Ratio'), 1.1)
        atLeast(`${title}: it ends in a snapshot`, ours('endedInSnapshot'), 1)
        break
      case 'rules':
        atLeast('Rules: Connect Four, moves/s', figures(result, 'Connect Four, random play')('movesPerSecond'), 100_000)
        atLeast(
          'Rules: quiz of 300, answers/s',
          figures(result, 'Quiz, answers of 300 players')('movesPerSecond'),
          20_000,
        )
        break
      case 'bytes':
        atMost(`${title}: update against the whole`, ours('share'), 0.1)
        break
    }
  }
  function judgePage(what: string, { lcpMs, cls, fps, longTasks }: Measured['medians']): void {
    if (lcpMs !== undefined) atMost(`${what}: largest paint, ms`, lcpMs, 1500)
    if (cls !== undefined) atMost(`${what}: layout shift`, cls, 0.02)
    if (fps !== undefined && what.endsWith('wall')) atLeast(`${what}: frames a second`, fps, 55)
    if (longTasks !== undefined) atMost(`${what}: tasks over 50 ms of processor time`, longTasks, 0)
  }

  const wide = results.filter(({ name }) => name === 'wide').map((result) => figures(result, 'Courtside')('p99'))
  if (wide.length === 2) atMost('Wide: p99 with twice the streams', (wide[1] as number) / (wide[0] as number), 2)
  return verdicts
}

function figures(result: CaseResult, server: string): (figure: string) => number {
  const medians = result.measured.find((one) => one.server === server)?.medians
  return (figure) => medians?.[figure] ?? Number.NaN
}
