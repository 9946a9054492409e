import { sound } from '../setting.ts'

/** The big screen's few sounds, made on the spot: nothing to load, and nothing at all until someone turns them on. */

type Sound = 'joined' | 'tick' | 'go' | 'won'

/** Hertz, seconds after now, seconds long. */
const NOTES: Readonly<Record<Sound, readonly (readonly [number, number, number])[]>> = {
  joined: [
    [660, 0, 0.08],
    [880, 0.07, 0.12],
  ],
  tick: [[520, 0, 0.12]],
  go: [[1040, 0, 0.45]],
  won: [
    [523, 0, 0.16],
    [659, 0.15, 0.16],
    [784, 0.3, 0.16],
    [1047, 0.45, 0.7],
  ],
}

let speaker: AudioContext | undefined

export function play(what: Sound): void {
  if (sound.get() === 'off') return
  speaker ??= new AudioContext()
  // Browsers keep it silent until a tap; then it starts by itself with the next sound.
  void speaker.resume().catch(() => {})
  for (const [pitch, after, length] of NOTES[what]) note(speaker, pitch, speaker.currentTime + after, length)
}

function note(on: AudioContext, pitch: number, at: number, length: number): void {
  const tone = on.createOscillator()
  const volume = on.createGain()
  tone.type = 'triangle'
  tone.frequency.value = pitch
  volume.gain.setValueAtTime(0, at)
  volume.gain.linearRampToValueAtTime(0.25, at + 0.01)
  volume.gain.exponentialRampToValueAtTime(0.001, at + length)
  tone.connect(volume).connect(on.destination)
  tone.start(at)
  tone.stop(at + length)
}
