import { describe, expect, it } from 'vitest'
import { textFor } from '../../src/protocol/event.ts'
import { applyPatch, type Patch } from '../../src/protocol/patch.ts'
import { isRefused } from '../../src/protocol/refusal.ts'
import type { View } from '../../src/protocol/view.ts'
import { nextTimer } from '../../src/room/apply.ts'
import { type Actor, type Input, PROGRAM, type Room } from '../../src/room/room.ts'
import { step } from '../../src/room/step.ts'
import { see } from '../../src/room/view.ts'
import { Chance } from '../support/chance.ts'
import { readEvents } from '../support/sse.ts'
import { findGame, foldRoom, open, Table } from '../support/table.ts'
import { SECRET } from '../support/vault.ts'

/** Runs that failed once, by what was wrong; they are run every time. */
const FAILED: readonly string[] = []
const FRESH = Array.from({ length: 40 }, (_, index) => `run ${index}`)
const STEPS = 200

const NAMES = ['Bob', 'Cy', 'Di', 'Eve', 'bob', '__proto__', 'constructor', '10', '2', '李'] as const
const FAILS = [
  'reject',
  'throw',
  'null',
  'nan',
  'hole',
  'not-an-object',
  'view',
  'view-null',
  'mine',
  'forever',
] as const

/** Any input, sensible or not. */
function anyInput(chance: Chance, room: Room): Input {
  const ids = [...Object.keys(room.members), 'm99', 'constructor', '__proto__']
  const member = chance.one(ids)
  const by: Actor = chance.once(15)
    ? undefined
    : chance.once(25)
      ? PROGRAM
      : chance.once(2)
        ? room.host
        : chance.one(ids)
  const seated = ids.filter((id) => Object.hasOwn(room.members, id) && room.members[id]?.player)
  const player = chance.once(6) || seated.length === 0 ? chance.one(ids) : chance.one(seated)
  const host = chance.once(4) ? by : (room.host ?? PROGRAM)
  const attended = chance.once(4) ? {} : ({ attended: true } as const)
  switch (chance.int(28)) {
    case 0:
    case 1:
    case 2:
      return {
        do: 'join',
        name: chance.once(2) ? chance.one(NAMES) : `n${room.joined}`,
        hash: chance.once(9) ? (Object.values(room.banned)[0]?.hash ?? 'x') : `hash-of-m${room.joined + 1}`,
        plays: !chance.once(5),
        ...(chance.once(8) ? { bot: true } : {}),
        ...(chance.once(3) ? { network: `hash-of-network-${chance.int(4)}` } : {}),
      }
    case 3:
      return { do: 'leave', by: chance.once(2) ? member : by, member, ...attended }
    case 4:
      return { do: chance.one(['start', 'start', 'pause', 'pause', 'lock', 'unlock'] as const), by: host }
    case 5:
      return chance.once(3)
        ? { do: 'end', by: host }
        : { do: chance.one(['start', 'resume', 'resume'] as const), by: host, ...attended }
    case 6:
      return {
        do: 'rematch',
        by: host,
        ...attended,
        ...(chance.once(2) ? { game: chance.one(['vault', 'scoreboard', 'tap-race', 'duel', 'nope']) } : {}),
        ...(chance.once(3) ? { options: chance.one([{}, { cards: 7 }, { nope: 1 }, { seconds: 5 }]) } : {}),
      }
    case 7:
      return chance.once(2)
        ? { do: 'kick', by: host, member, ban: chance.once(2) }
        : { do: 'transfer', by: host, member, ...attended }
    case 8:
      return { do: 'connection', absent: Object.keys(room.members).filter(() => chance.once(3)) }
    case 9:
      return { do: 'move', by, name: 'fail', args: { how: chance.one(FAILS) } }
    case 10:
      return {
        do: 'move',
        by: host,
        name: 'wind',
        args: { ms: chance.int(3000), timer: chance.one(['tick', 'tock', 'boom', 'spoil']) },
      }
    case 11:
      return { do: 'move', by: player, name: 'tap', args: { total: chance.int(60) } }
    case 12:
      return {
        do: 'move',
        by: host,
        name: chance.one(['set', 'add']),
        args: { player: chance.one(NAMES), [chance.one(['score', 'by'])]: chance.int(9) },
      }
    case 13:
      return { do: 'move', by: host, name: 'remove', args: { player: chance.one(NAMES) } }
    case 14:
      return { do: 'move', by: player, name: chance.one(['win', 'shout', 'still', 'nope', 'toString']), args: {} }
    case 15:
    case 16:
    case 17:
      return { do: 'move', by: player, name: 'play', args: {} }
    case 18:
    case 19:
      if (!room.match?.hostAway) return { do: chance.once(20) ? 'back' : 'away' }
      return chance.once(2) ? { do: 'back' } : { do: 'claim', by: player, attended: true }
    case 20:
      return { do: 'claim', by: chance.once(3) ? (room.owner ?? player) : player, ...attended }
    case 21:
      return { do: chance.one(['mute', 'unmute'] as const), by: host }
    case 22:
      return { do: 'pardon', by: host, ...(chance.once(2) ? { member: Object.keys(room.banned)[0] ?? member } : {}) }
    default:
      return { do: 'move', by: player, name: 'draw', args: {} }
  }
}

/** What one asker has folded together from the room's updates. */
class Folded {
  view: View
  readonly who: string | undefined
  constructor(table: Table, who: string | undefined) {
    this.who = who
    this.view = table.view(who)
  }

