import { BURST_SECONDS } from '../protocol/limits.ts'

/** A token bucket: `rate` a second in the long run, twice as many at once. */
export class Bucket {
  readonly #rate: number
  #tokens: number
  #at: number

  constructor(rate: number, now: number) {
    this.#rate = rate
    this.#tokens = rate * BURST_SECONDS
    this.#at = now
  }

  /** Takes `cost` tokens, or says in how many whole seconds they will be there. */
  take(cost: number, now: number): 'taken' | { readonly retryAfter: number } {
    const elapsed = Math.max(0, now - this.#at) / 1000
    this.#tokens = Math.min(this.#rate * BURST_SECONDS, this.#tokens + elapsed * this.#rate)
    this.#at = now
    if (this.#tokens < cost) return { retryAfter: Math.max(1, Math.ceil((cost - this.#tokens) / this.#rate)) }
    this.#tokens -= cost
    return 'taken'
  }
}
