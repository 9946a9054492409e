import type { Clock } from '../../src/stream/broadcast.ts'

interface Alarm {
  readonly due: number
  readonly run: () => void
}

/** A clock that stands until it is told to go on. */
export class FakeClock implements Clock {
  #now = 1000
  readonly #alarms = new Set<Alarm>()

  now(): number {
    return this.#now
  }

  after(ms: number, run: () => void): () => void {
    const alarm: Alarm = { due: this.#now + ms, run }
    this.#alarms.add(alarm)
    return () => this.#alarms.delete(alarm)
  }

  /** Time passes in which nothing rings: the machine is busy. */
  busy(ms: number): void {
    this.#now += ms
  }

  /** How many alarms are set. */
  get waiting(): number {
    return this.#alarms.size
  }

  /** In how many milliseconds the next alarm rings. */
  get next(): number | undefined {
    return this.waiting === 0 ? undefined : Math.min(...[...this.#alarms].map(({ due }) => due)) - this.#now
  }

  /** Lets time pass and rings what is due on the way, in order. */
  pass(ms: number): void {
    const until = this.#now + ms
    for (;;) {
      const [first] = [...this.#alarms].filter(({ due }) => due <= until).sort((a, b) => a.due - b.due)
      if (!first) break
      this.#alarms.delete(first)
      this.#now = Math.max(this.#now, first.due)
      first.run()
    }
    this.#now = until
  }
}
