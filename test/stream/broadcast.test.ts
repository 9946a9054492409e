import { describe, expect, it } from 'vitest'
import { FRAME_MS, STALLED_MS, WAITING_BYTES } from '../../src/protocol/limits.ts'
import { Broadcast } from '../../src/stream/broadcast.ts'
import { type FakeSink, subscribe } from '../support/sink.ts'
import { FakeClock } from '../support/time.ts'

const event = (data: string): string => `event: update\ndata: ${data}\n\n`
const data = (sink: FakeSink): string[] => sink.events.map((received) => received.data)

function hall() {
  const clock = new FakeClock()
  const encoded: string[] = []
  const shown: number[] = []
  const broadcast = new Broadcast({
    clock,
    encode(text) {
      encoded.push(text)
      return new TextEncoder().encode(text)
    },
    snapshot: (who) => `event: snapshot\ndata: "whole${who === undefined ? '' : ` of ${who}`}"\n\n`,
    shown: () => shown.push(clock.now()),
  })
  /** A stream that has taken its first event. */
  const open = (who?: string): FakeSink => {
    const sink = subscribe(broadcast, who, event('"first"'))
    sink.take()
    return sink
  }
  const push = (json: string, own?: ReadonlyMap<string, string>): void =>
    broadcast.push(own ? { text: event(json), own } : { text: event(json) })
  return { clock, broadcast, encoded, shown, open, push }
}

describe('frames', () => {
  it('[S10] encodes a frame once, however many streams get it, and writes it once to each', () => {
    const { clock, encoded, open, push } = hall()
    const sinks = Array.from({ length: 50 }, () => open())
    encoded.length = 0
    for (const json of ['1', '2', '3']) push(json)
    clock.pass(100)
    expect(encoded).toEqual([event('1') + event('2') + event('3')])
    for (const sink of sinks) {
      expect(sink.writes).toHaveLength(2)
      expect(sink.writes[1]).toBe(sinks[0]?.writes[1])
    }
  })

  it('[S10] sends the first event after a quiet spell at once, but not in the same turn', () => {
    const { clock, open, push } = hall()
    const sink = open()
    push('1')
    expect(sink.writes).toHaveLength(1)
    expect(clock.next).toBe(0)
    clock.pass(0)
    expect(sink.writes).toHaveLength(2)
  })

  it('[S10] gathers what comes within a frame of 16 to 100 ms', () => {
    const { clock, open, push } = hall()
    const sink = open()
    push('1')
    clock.pass(0)
    sink.take()
    push('2')
    push('3')
    expect(clock.next).toBe(FRAME_MS.least)
    clock.pass(FRAME_MS.least - 1)
    expect(sink.writes).toHaveLength(2)
    clock.pass(1)
    expect(sink.writes).toHaveLength(3)
  })

  it('[S10] makes its frames as long as fan-out takes, within bounds', () => {
    const { clock, open, push } = hall()
    const sink = open()
    const give = sink.give.bind(sink)
    let takes = 0
    sink.give = (bytes) => {
      give(bytes)
      clock.busy(takes)
    }
    /** One frame, during which the machine is busy with the writes for so long. */
    const frame = (milliseconds: number): void => {
      takes = milliseconds
      push('x')
      clock.pass(clock.next ?? 0)
      sink.take()
    }
    for (let count = 0; count < 60; count++) frame(20)
    push('z')
    clock.pass(clock.next ?? 0)
    clock.pass(0)
    sink.take()
    push('z')
    expect(clock.next).toBeLessThanOrEqual(FRAME_MS.most)
    expect(clock.next).toBeGreaterThan(FRAME_MS.least)
    for (let count = 0; count < 60; count++) frame(0)
    push('z')
    expect(clock.next).toBeGreaterThanOrEqual(FRAME_MS.least)
    expect(clock.next).toBeLessThan(FRAME_MS.least + 2)
  })

  it('[S10] has no timer while nothing is pending', () => {
    const { clock, broadcast, open, push } = hall()
    expect(clock.waiting).toBe(0)
    const sink = open()
    expect(clock.waiting).toBe(0)
    push('1')
    expect(clock.waiting).toBe(1)
    clock.pass(200)
    sink.drain(clock)
    expect(clock.waiting).toBe(0)
    broadcast.flush()
    expect(sink.writes).toHaveLength(2)
  })

  it('[G1] tells that a version is shown when its frame is made, with or without streams', () => {
    const { clock, shown, push } = hall()
    push('1')
    clock.pass(0)
    expect(shown).toHaveLength(1)
  })

  it('[G5] gives members their own text and everybody else the public one', () => {
    const { clock, encoded, open, push } = hall()
    const [m1, m1too, m2, spectator] = [open('m1'), open('m1'), open('m2'), open()]
    encoded.length = 0
    push('{"a":1}')
    push('{"b":1}', new Map([['m1', ',"mine":2']]))
    clock.pass(100)
    for (const sink of [m1, m1too, m2, spectator]) sink.end()
    expect(data(m1)).toEqual(['"first"', '{"a":1}', '{"b":1,"mine":2}'])
    expect(data(m1too)).toEqual(data(m1))
    expect(data(m2)).toEqual(['"first"', '{"a":1}', '{"b":1}'])
    expect(data(spectator)).toEqual(data(m2))
    // Once for all who see the same, and once for each stream of who sees more.
    expect(encoded).toHaveLength(3)
  })
})

