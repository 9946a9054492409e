import type { Random } from '../games/game.ts'

/** Four unsigned 32-bit words: the whole state of the generator, saved with the room. */
export type RandomState = readonly [number, number, number, number]

export interface SeededRandom extends Random {
  state(): RandomState
}

/**
 * A state from any text, by four rounds of the 32-bit finaliser of MurmurHash3 (Appleby, public domain) over a running hash.
 * The same text gives the same numbers on every machine.
 */
export function seedRandom(text: string): RandomState {
  let hash = 0x9e3779b9
  for (let index = 0; index < text.length; index++) hash = mix(hash ^ text.charCodeAt(index))
  const words = [1, 2, 3, 4].map((word) => mix(hash + Math.imul(word, 0x9e3779b9)))
  const random = resumeRandom(words as unknown as RandomState)
  // sfc32's author asks for a dozen rounds before first use, so that near seeds part ways.
  for (let round = 0; round < 12; round++) random.next()
  return random.state()
}

/** sfc32 of Chris Doty-Humphrey's PractRand: 128 bits of state, passes BigCrush, a few integer operations a number. */
export function resumeRandom([a0, b0, c0, d0]: RandomState): SeededRandom {
  let [a, b, c, d] = [a0 | 0, b0 | 0, c0 | 0, d0 | 0]
  const word = (): number => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  const next = (): number => word() / 2 ** 32
  const int = (below: number): number => Math.floor(next() * below)
  return {
    next,
    int,
    shuffle(list) {
      const copy = [...list]
      // Fisher and Yates, from the end.
      for (let last = copy.length - 1; last > 0; last--) {
        const other = int(last + 1)
        const kept = copy[last] as (typeof copy)[number]
        copy[last] = copy[other] as (typeof copy)[number]
        copy[other] = kept
      }
      return copy
    },
    state: () => [a >>> 0, b >>> 0, c >>> 0, d >>> 0],
  }
}

function mix(value: number): number {
  let hash = value | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
