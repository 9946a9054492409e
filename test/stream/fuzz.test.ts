import { describe, expect, it } from 'vitest'
import { formatCursor, parseCursor } from '../../src/protocol/cursor.ts'
import { formatEvent } from '../../src/protocol/event.ts'
import { applyPatch, type Patch } from '../../src/protocol/patch.ts'
import type { View } from '../../src/protocol/view.ts'
import { nextTimer } from '../../src/room/apply.ts'
import { type Sight, viewText } from '../../src/room/view.ts'
import { Broadcast } from '../../src/stream/broadcast.ts'
import { Recent, resume } from '../../src/stream/recent.ts'
import { Chance } from '../support/chance.ts'
import { FakeSink } from '../support/sink.ts'
import { Table } from '../support/table.ts'
import { FakeClock } from '../support/time.ts'

/** Runs that failed once, by what was wrong; they are run every time. */
const FAILED: readonly string[] = []
const FRESH = Array.from({ length: 30 }, (_, index) => `run ${index}`)

/** A room, its streams and time: what the room's object does, without the platform. */
class Hall {
  readonly clock = new FakeClock()
  readonly table = new Table({ capacity: 6, options: { cards: 60 } })
  readonly recent = new Recent()
  readonly broadcast: Broadcast
  saved: Sight
  shown: Sight

  constructor() {
    this.saved = this.table.sight
    this.shown = this.saved
    this.broadcast = new Broadcast({
      clock: this.clock,
      encode: (text) => new TextEncoder().encode(text),
      snapshot: (who) => this.snapshot(who, true),
      shown: () => {
        this.shown = this.saved
      },
    })
  }

  snapshot(who: string | undefined, reset: boolean): string {
    const { room, view } = this.shown
    const json = viewText(this.shown, JSON.stringify(view), who, reset)
    return formatEvent('snapshot', json, formatCursor(room.epoch, room.version))
  }

  /** Saves and shows what the table has done since. */
  show(from: number): void {
    for (const { step } of this.table.steps.slice(from)) {
      this.saved = step.sight
      this.recent.add(step.update)
      this.broadcast.push(step.update)
    }
  }
}

/** A page: it folds what it gets, loses its line, and comes back with its cursor. */
class Page {
  readonly who: string | undefined
  view: View | undefined
  cursor: string | undefined
  sink: FakeSink | undefined
  resets = 0
  #read = 0

  constructor(who: string | undefined) {
    this.who = who
  }

  connect(hall: Hall): void {
    const { epoch } = hall.saved.room
    const { version } = hall.shown.room
    const asked = this.cursor === undefined ? undefined : (parseCursor(this.cursor) ?? 'unreadable')
    const begin = resume(asked, { epoch, version }, hall.recent, this.who)
    const first =
      begin.kind === 'snapshot' ? hall.snapshot(this.who, begin.reset) : begin.kind === 'replay' ? begin.text : ':\n'
    const sink = new FakeSink()
    this.#read = 0
    this.sink = sink
    sink.subscriber = hall.broadcast.open(sink, this.who, first)
  }

  cut(hall: Hall): void {
    const subscriber = this.sink?.subscriber
    if (!subscriber) return
    // What is in flight may or may not have come; here it is lost.
    if (this.sink) this.sink.pending = undefined
    this.sink = undefined
    hall.broadcast.end(subscriber)
  }

