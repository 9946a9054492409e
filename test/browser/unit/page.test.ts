import { describe, expect, test } from 'vitest'
import { defaultsOf } from '../../../src/browser/parts/fields.tsx'
import { hostName, inkOn, isCutShort, isUnnamed, standings, winnersOf } from '../../../src/browser/rank.ts'
import { parseRoute, pathOf } from '../../../src/browser/route.ts'
import { fold } from '../../../src/browser/store/fold.ts'
import type { MemberView, View } from '../../../src/protocol/view.ts'

const ADA: MemberView = { name: 'Ada', color: '#0072b2', host: true, player: true }
const BO: MemberView = { name: 'Bo', color: '#d55e00', host: false, player: true }

describe('an address', () => {
  test('names the home page, a room or its screen, in any case', () => {
    expect(parseRoute('/')).toEqual({ at: 'home' })
    expect(parseRoute('/ab3de')).toEqual({ at: 'room', code: 'AB3DE' })
    expect(parseRoute('/AB3DE/')).toEqual({ at: 'room', code: 'AB3DE' })
    expect(parseRoute('/ab3de/Screen')).toEqual({ at: 'screen', code: 'AB3DE' })
  })

  test('is written in capitals', () => {
    expect(pathOf({ at: 'screen', code: 'AB3DE' })).toBe('/AB3DE/screen')
  })

  test('of anything else is nowhere', () => {
    for (const path of ['/AB3D', '/AB3DEF', '/A0IDE', '/AB3DE/other', '/AB3DE/screen/x', '/%E0%A4%A', '//x']) {
      expect(parseRoute(path), path).toEqual({ at: 'nowhere' })
    }
  })
})

describe('the standings', () => {
  test('give equals one rank and the next one the rank after them', () => {
    const rows = standings({ scores: { m1: 3, m2: 9, m3: 3, m4: 1 }, members: { m1: ADA, m2: BO } })
    expect(rows.map(({ id, rank }) => [id, rank])).toEqual([
      ['m2', 1],
      ['m1', 2],
      ['m3', 2],
      ['m4', 4],
    ])
  })

  test('name those who left, and not those who were removed', () => {
    const gone = { m2: { name: 'Bo', color: '#111111' }, m3: { color: '#222222' } }
    const rows = standings({ scores: { m1: 1, m2: 3, m3: 2 }, members: { m1: ADA }, gone })
    expect(rows.map(({ name, color }) => [name, color])).toEqual([
      ['Bo', '#111111'],
      ['–', '#222222'],
      ['Ada', ADA.color],
    ])
  })

  test('of names that are nobody’s have colours of their own', () => {
    const [row] = standings({ scores: { 'Team 7': 1 }, members: {} })
    expect(row).toMatchObject({ name: 'Team 7', color: expect.stringMatching(/^#[0-9a-f]{6}$/) })
  })

  test('have readable letters on every colour', () => {
    expect(inkOn('#ffffff')).toBe('#0b1626')
    expect(inkOn('#000000')).toBe('#ffffff')
  })
})

test('a host without a name is nobody in particular', () => {
  expect(hostName({ members: { m1: ADA } })).toBe('Ada')
  expect(hostName({ members: { m1: { ...ADA, name: 'Host', player: false } } })).toBeUndefined()
  expect(hostName({ members: {} })).toBeUndefined()
})

test('a host without a name is that for their stand-in’s room too', () => {
  const owner = { ...ADA, name: 'Host', player: false, host: false }
  expect(isUnnamed(owner)).toBe(false)
  expect(isUnnamed(owner, true)).toBe(true)
})

test('a match is cut short that ends without an outcome, unless its game has no seats and so no other end', () => {
  const room = {
    code: 'AB3DE',
    game: 'x',
    locked: false,
    match: 1,
    phase: 'over',
    players: { min: 1, max: 9 },
  } as const
  expect(isCutShort({ room })).toBe(true)
  expect(isCutShort({ room: { ...room, phase: 'paused' } })).toBe(false)
  expect(isCutShort({ room: { ...room, outcome: { winners: [] } } })).toBe(false)
  expect(isCutShort({ room: { ...room, players: { min: 0, max: 300 } } })).toBe(false)
  expect(winnersOf({ room, scores: { m1: 2, m2: 1 }, members: { m1: ADA, m2: BO } })).toEqual(['m1'])
})

test('an update that does not follow the view is a gap, and an old one is nothing', () => {
  const view: View = {
    version: 4,
    at: 1,
    room: { code: 'AB3DE', game: 'x', phase: 'lobby', locked: false, match: 1, players: { min: 1, max: 9 } },
    members: {},
    scores: {},
    state: {},
  }
  expect(fold(view, { version: 4 })).toBeUndefined()
  expect(fold(view, { version: 6 })).toBe('gap')
  expect(fold(view, { version: 5, ...{ at: 2, scores: { m1: 7 } } })).toEqual({
    ...view,
    version: 5,
    at: 2,
    scores: { m1: 7 },
  })
})

test('a set-up form begins with the schema’s defaults', () => {
  const properties = { seconds: { type: 'integer', default: 20 }, note: { type: 'string' } }
  expect(defaultsOf({ type: 'object', properties })).toEqual({ seconds: 20 })
  expect(defaultsOf({})).toEqual({})
})
