/** Exchanges needed before anything is credited: one may be luck. */
const EXCHANGES_LEAST = 3
/** Exchanges remembered; an older one no longer says how the link is now. */
const EXCHANGES_KEPT = 16
/**
 * The most a link is credited, milliseconds. Whoever answers the server late on purpose gains no more than this, which is
 * under a tenth of a second and within what people differ by from one question to the next.
 */
export const MOST_CREDIT_MS = 80

/**
 * How long one member's link takes there and back, by the server's clock alone: the server hands out its time, the member
 * brings it back at once, and the server takes the difference. The least of the recent ones counts, since a link can only
 * add to it: what goes slowly now and then is the network's weather, not its length.
 */
export class Delay {
  #given: number | undefined
  #trips: number[] = []

  /** The server has handed out its time, milliseconds. Whatever was out before is no longer taken. */
  gave(now: number): void {
    this.#given = now
  }

  /** The member has brought a time back. Each counts once, and only the newest that was handed out. */
  brought(time: number, now: number): void {
    if (time !== this.#given) return
    this.#given = undefined
    this.#trips.push(Math.max(0, now - time))
    if (this.#trips.length > EXCHANGES_KEPT) this.#trips.shift()
  }

  /** Milliseconds to credit for one question. */
  get credit(): number {
    if (this.#trips.length < EXCHANGES_LEAST) return 0
    return Math.min(MOST_CREDIT_MS, ...this.#trips)
  }
}