describe('a stream that does not read', () => {
  it('[G6] has one write in flight, and gets the rest in order when it reads again', () => {
    const { clock, open, push } = hall()
    const [slow, quick] = [open(), open()]
    for (let count = 1; count <= 20; count++) {
      push(String(count))
      clock.pass(100)
      quick.drain(clock)
    }
    expect(slow.writes).toHaveLength(2)
    slow.drain(clock)
    expect(data(slow)).toEqual(data(quick))
    expect(data(quick)).toHaveLength(21)
  })

  it('[G6] [L7] gets a whole view with reset once more than 256 KiB wait, and slows nobody', () => {
    const { clock, open, push } = hall()
    const [slow, quick] = [open('m1'), open()]
    const big = JSON.stringify('x'.repeat(10_000))
    const frames = Math.ceil(WAITING_BYTES / 10_000) + 3
    for (let count = 0; count < frames; count++) {
      push(big)
      clock.pass(100)
      quick.drain(clock)
    }
    expect(quick.events).toHaveLength(frames + 1)
    slow.drain(clock)
    expect(data(slow)).toEqual(['"first"', big, '"whole of m1"'])
    push('"next"')
    clock.pass(100)
    slow.drain(clock)
    expect(data(slow).at(-1)).toBe('"next"')
  })

  it('[G6] costs its last write and a number: the waiting frames are everyone’s', () => {
    const { clock, open, push } = hall()
    const sinks = Array.from({ length: 20 }, () => open())
    for (let count = 0; count < 10; count++) {
      push(String(count))
      clock.pass(100)
    }
    for (const sink of sinks) expect(sink.writes).toHaveLength(2)
    for (let turn = 0; turn < 10; turn++) for (const sink of sinks) sink.take()
    const last = sinks.map((sink) => sink.writes.at(-1))
    expect(new Set(last).size).toBe(1)
  })

  it('[G6] still gets its one frame if that alone is more than 256 KiB', () => {
    const { clock, open, push } = hall()
    const sink = open()
    const huge = JSON.stringify('x'.repeat(WAITING_BYTES + 10))
    push(huge)
    clock.pass(100)
    sink.drain(clock)
    expect(data(sink)).toEqual(['"first"', huge])
  })

  it('[G6] [L7] is ended after 60 s, the others not', () => {
    const { clock, broadcast, open, push } = hall()
    const [slow, quick, idle] = [open(), open(), open()]
    push('1')
    clock.pass(100)
    quick.drain(clock)
    idle.drain(clock)
    clock.pass(STALLED_MS - 500)
    broadcast.endStalled()
    expect(slow.ended).toBe(false)
    push('2')
    clock.pass(500)
    quick.drain(clock)
    broadcast.endStalled()
    expect([slow.ended, quick.ended, idle.ended]).toEqual([true, false, false])
    expect(broadcast.size).toBe(2)
  })

  it('[G6] counts the time since the newest write, not since the stream opened', () => {
    const { clock, broadcast, open, push } = hall()
    const sink = open()
    clock.pass(10 * STALLED_MS)
    push('1')
    clock.pass(0)
    broadcast.endStalled()
    expect(sink.ended).toBe(false)
  })

  it('[G7] is ended too when it never took its first event', () => {
    const { clock, broadcast } = hall()
    const sink = subscribe(broadcast, undefined, event('"first"'))
    clock.pass(STALLED_MS + 1)
    broadcast.endStalled()
    expect(sink.ended).toBe(true)
  })
})

