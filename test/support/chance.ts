import { resumeRandom, seedRandom } from '../../src/room/random.ts'

/** Seeded choices for fuzzing; the same seed makes the same run on every machine. */
export class Chance {
  readonly #random
  constructor(seed: string) {
    this.#random = resumeRandom(seedRandom(seed))
  }

  int(below: number): number {
    return this.#random.int(below)
  }

  one<T>(list: readonly T[]): T {
    return list[this.int(list.length)] as T
  }

  /** True once in `times`. */
  once(times: number): boolean {
    return this.int(times) === 0
  }
}