  take(text: string): void {
    for (const { event, data, id } of readEvents(text)) {
      expect(event).toBe('update')
      const patch = JSON.parse(data) as Patch & { version: number }
      expect(patch.version).toBe(this.view.version + 1)
      this.view = applyPatch(this.view, patch) as unknown as View
      expect(id).toBe(`epoch.${this.view.version}`)
    }
  }
}

function hasNull(value: unknown): boolean {
  if (typeof value !== 'object') return false
  return value === null || Object.values(value).some(hasNull)
}

/** What must hold after every step. */
function check(table: Table, folded: Map<string | undefined, Folded>, text: (who: string | undefined) => string): void {
  for (const [who, asker] of folded) {
    if (who !== undefined && !Object.hasOwn(table.room.members, who)) {
      folded.delete(who)
      continue
    }
    asker.take(text(who))
    const fresh = table.freshView(who)
    expect(asker.view).toEqual(fresh)
    const json = JSON.stringify(fresh) + text(who)
    expect(hasNull(fresh)).toBe(false)
    expect(json).not.toContain('hash-of')
    if (who === undefined) expect(json).not.toContain(SECRET)
    else {
      // Of the secrets they see their own hand, and the next card while the room is theirs.
      const hands =
        (table.room.match?.state as { hands?: Record<string, string[]>; stock?: string[] } | undefined) ?? {}
      const own = new Set([
        ...(hands.hands?.[who] ?? []),
        ...((table.room.owner ?? table.room.host) === who ? (hands.stock ?? []).slice(0, 1) : []),
      ])
      for (const [card] of json.matchAll(/secret-\d+/g)) expect(own.has(card)).toBe(true)
    }
  }
  for (const id of Object.keys(table.room.members)) if (!folded.has(id)) folded.set(id, new Folded(table, id))
}

/** Whatever happens, nobody is shut out of their own room, and only a paused match waits. */
function checkHost({ host, owner, members, match }: Room): void {
  if (owner !== undefined) {
    expect(owner).not.toBe(host)
    expect(members).toHaveProperty(owner)
  }
  if (host !== undefined) expect(members).toHaveProperty(host)
  if (match?.hostAway) expect(match.phase).toBe('paused')
}

function run(seed: string): Table {
  const chance = new Chance(seed)
  const table = new Table({ capacity: 8, seed, game: chance.one(['vault', 'vault', 'scoreboard', 'tap-race']) })
  const folded = new Map([undefined, 'm1'].map((who) => [who, new Folded(table, who)] as const))
  for (let turn = 0; turn < STEPS; turn++) {
    const { sight } = table
    table.now += chance.once(20) ? -500 : chance.int(400)
    const due = nextTimer(table.room)
    const input: Input = due && due.due <= table.now ? { do: 'timer', name: due.name } : anyInput(chance, table.room)
    const before = JSON.stringify(table.room)
    const done = table.do(input)
    checkHost(table.room)
    if (typeof done !== 'number') {
      expect(table.sight).toBe(sight)
      expect(JSON.stringify(table.room)).toBe(before)
      expect(JSON.stringify(done)).not.toMatch(/secret-|hash-of|words of an error/)
      if (input.do === 'timer') throw new Error(`${input.name} was refused and would ring for ever`)
      continue
    }
    expect(done).toBe(sight.room.version + 1)
    const { update } = (table.steps.at(-1) as Table['steps'][number]).step
    expect(update.version).toBe(done)
    check(table, folded, (who) => textFor(update, who))
  }
  return table
}

describe('any inputs in any order', () => {
  for (const seed of [...FAILED, ...FRESH]) {
    it(`[R21] [G4] [G5] [G8] [G9] ${seed}`, () => {
      const table = run(seed)
      const chance = new Chance(seed)
      const game = chance.one(['vault', 'vault', 'scoreboard', 'tap-race'])
      const first = open({ capacity: 8, seed, game })

      // What was saved of it gives the room, byte for byte.
      const folded = foldRoom(
        first,
        table.steps.map(({ step }) => step),
      )
      expect(JSON.stringify(folded)).toBe(JSON.stringify(table.room))

      // Its history gives it again.
      let sight = see(first, findGame(first.game) as NonNullable<ReturnType<typeof findGame>>)
      for (const { input, step: was } of table.steps) {
        const again = step(sight, JSON.parse(JSON.stringify(input)) as Input, was.sight.room.at, findGame)
        if (isRefused(again)) throw new Error(`${JSON.stringify(input)} is refused in the replay`)
        sight = again.sight
      }
      expect(JSON.stringify(sight.room)).toBe(JSON.stringify(table.room))
    })
  }

  it('does something worth the name', () => {
    const runs = FRESH.map((seed) => run(seed))
    const inputs = runs.flatMap(({ steps }) => steps.map(({ input }) => (input.do === 'move' ? input.name : input.do)))
    for (const what of [
      'join',
      'leave',
      'kick',
      'transfer',
      'away',
      'back',
      'claim',
      'mute',
      'pardon',
      'start',
      'pause',
      'resume',
      'end',
      'rematch',
      'timer',
      'draw',
      'play',
      'tap',
      'set',
    ]) {
      expect(inputs.filter((input) => input === what).length, what).toBeGreaterThan(5)
    }
  }, 60_000)
})