describe('coming and going', () => {
  it('[G3] a stream that opens while something is pending gets it after its first event, once', () => {
    const { clock, broadcast, open, push } = hall()
    open()
    push('1')
    const late = subscribe(broadcast, undefined, event('"first"'))
    clock.pass(100)
    late.drain(clock)
    expect(data(late)).toEqual(['"first"', '1'])
  })

  it('[S12] ending says the last words after what was given, and only once', () => {
    const { clock, broadcast, open, push } = hall()
    const sink = open()
    push('1')
    clock.pass(100)
    const { subscriber } = sink
    if (!subscriber) throw new Error('no subscriber')
    broadcast.end(subscriber, event('"last"'))
    broadcast.end(subscriber, event('"again"'))
    expect(data(sink)).toEqual(['"first"', '1', '"last"'])
    push('2')
    clock.pass(100)
    expect(sink.writes).toHaveLength(2)
    expect(broadcast.size).toBe(0)
  })

  it('[S12] ending all of them sends what is pending first', () => {
    const { broadcast, open, push } = hall()
    const sinks = [open(), open()]
    push('1')
    broadcast.endAll(event('"last"'))
    for (const sink of sinks) expect(data(sink)).toEqual(['"first"', '1', '"last"'])
    expect(broadcast.size).toBe(0)
  })

  it('[G3] a stream that ends and one that comes while frames wait do not disturb each other', () => {
    const { clock, broadcast, open, push } = hall()
    const slow = open()
    push('1')
    clock.pass(100)
    push('2')
    clock.pass(100)
    const late = open()
    push('3')
    clock.pass(100)
    if (late.subscriber) broadcast.end(late.subscriber)
    slow.drain(clock)
    expect(data(slow)).toEqual(['"first"', '1', '2', '3'])
  })

  it('[G3] a stream that is behind when all of them are ended gets what waits for it before the last words', () => {
    const { clock, broadcast, open, push } = hall()
    const slow = open()
    push('1')
    clock.pass(100)
    push('2')
    clock.pass(100)
    push('3')
    broadcast.endAll(event('"last"'))
    expect(data(slow)).toEqual(['"first"', '1', '2', '3', '"last"'])
  })

  it('[G3] a stream that fell off the log when all of them are ended gets the whole before the last words', () => {
    const { clock, broadcast, open, push } = hall()
    const [slow, quick] = [open('m1'), open()]
    const big = JSON.stringify('x'.repeat(10_000))
    for (let count = 0; count < WAITING_BYTES / 10_000 + 3; count++) {
      push(big)
      clock.pass(100)
      quick.drain(clock)
    }
    broadcast.endAll(event('"last"'))
    expect(data(slow)).toEqual(['"first"', big, '"whole of m1"', '"last"'])
  })
})
