import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { LOOP_S, lobby, SOUNDS } from '../../../src/browser/parts/sound/score.ts'
import { Speaker } from '../../../src/browser/parts/sound/speaker.ts'

/** A context that makes no sound and writes down what it was asked for. */
class Silent {
  currentTime = 10
  state = 'running'
  sampleRate = 100
  readonly destination = {}
  readonly sources: FakeSource[] = []
  readonly gains: FakeParam[] = []
  resume = vi.fn(async () => {
    this.state = 'running'
  })
  suspend = vi.fn(async () => {
    this.state = 'suspended'
  })
  createGain() {
    const gain = new FakeParam()
    this.gains.push(gain)
    return { gain, connect: <To>(to: To) => to }
  }
  createDynamicsCompressor() {
    return { connect: <To>(to: To) => to }
  }
  createBiquadFilter() {
    return { frequency: {}, connect: <To>(to: To) => to }
  }
  createBuffer(_channels: number, length: number) {
    return { getChannelData: () => new Float32Array(length) }
  }
  createOscillator() {
    return this.#source()
  }
  createBufferSource() {
    return this.#source()
  }
  /** The time passes, and what was to end in it ends. */
  pass(seconds: number): void {
    this.currentTime += seconds
    for (const source of this.sources.splice(0)) {
      if (source.stops <= this.currentTime) source.onended?.()
      else this.sources.push(source)
    }
  }
  #source() {
    const source = new FakeSource()
    this.sources.push(source)
    return source
  }
}

class FakeSource {
  readonly frequency = { value: 0 }
  loop = false
  buffer: unknown
  starts = 0
  stops = Number.POSITIVE_INFINITY
  onended: (() => void) | undefined
  start = (at = 0) => {
    this.starts = at
  }
  stop = (at = 0) => {
    this.stops = at
  }
  connect = <To>(to: To) => to
}

class FakeParam {
  value = 1
  setValueAtTime = (value: number) => {
    this.value = value
  }
  linearRampToValueAtTime = vi.fn()
  exponentialRampToValueAtTime = vi.fn()
  cancelScheduledValues = vi.fn()
  setTargetAtTime = (value: number) => {
    this.value = value
  }
}

function speakerOn(context: Silent): Speaker {
  return new Speaker(context as unknown as AudioContext)
}

beforeEach(() => {
  vi.stubGlobal(
    'OfflineAudioContext',
    class extends Silent {
      startRendering = async () => ({})
    },
  )
})
afterEach(() => {
  vi.unstubAllGlobals()
})

describe('what is played', () => {
  test.each(Object.entries(SOUNDS))('%s is heard, and ends', (_name, score) => {
    const notes = score(4)
    expect(notes.length).toBeGreaterThan(0)
    for (const { pitch, at, long, loud } of notes) {
      expect(pitch).toBeGreaterThan(60)
      expect(at).toBeGreaterThanOrEqual(0)
      expect(at + long).toBeLessThan(6)
      expect(loud).toBeGreaterThan(0)
      expect(loud).toBeLessThanOrEqual(1)
    }
  })

  test('the drums last until the winner is named, and get louder', () => {
    const strokes = SOUNDS.drums(3.9)
    expect(strokes.at(-1)?.at).toBeLessThan(3.9)
    expect(strokes.at(-1)?.at).toBeGreaterThan(3.7)
    expect(strokes.at(-1)?.loud).toBeGreaterThan(strokes[0]?.loud ?? 1)
  })

  test('answers climb, and the last seconds too', () => {
    const pitches = [0.1, 0.5, 1].map((share) => SOUNDS.answered(share)[0]?.pitch ?? 0)
    expect(pitches).toEqual([...pitches].sort((a, b) => a - b))
    expect(SOUNDS.hurry(1)[0]?.pitch).toBeGreaterThan(SOUNDS.hurry(5)[0]?.pitch ?? 0)
  })

  test('the lobby’s music has rung out before it begins again', () => {
    for (const note of lobby()) expect(note.at + note.long).toBeLessThanOrEqual(LOOP_S + 1e-9)
  })
})

describe('the speaker', () => {
  test('plays each note at its time, and sleeps once the last has ended', async () => {
    const context = new Silent()
    const speaker = speakerOn(context)
    speaker.play('joined', 0)
    await vi.waitFor(() => expect(speaker.running).toBe(2))
    expect(context.sources.map((source) => source.starts)).toEqual([10, 10.07])
    context.pass(1)
    expect(speaker.running).toBe(0)
    expect(context.suspend).toHaveBeenCalled()
  })

  test('loops the music until it is told to stop, and starts it once', async () => {
    const context = new Silent()
    const speaker = speakerOn(context)
    await Promise.all([speaker.startMusic(), speaker.startMusic()])
    expect(context.sources.filter((source) => source.loop)).toHaveLength(1)
    context.pass(600)
    expect(speaker.running).toBe(1)
    speaker.stopMusic()
    context.pass(1)
    expect(speaker.running).toBe(0)
  })

  test('does not begin music that was stopped while it was made', async () => {
    const context = new Silent()
    const speaker = speakerOn(context)
    const started = speaker.startMusic()
    speaker.stopMusic()
    await started
    expect(speaker.running).toBe(0)
  })

  test('falls silent at once, whatever was still to come', async () => {
    const context = new Silent()
    const speaker = speakerOn(context)
    await speaker.startMusic()
    speaker.play('drums', 4)
    await vi.waitFor(() => expect(speaker.running).toBeGreaterThan(10))
    speaker.quiet()
    expect(context.gains[0]?.value).toBe(0)
    context.pass(0.5)
    expect(speaker.running).toBe(0)
    expect(context.state).toBe('suspended')
    speaker.play('tick', 0)
    await vi.waitFor(() => expect(speaker.running).toBe(1))
    expect(context.gains[0]?.value).toBeGreaterThan(0)
  })

  test('does not make up for what was to be heard before a tap allowed it', async () => {
    const context = new Silent()
    context.state = 'suspended'
    let allow = () => {}
    context.resume.mockImplementation(() => new Promise<void>((resolve) => (allow = resolve)))
    const now = vi.spyOn(performance, 'now').mockReturnValue(0)
    const speaker = speakerOn(context)
    speaker.play('joined', 0)
    now.mockReturnValue(5000)
    allow()
    await Promise.resolve()
    await Promise.resolve()
    await Promise.resolve()
    expect(speaker.running).toBe(0)
    now.mockRestore()
  })
})
