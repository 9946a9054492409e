import { LOOP_S, lobby, type Note, SOUNDS, type Sound } from './score.ts'

/** Plays notes on a Web Audio context. */

/** Of the loudest a screen can be: heard across a room, talked over without effort. */
const VOLUME = 0.32
/** Seconds in which everything falls silent. */
const FADE_S = 0.25
/** Seconds that a looped melody takes to come in. */
const COME_IN_S = 1.5
/** Milliseconds after which a sound has missed its moment. */
const LATE_MS = 400
/** Samples a second are enough for the music; they are held in memory. */
const LOOP_RATE = 22_050

type Source = OscillatorNode | AudioBufferSourceNode

export class Speaker {
  readonly #context: AudioContext
  readonly #master: GainNode
  readonly #running = new Set<Source>()
  #music: { readonly source: AudioBufferSourceNode; readonly volume: GainNode } | undefined
  #wantsMusic = false
  #loop: Promise<AudioBuffer> | undefined

  constructor(context: AudioContext) {
    this.#context = context
    this.#master = context.createGain()
    this.#master.gain.value = VOLUME
    const evened = context.createDynamicsCompressor()
    this.#master.connect(evened).connect(context.destination)
  }

  /** How many notes and melodies are playing or about to. */
  get running(): number {
    return this.#running.size
  }

  play(sound: Sound, how: number): void {
    const score: (how: number) => readonly Note[] = SOUNDS[sound]
    void this.#wake().then((awake) => {
      if (!awake) return
      const { currentTime } = this.#context
      for (const note of score(how)) this.#keep(strike(this.#context, this.#master, note, currentTime))
    })
  }

  /** The lobby's music, round and round. */
  async startMusic(): Promise<void> {
    if (this.#wantsMusic) return
    this.#wantsMusic = true
    void this.#wake()
    this.#loop ??= record()
    const buffer = await this.#loop
    if (!this.#wantsMusic || this.#music) return
    const volume = this.#context.createGain()
    const { currentTime } = this.#context
    volume.gain.setValueAtTime(0, currentTime)
    volume.gain.linearRampToValueAtTime(1, currentTime + COME_IN_S)
    const source = this.#context.createBufferSource()
    source.buffer = buffer
    source.loop = true
    source.connect(volume).connect(this.#master)
    source.start()
    this.#keep(source)
    this.#music = { source, volume }
  }

  stopMusic(): void {
    this.#wantsMusic = false
    if (!this.#music) return
    const { source, volume } = this.#music
    this.#music = undefined
    const { currentTime } = this.#context
    volume.gain.cancelScheduledValues(currentTime)
    volume.gain.setTargetAtTime(0, currentTime, FADE_S / 3)
    source.stop(currentTime + FADE_S)
  }

  /** Everything, also what has not begun; the speaker sleeps once it is still. */
  quiet(): void {
    this.stopMusic()
    const { currentTime } = this.#context
    this.#master.gain.setTargetAtTime(0, currentTime, FADE_S / 3)
    for (const source of this.#running) source.stop(currentTime + FADE_S)
    if (this.#running.size === 0) void this.#context.suspend()
  }

  /** Whether it is awake at once. Browsers keep it silent until a tap: what was to be heard long before is not made up for. */
  async #wake(): Promise<boolean> {
    const { gain } = this.#master
    gain.cancelScheduledValues(this.#context.currentTime)
    gain.setValueAtTime(VOLUME, this.#context.currentTime)
    if (this.#context.state === 'running') return true
    const asked = performance.now()
    await this.#context.resume().catch(() => {})
    return performance.now() - asked < LATE_MS
  }

  #keep(source: Source): void {
    this.#running.add(source)
    source.onended = () => {
      this.#running.delete(source)
      if (this.#running.size === 0) void this.#context.suspend()
    }
  }
}

/** The loop, played once into memory: what goes round by itself needs no timer, which a hidden tab would slow down. */
function record(): Promise<AudioBuffer> {
  const tape = new OfflineAudioContext(1, Math.round(LOOP_S * LOOP_RATE), LOOP_RATE)
  for (const note of lobby()) strike(tape, tape.destination, note, 0)
  return tape.startRendering()
}

function strike(on: BaseAudioContext, into: AudioNode, note: Note, from: number): Source {
  const { pitch, long, loud, voice, swell = 0.01 } = note
  const at = from + note.at
  const volume = on.createGain()
  volume.gain.setValueAtTime(0, at)
  volume.gain.linearRampToValueAtTime(loud, at + swell)
  volume.gain.exponentialRampToValueAtTime(0.001, at + long)
  volume.connect(into)
  if (voice === 'noise') {
    const source = on.createBufferSource()
    source.buffer = hiss(on)
    source.loop = true
    const band = on.createBiquadFilter()
    band.type = 'bandpass'
    band.frequency.value = pitch
    source.connect(band).connect(volume)
    return started(source, at, long)
  }
  const source = on.createOscillator()
  source.type = voice
  source.frequency.value = pitch
  source.connect(volume)
  return started(source, at, long)
}

function started<Each extends Source>(source: Each, at: number, long: number): Each {
  source.start(at)
  source.stop(at + long)
  return source
}

const hisses = new WeakMap<BaseAudioContext, AudioBuffer>()

/** Half a second of noise, made once a context. */
function hiss(on: BaseAudioContext): AudioBuffer {
  const made = hisses.get(on)
  if (made) return made
  const buffer = on.createBuffer(1, on.sampleRate / 2, on.sampleRate)
  const samples = buffer.getChannelData(0)
  for (let at = 0; at < samples.length; at++) samples[at] = Math.random() * 2 - 1
  hisses.set(on, buffer)
  return buffer
}