  fold(): void {
    for (const { event, data, id } of this.sink?.events.slice(this.#read) ?? []) {
      const json = JSON.parse(data) as { version: number; reset?: true }
      if (event === 'snapshot') {
        expect(json.reset === true).toBe(this.cursor !== undefined)
        if (json.reset) this.resets += 1
        const { reset: _reset, ...view } = json
        this.view = view as unknown as View
      } else {
        expect(json.version).toBe((this.view?.version ?? Number.NaN) + 1)
        this.view = applyPatch(this.view, json as unknown as Patch) as unknown as View
      }
      expect(id).toBe(formatCursor('epoch', json.version))
      this.cursor = id
    }
    this.#read = this.sink?.events.length ?? 0
  }
}

function act(hall: Hall, chance: Chance): void {
  const { table } = hall
  const from = table.steps.length
  table.now += chance.int(50)
  const due = nextTimer(table.room)
  if (due && due.due <= table.now) table.must({ do: 'timer', name: due.name })
  const by = chance.one(Object.keys(table.room.members))
  if (table.phase === 'lobby') table.do({ do: 'start', by: 'm1' })
  else if (table.phase === 'over') table.do({ do: 'rematch', by: 'm1' })
  else if (chance.once(12)) table.do({ do: 'pause', by: 'm1' })
  else if (table.phase === 'paused') table.do({ do: 'resume', by: 'm1' })
  else table.move(by, chance.one(['draw', 'draw', 'play']))
  hall.show(from)
}

function run(seed: string): { events: number; resets: number; replays: number } {
  const chance = new Chance(seed)
  const hall = new Hall()
  for (const name of ['Bob', 'Cy']) hall.table.join(name)
  hall.show(0)
  const pages = [undefined, undefined, 'm1', 'm2', 'm2', 'm3'].map((who) => new Page(who))
  const slow = pages[5]
  const counts = { events: 0, resets: 0, replays: 0 }
  const secrets = new Map<string, Set<string>>(['m1', 'm2', 'm3'].map((id) => [id, new Set()]))
  for (let turn = 0; turn < 250; turn++) {
    act(hall, chance)
    for (const [id, seen] of secrets) {
      const state = hall.table.room.match?.state as { hands?: Record<string, string[]>; stock?: string[] } | undefined
      for (const card of state?.hands?.[id] ?? []) seen.add(card)
      if (id === 'm1' && state?.stock?.[0] !== undefined) seen.add(state.stock[0])
    }
    if (chance.once(3)) hall.clock.pass(chance.int(120))
    for (const page of pages) {
      if (!page.sink && !chance.once(4)) {
        page.connect(hall)
        if (page.cursor !== undefined) counts.replays += 1
      } else if (page.sink && chance.once(25)) {
        page.fold()
        page.cut(hall)
      } else if (page.sink && (page !== slow || chance.once(60))) page.sink.take()
    }
    // Now and then so much is said at once that whoever is behind falls off the log.
    if (chance.once(90)) {
      hall.broadcast.push({ text: `: ${'x'.repeat(300_000)}\n` })
      hall.clock.pass(120)
    }
  }
  for (const page of pages) if (!page.sink) page.connect(hall)
  for (let turn = 0; turn < 600; turn++) {
    hall.clock.pass(120)
    for (const page of pages) page.sink?.take()
  }
  expect(hall.clock.waiting).toBe(0)
  for (const page of pages) {
    const { sink } = page
    page.fold()
    // One write in flight, never two.
    expect(sink?.overrun).toBe(false)
    expect(page.view).toEqual(hall.table.freshView(page.who))
    counts.events += sink?.events.length ?? 0
    counts.resets += page.resets
    for (const [card] of (sink?.text ?? '').matchAll(/secret-\d+/g)) {
      expect(page.who !== undefined && secrets.get(page.who)?.has(card)).toBe(true)
    }
  }
  return counts
}

describe('streams that come, go, stall and come back', () => {
  for (const seed of [...FAILED, ...FRESH]) it(`[G3] [G4] [G5] [G6] ${seed}`, () => void run(seed))

  it('do something worth the name', () => {
    const all = FRESH.map(run)
    expect(all.reduce((sum, { events }) => sum + events, 0)).toBeGreaterThan(1000)
    expect(all.reduce((sum, { resets }) => sum + resets, 0)).toBeGreaterThan(5)
    expect(all.reduce((sum, { replays }) => sum + replays, 0)).toBeGreaterThan(100)
  })
})
