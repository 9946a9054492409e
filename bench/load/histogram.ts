/** Widths in milliseconds: fine enough for a p50 of a few milliseconds, and cheap: counting is one addition. */
const BUCKET_MS = 0.1
const BUCKETS = 200_000

/** Times in milliseconds, counted in buckets of a tenth; beyond 20 s they count as 20 s. */
export class Histogram {
  readonly #counts = new Uint32Array(BUCKETS)
  #total = 0

  get total(): number {
    return this.#total
  }

  add(ms: number): void {
    const bucket = ms <= 0 ? 0 : Math.min(BUCKETS - 1, (ms / BUCKET_MS) | 0)
    this.#counts[bucket] = (this.#counts[bucket] as number) + 1
    this.#total++
  }

  clear(): void {
    this.#counts.fill(0)
    this.#total = 0
  }

  /** The upper edge of the bucket that holds the given share, 0 to 1; 0 when nothing was counted. */
  quantile(share: number): number {
    if (this.#total === 0) return 0
    let left = Math.max(1, Math.ceil(share * this.#total))
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      left -= this.#counts[bucket] as number
      if (left <= 0) return Math.round((bucket + 1) * BUCKET_MS * 10) / 10
    }
    return BUCKETS * BUCKET_MS
  }
}
