/** What is played, as notes. Everything stays in one key, so that sounds that meet go together. */

export interface Note {
  /** Hertz; of a `noise`, where its band lies. */
  readonly pitch: number
  /** Seconds after the beginning. */
  readonly at: number
  /** Seconds. */
  readonly long: number
  /** 0 to 1, before the master's own volume. */
  readonly loud: number
  readonly voice: 'sine' | 'triangle' | 'noise'
  /** Seconds until it is at its loudest; a hundredth if not said. */
  readonly swell?: number
}

export type Sound = keyof typeof SOUNDS

const SCALE = [523.25, 587.33, 659.25, 783.99, 880, 1046.5] as const

/** `how` is the caller's: the share of answers that are in, the seconds left, the seconds a roll lasts. */
export const SOUNDS = {
  joined: () => [tone(659.25, 0, 0.1, 0.5), tone(880, 0.07, 0.16, 0.5)],
  tick: () => [tone(523.25, 0, 0.12, 0.6)],
  go: () => [tone(1046.5, 0, 0.45, 0.6), tone(523.25, 0, 0.45, 0.4)],
  /** Higher the more have answered. */
  answered: (how) => [tone(SCALE[Math.round(Math.min(1, how) * 5)] ?? 523.25, 0, 0.09, 0.35)],
  /** The last five seconds: two beats each, and nearer. */
  hurry: (how) => {
    const pitch = 392 * 2 ** ((5 - Math.min(5, Math.max(1, how))) / 12)
    return [tone(pitch, 0, 0.1, 0.6), tone(pitch, 0.5, 0.08, 0.35), low(98, 0, 0.2)]
  },
  revealed: () => [523.25, 659.25, 783.99, 1046.5].map((pitch, place) => tone(pitch, place * 0.06, 0.7, 0.3)),
  dropped: () => [low(196, 0, 0.12), { pitch: 900, at: 0, long: 0.05, loud: 0.3, voice: 'noise' }],
  place: () => [low(98, 0, 0.5), tone(392, 0, 0.25, 0.5), tone(587.33, 0, 0.35, 0.4)],
  drums: (how) => roll(how),
  won: () => [
    ...[523.25, 659.25, 783.99].map((pitch, place) => tone(pitch, place * 0.15, 0.18, 0.6)),
    ...[523.25, 659.25, 783.99, 1046.5].map((pitch) => tone(pitch, 0.48, 1.6, 0.38)),
    low(130.81, 0.48, 1.2),
    { pitch: 6000, at: 0.48, long: 1.1, loud: 0.14, voice: 'noise' },
  ],
} as const satisfies Readonly<Record<string, (how: number) => readonly Note[]>>

const BEAT_S = 60 / 92
const BARS: readonly (readonly number[])[] = [
  [130.81, 261.63, 329.63, 392, 587.33],
  [110, 261.63, 329.63, 392, 523.25],
  [87.31, 261.63, 349.23, 440, 523.25],
  [98, 246.94, 293.66, 392, 587.33],
]
/** Which string of the chord each half beat plays; the second time round another way, with a voice above. */
const ORDERS = [
  [1, 3, 2, 4, 3, 2, 4, 3],
  [2, 4, 3, 1, 4, 2, 3, 2],
] as const
const ABOVE = [783.99, 659.25, 880, 783.99] as const

/** Seconds until the lobby's music begins again. */
export const LOOP_S = ORDERS.length * BARS.length * 4 * BEAT_S

/** While people arrive: a soft pad, a bass and an arpeggio that nobody has to listen to. */
export function lobby(): Note[] {
  return ORDERS.flatMap((order, round) =>
    BARS.flatMap((chord, place) => {
      const at = (round * BARS.length + place) * 4 * BEAT_S
      const pad = chord
        .slice(1, 4)
        .map((pitch): Note => ({ pitch, at, long: 4 * BEAT_S, loud: 0.05, voice: 'sine', swell: 1 }))
      const bass = [0, 2.5].map(
        (beat): Note => ({ ...low(chord[0] ?? 0, at + beat * BEAT_S, 1.3 * BEAT_S), loud: 0.22 }),
      )
      const steps = order.map((string, step) =>
        tone(chord[string] ?? 0, at + (step * BEAT_S) / 2, 0.3, step % 4 === 0 ? 0.13 : 0.09),
      )
      const above: Note = { ...tone(ABOVE[place] ?? 0, at + 2 * BEAT_S, 1.8 * BEAT_S, 0.05), voice: 'sine', swell: 0.2 }
      return [...pad, ...bass, ...steps, ...(round === 1 ? [above] : [])]
    }),
  )
}

/** Faster and louder to the end. */
function roll(seconds: number): Note[] {
  const strokes: Note[] = []
  for (let at = 0; at < seconds; ) {
    const near = at / seconds
    strokes.push({ pitch: 220 + 120 * near, at, long: 0.09, loud: 0.3 + 0.7 * near ** 2, voice: 'noise' })
    at += 0.085 - 0.035 * near
  }
  return strokes
}

function tone(pitch: number, at: number, long: number, loud: number): Note {
  return { pitch, at, long, loud, voice: 'triangle' }
}

function low(pitch: number, at: number, long: number): Note {
  return { pitch, at, long, loud: 0.7, voice: 'sine' }
}
