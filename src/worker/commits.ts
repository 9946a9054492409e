/**
 * Group commit: whatever is added while a save is under way shares the next one. At most one save runs at a time, and
 * nobody who added something is told before it is on disk.
 */
export class Commits<Item> {
  readonly #save: (items: readonly Item[]) => Promise<void>
  #items: Item[] = []
  #running: Promise<void> = Promise.resolve()
  #next: Promise<void> | undefined

  /** @param save makes these items durable; if it throws, so does everyone's wait for them, and nothing more is saved. */
  constructor(save: (items: readonly Item[]) => Promise<void>) {
    this.#save = save
  }

  /** Resolves once these items and all before them are durable. */
  add(...items: readonly Item[]): Promise<void> {
    this.#items.push(...items)
    this.#next ??= this.#run(this.#running)
    return this.#next
  }

  /** Resolves once everything added so far is durable. */
  settled(): Promise<void> {
    return this.#next ?? this.#running
  }

  async #run(before: Promise<void>): Promise<void> {
    await before
    const items = this.#items
    this.#items = []
    this.#running = this.#next as Promise<void>
    this.#next = undefined
    await this.#save(items)
  }
}
