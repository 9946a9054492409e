import { setTimeout as sleep } from 'node:timers/promises'
import { EventLog } from './event-log.ts'
import { Histogram } from './histogram.ts'
import { cpuOf, machineCpu } from './machine.ts'
import { moveBody, type Outcome, type Target } from './plan.ts'
import { Poster } from './poster.ts'
import { Viewer, type Watch } from './viewer.ts'

/** Streams opened at a time, so that no backlog of connections overflows. */
const AT_A_TIME = 100
/** Milliseconds for everything on its way to arrive after the last move. */
const DRAIN_MS = 20_000
/** Milliseconds a stream may take to open. */
const OPEN_MS = 20_000

/** One run against one server: its streams, its publishers, and what was measured. */
export class Run {
  readonly target: Target
  readonly watch: Watch
  readonly viewers: Viewer[] = []
  /** From a move's sending to its acknowledgement. */
  readonly acknowledgement = new Histogram()
  /** Moves acknowledged. */
  accepted = 0
  readonly #sentAt = new Map<number, number>()
  #mark = 0

  constructor(target: Target) {
    this.target = target
    this.watch = {
      log: new EventLog(this.#sentAt, target.numbered),
      latency: new Histogram(),
      faults: [],
      port: target.port,
      last: 0,
    }
  }

  async openStreams(count: number): Promise<void> {
    const until = this.viewers.length + count
    while (this.viewers.length < until) {
      const some = Math.min(AT_A_TIME, until - this.viewers.length)
      const opened = Array.from({ length: some }, () =>
        new Viewer(this.watch).connect(this.target.stream, this.target.greeting),
      )
      this.viewers.push(...opened)
      await within(OPEN_MS, Promise.all(opened.map((viewer) => viewer.open)), 'streams did not open')
    }
  }

  poster(): Poster {
    return new Poster(this.target.port)
  }

  /** A fresh mark, noted as sent now. */
  mark(): number {
    this.#sentAt.set(++this.#mark, performance.now())
    return this.#mark
  }

  /** Makes one move and waits until it is acknowledged. */
  async move(poster: Poster): Promise<void> {
    const { path, headers, form } = this.target.publish
    const mark = this.mark()
    const sent = performance.now()
    const answer = await poster.post(path, headers, moveBody(form, mark))
    this.acknowledgement.add(performance.now() - sent)
    if (answer.status >= 300) throw new Error(`move refused: ${answer.status} ${answer.body}`)
    this.accepted++
  }

  /** Moves at even times for so long, over several connections, so that a late answer delays no later move. */
  async paced(perSecond: number, seconds: number): Promise<void> {
    const posters = Array.from({ length: 4 }, () => this.poster())
    const start = performance.now()
    const moves: Promise<void>[] = []
    for (let index = 0; index < perSecond * seconds; index++) {
      const wait = start + (index * 1000) / perSecond - performance.now()
      if (wait > 0) await sleep(wait)
      moves.push(this.move(posters[index % posters.length] as Poster))
    }
    await within(DRAIN_MS, Promise.all(moves), 'moves were not acknowledged')
    for (const poster of posters) poster.close()
  }

  /** Each publisher sends its next move once the last is acknowledged; the moves of each. */
  flatOut(publishers: number, seconds: number): Promise<number[]> {
    const end = performance.now() + seconds * 1000
    const one = async (): Promise<number> => {
      const poster = this.poster()
      let moves = 0
      for (; performance.now() < end; moves++) await this.move(poster)
      poster.close()
      return moves
    }
    return within(seconds * 1000 + DRAIN_MS, Promise.all(Array.from({ length: publishers }, one)), 'publishers hung')
  }

  /** Waits until every stream has shown every accepted move. */
  async drained(viewers: readonly Viewer[] = this.viewers): Promise<void> {
    const { log, faults } = this.watch
    const isCurrent = (viewer: Viewer) => viewer.next === log.count || viewer.version() === log.versions.at(-1)
    const done = () => log.count === this.accepted && viewers.every(isCurrent)
    for (let left = DRAIN_MS / 10; viewers.length > 0 && !done(); left--) {
      if (left === 0) {
        const behind = viewers.filter((viewer) => !isCurrent(viewer)).length
        faults.push(`${log.count} of ${this.accepted} moves delivered; ${behind} streams behind`)
        return
      }
      await sleep(10)
    }
  }

  /** Runs `work` until all of it has arrived; what it took of the server, the load program and everyone else. */
  async measured<T>(work: () => Promise<T>): Promise<{ value: T; figures: Outcome['figures'] }> {
    this.watch.latency.clear()
    this.acknowledgement.clear()
    const [moves, snapshots] = [this.accepted, this.#snapshots()]
    const own = process.cpuUsage()
    const [server, machine, start] = [cpuOf(this.target.pid), machineCpu(), performance.now()]
    this.watch.last = start
    const value = await work()
    const published = performance.now()
    await this.drained()
    const wall = Math.max(published, this.watch.last) - start
    const used = process.cpuUsage(own)
    const load = (used.user + used.system) / 1000
    const serverCpu = cpuOf(this.target.pid) - server
    const deliveries = this.watch.latency.total
    return {
      value,
      figures: {
        moves: this.accepted - moves,
        movesPerSecond: (this.accepted - moves) / ((published - start) / 1000),
        deliveries,
        resets: this.#snapshots() - snapshots,
        deliveriesPerSecond: deliveries / (wall / 1000),
        p50: this.watch.latency.quantile(0.5),
        p99: this.watch.latency.quantile(0.99),
        ackP50: this.acknowledgement.quantile(0.5),
        ackP99: this.acknowledgement.quantile(0.99),
        microsPerDelivery: deliveries === 0 ? 0 : (serverCpu * 1000) / deliveries,
        serverCores: serverCpu / wall,
        loadCores: load / wall,
        otherCores: Math.max(0, (machineCpu() - machine - serverCpu - load) / wall),
      },
    }
  }

  #snapshots(): number {
    return this.viewers.reduce((sum, viewer) => sum + viewer.snapshots.length, 0)
  }

  outcome(figures: Outcome['figures']): Outcome {
    const { faults } = this.watch
    for (const viewer of this.viewers) viewer.close()
    return { figures: { ...figures, faults: faults.length }, faults: faults.slice(0, 5) }
  }
}

/** No wait of the load program is without an end. */
export async function within<T>(ms: number, work: Promise<T>, otherwise: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(otherwise)), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
