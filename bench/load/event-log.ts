/**
 * Every update any stream has shown, once, in order: the measure all streams are held against. The first stream to show
 * an update has it read and checked in full; for all others being equal byte by byte proves the same, for the price of
 * a memory comparison. So one load program can check half a million deliveries a second on the core it shares.
 */
export class EventLog {
  #bytes = Buffer.allocUnsafe(1 << 20)
  #length = 0
  /** End offset of each event. */
  readonly ends: number[] = []
  /** When the move behind each event was sent, milliseconds of this process. */
  readonly sent: number[] = []
  /** The version of each event. */
  readonly versions: number[] = []
  readonly #marks = new Set<number>()
  readonly #sentAt: ReadonlyMap<number, number>
  readonly #numbered: boolean

  /**
   * @param sentAt when the move with each mark was sent.
   * @param numbered whether the server numbers its events one by one; otherwise a mark stands for the version.
   */
  constructor(sentAt: ReadonlyMap<number, number>, numbered: boolean) {
    this.#sentAt = sentAt
    this.#numbered = numbered
  }

  get bytes(): Buffer {
    return this.#bytes
  }

  /** Bytes in the log; always the end of an event. */
  get length(): number {
    return this.#length
  }

  get count(): number {
    return this.ends.length
  }

  start(index: number): number {
    return index === 0 ? 0 : (this.ends[index - 1] as number)
  }

  /** The place of a version, or -1. Versions ascend one by one where the server numbers them. */
  find(version: number): number {
    if (!this.#numbered) return this.versions.indexOf(version)
    const index = version - (this.versions[0] ?? Number.NaN)
    return index >= 0 && index < this.count ? index : -1
  }

  /** Takes one more update; what is wrong with it, if anything is. */
  append(event: Buffer): string | undefined {
    const read = readUpdate(event)
    if (read === undefined) return `not an update: ${event.toString()}`
    const last = this.versions.at(-1)
    if (this.#numbered && last !== undefined && read.version !== last + 1) return `${read.version} after ${last}`
    if (read.mark !== undefined) {
      if (this.#marks.has(read.mark)) return `move ${read.mark} delivered twice`
      this.#marks.add(read.mark)
    }
    while (this.#length + event.length > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(this.#bytes.length * 2)
      this.#bytes.copy(larger, 0, 0, this.#length)
      this.#bytes = larger
    }
    event.copy(this.#bytes, this.#length)
    this.#length += event.length
    this.ends.push(this.#length)
    this.versions.push(read.version)
    this.sent.push(this.#sentAt.get(read.mark ?? -1) ?? Number.NaN)
    return undefined
  }
}

/** The version of an update and the mark of the move behind it: the number the load program sent as score or status. */
export function readUpdate(event: Buffer): { version: number; mark?: number } | undefined {
  const text = event.toString()
  const version = /"version":(\d+)/.exec(text)?.[1]
  if (version === undefined) return undefined
  const mark = /"scores":\{"[^"]*":(\d+)\}/.exec(text)?.[1] ?? /#(\d+)#/.exec(text)?.[1]
  return mark === undefined ? { version: Number(version) } : { version: Number(version), mark: Number(mark) }
}
