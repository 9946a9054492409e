import { describe, expect, test } from 'vitest'
import { type Link, type LinkEvent, retryDelay, step } from '../../../src/browser/connection/link.ts'

const LIVE: Link = { is: 'live' }
const LOST: Link = { is: 'reconnecting', fault: 'unreachable', tries: 2 }
const HIDDEN: Link = { is: 'asleep', why: 'hidden' }
const IDLE: Link = { is: 'asleep', why: 'idle' }
const ENDED: Link = { is: 'closed', why: 'ended' }

/** The state and the names of the deeds. */
function follow(link: Link, ...events: LinkEvent[]) {
  let now = link
  let deeds: string[] = []
  for (const event of events) {
    const [next, ...done] = step(now, event)
    now = next
    deeds = done.map((deed) => deed.do)
  }
  return { link: now, deeds }
}

describe('the link', () => {
  test('is live once anything is heard', () => {
    for (const from of [{ is: 'connecting' }, { is: 'stalled' }, LOST] satisfies Link[]) {
      expect(follow(from, { on: 'heard' })).toEqual({ link: LIVE, deeds: [] })
    }
  })

  test('opens a silent stream anew and calls it stalled', () => {
    expect(follow(LIVE, { on: 'silent' })).toEqual({ link: { is: 'stalled' }, deeds: ['shut', 'open'] })
  })

  test('backs off when the new stream stays silent too', () => {
    const twice = follow(LIVE, { on: 'silent' }, { on: 'silent' })
    expect(twice.link).toEqual({ is: 'reconnecting', fault: 'unreachable', tries: 0 })
    expect(twice.deeds).toEqual(['shut', 'retry'])
  })

  test('counts its tries and never gives up', () => {
    let link: Link = LIVE
    for (let tries = 0; tries < 500; tries++) {
      const [next, ...deeds] = step(link, { on: 'broke', fault: 'unreachable' })
      expect(next).toEqual({ is: 'reconnecting', fault: 'unreachable', tries })
      expect(deeds).toContainEqual({ do: 'retry', tries })
      const [opening, ...opens] = step(next, { on: 'due' })
      expect(opens).toEqual([{ do: 'open' }])
      link = opening
    }
  })

  test('tells a device without network from a room that does not answer', () => {
    expect(follow(LIVE, { on: 'offline' }).link).toMatchObject({ fault: 'offline' })
    expect(follow(LIVE, { on: 'broke', fault: 'unreachable' }).link).toMatchObject({ fault: 'unreachable' })
  })

  test('tries at once when the device or the tab is back', () => {
    expect(follow(LOST, { on: 'returned', quiet: 0 }).deeds).toEqual(['shut', 'open'])
    expect(follow(HIDDEN, { on: 'returned', quiet: 0 })).toEqual({
      link: { is: 'connecting' },
      deeds: ['shut', 'open'],
    })
  })

  test('mistrusts a stream that was quiet while its tab was away, as iOS kills streams without a word', () => {
    expect(follow(LIVE, { on: 'returned', quiet: 120_000 })).toEqual({
      link: { is: 'stalled' },
      deeds: ['shut', 'open'],
    })
    expect(follow(LIVE, { on: 'returned', quiet: 3000 })).toEqual({ link: LIVE, deeds: [] })
  })

  test('lets a hidden tab’s stream go', () => {
    expect(follow(LIVE, { on: 'hidden' })).toEqual({ link: HIDDEN, deeds: ['shut'] })
    expect(follow(LOST, { on: 'hidden' })).toEqual({ link: HIDDEN, deeds: ['shut'] })
  })

  test('sleeps with an idle room until someone wants it', () => {
    expect(follow(LIVE, { on: 'closed', reason: 'idle' })).toEqual({ link: IDLE, deeds: ['shut'] })
    expect(follow(IDLE, { on: 'returned', quiet: 0 }).link).toEqual(IDLE)
    expect(follow(IDLE, { on: 'wanted' })).toEqual({ link: { is: 'connecting' }, deeds: ['shut', 'open'] })
  })

  test('reconnects by itself only to a room that moved', () => {
    expect(follow(LIVE, { on: 'closed', reason: 'moved' }).deeds).toEqual(['shut', 'retry'])
    for (const reason of ['ended', 'kicked', 'gone'] as const) {
      expect(follow(LIVE, { on: 'closed', reason })).toEqual({ link: { is: 'closed', why: reason }, deeds: ['shut'] })
    }
  })

  test('stays closed, whatever still arrives', () => {
    const late: LinkEvent[] = [
      { on: 'heard' },
      { on: 'silent' },
      { on: 'broke', fault: 'unreachable' },
      { on: 'due' },
      { on: 'offline' },
      { on: 'hidden' },
      { on: 'returned', quiet: 99_999 },
      { on: 'closed', reason: 'moved' },
    ]
    for (const event of late) expect(follow(ENDED, event)).toEqual({ link: ENDED, deeds: [] })
  })
})

describe('the wait between tries', () => {
  test('doubles to fifteen seconds and stays there', () => {
    expect([0, 1, 2, 3, 4, 40].map((tries) => retryDelay(tries, 1))).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000])
  })

  test('is spread over its upper half, so that a room’s phones do not return in one instant', () => {
    expect(retryDelay(2, 0)).toBe(2000)
    expect(retryDelay(2, 0.5)).toBe(3000)
  })
})
