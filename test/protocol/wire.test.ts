import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EVENTS, formatEvent, formatMessage, retryLine } from '../../src/protocol/event.ts'
import { problemOf, REFUSALS, type RefusalCode } from '../../src/protocol/refusal.ts'
import { Control, CreateRoom, DemoPost, IdempotencyKey, JoinRoom, MakeMoves } from '../../src/protocol/request.ts'
import { readEvents } from '../support/sse.ts'

describe('an event', () => {
  it('[S1] is one line each of event, data and id, ended by one blank line, with LF only', () => {
    expect(formatEvent('update', '{"version":2}', 'abc.2')).toBe('event: update\ndata: {"version":2}\nid: abc.2\n\n')
    expect(formatEvent('presence', '{}')).toBe('event: presence\ndata: {}\n\n')
    expect(formatMessage('{}', 'abc.2')).toBe('data: {}\nid: abc.2\n\n')
  })

  it('[S1] carries any JSON in one line of data, whatever its strings hold', () => {
    const strings = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\r',
        '\n',
        '\r\n',
        '\n\n',
        '\u2028',
        '\u2029',
        '\u0085',
        '\0',
        '\ufeff',
        '\ud800',
        'data: x\n\nevent: y',
      ),
    )
    fc.assert(
      fc.property(fc.array(strings), fc.constantFrom(...EVENTS), (list, name) => {
        const text = formatEvent(name, JSON.stringify(list), 'abc.7')
        expect(text).not.toContain('\r')
        expect(text.split('\n')).toHaveLength(5)
        const bytes = new TextDecoder().decode(new TextEncoder().encode(text))
        expect(readEvents(bytes)).toEqual([{ event: name, data: JSON.stringify(list), id: 'abc.7' }])
      }),
      { numRuns: 500 },
    )
  })

  it('[S1] is never called error or open', () => {
    expect(EVENTS).not.toContain('error')
    expect(EVENTS).not.toContain('open')
  })

  it('[S4] asks to come back in 1000 to 3000 ms, spread over the streams', () => {
    const lines = Array.from({ length: 100 }, (_, turn) => retryLine(turn))
    for (const line of lines) {
      const ms = Number(/^retry: (\d+)\n$/.exec(line)?.[1])
      expect(ms).toBeGreaterThanOrEqual(1000)
      expect(ms).toBeLessThanOrEqual(3000)
    }
    expect(new Set(lines).size).toBe(9)
  })
})

describe('a refusal', () => {
  for (const code of Object.keys(REFUSALS) as RefusalCode[]) {
    it(`[H2] ${code} is problem details with a status and words`, () => {
      const problem = problemOf({ code })
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect(problem.status).toBeGreaterThanOrEqual(400)
      expect(problem.status).toBeLessThan(600)
      expect(problem.title.length).toBeGreaterThan(8)
      expect(problem).toMatchObject({ code, type: `/api/docs#${code}`, detail: problem.title })
      expect(JSON.stringify(problem)).not.toContain('null')
    })
  }

  it('[H2] carries the game’s own reason, and words of the moment as its detail', () => {
    expect(problemOf({ code: 'rejected', reason: 'too-fast', detail: 'Slower' })).toMatchObject({
      reason: 'too-fast',
      detail: 'Slower',
    })
  })
})

interface Checks {
  safeParse(given: unknown): { success: boolean }
}
const takes = (schema: Checks, given: unknown): boolean => schema.safeParse(given).success

describe('a request', () => {
  const GOOD: ReadonlyArray<readonly [string, Checks, unknown]> = [
    ['creating', CreateRoom, { game: 'tap-race' }],
    ['creating with everything', CreateRoom, { game: 'tap-race', options: { seconds: 5 }, name: ' Ada ' }],
    ['joining', JoinRoom, { name: 'Ada' }],
    ['joining as a bot', JoinRoom, { name: 'Ada', bot: true }],
    ['moving', MakeMoves, { name: 'tap', args: { total: 1 } }],
    ['moving without arguments', MakeMoves, { name: 'next' }],
    ['a batch', MakeMoves, { moves: Array.from({ length: 100 }, () => ({ name: 'tap' })) }],
    ['starting', Control, { do: 'start' }],
    ['a rematch of another game', Control, { do: 'rematch', game: 'scoreboard', options: {} }],
    ['removing', Control, { do: 'kick', member: 'm12' }],
    ['a score by JSON', DemoPost, { player: 'ada', score: 3 }],
    ['a score by form', DemoPost, { player: 'ada', score: ' -3.50 ' }],
    ['an addition by form', DemoPost, { player: 'ada', add: '1e3' }],
    ['a status', DemoPost, { status: '' }],
    ['a key', IdempotencyKey, '!~'.repeat(32)],
  ]
  for (const [what, schema, given] of GOOD) it(`[H3] takes ${what}`, () => expect(takes(schema, given)).toBe(true))

  const BAD: ReadonlyArray<readonly [string, Checks, unknown]> = [
    ['a list for a room', CreateRoom, []],
    ['a string for a room', CreateRoom, 'tap-race'],
    ['null for a room', CreateRoom, null],
    ['a room without a game', CreateRoom, {}],
    ['a misspelt member', CreateRoom, { game: 'tap-race', option: {} }],
    ['a name that is no text', CreateRoom, { game: 'tap-race', name: 5 }],
    ['a null name', CreateRoom, { game: 'tap-race', name: null }],
    ['a member called __proto__', CreateRoom, JSON.parse('{"game":"tap-race","__proto__":{}}')],
    ['joining without a name', JoinRoom, {}],
    ['joining as half a bot', JoinRoom, { name: 'Ada', bot: false }],
    ['joining with a seat of one’s choice', JoinRoom, { name: 'Ada', host: true }],
    ['a move without a name', MakeMoves, { args: {} }],
    ['a move and a batch at once', MakeMoves, { name: 'tap', moves: [{ name: 'tap' }] }],
    ['an empty batch', MakeMoves, { moves: [] }],
    ['a batch of 101', MakeMoves, { moves: Array.from({ length: 101 }, () => ({ name: 'tap' })) }],
    ['a batch with more in a move', MakeMoves, { moves: [{ name: 'tap', by: 'm1' }] }],
    ['a move with a very long name', MakeMoves, { name: 'x'.repeat(65) }],
    ['an unknown control', Control, { do: 'explode' }],
    ['no control', Control, {}],
    ['starting with something else', Control, { do: 'start', now: true }],
    ['removing nobody', Control, { do: 'kick' }],
    ['removing `constructor`', Control, { do: 'kick', member: 'constructor' }],
    ['removing `__proto__`', Control, { do: 'kick', member: '__proto__' }],
    ['removing m0', Control, { do: 'kick', member: 'm0' }],
    ['a score and an addition', DemoPost, { player: 'ada', score: 1, add: 1 }],
    ['a null score', DemoPost, { player: 'ada', score: null }],
    ['an empty score', DemoPost, { player: 'ada', score: '' }],
    ['a list as a score', DemoPost, { player: 'ada', score: [] }],
    ['a yes as a score', DemoPost, { player: 'ada', score: true }],
    ['a hexadecimal score', DemoPost, { player: 'ada', score: '0x10' }],
    ['an endless score', DemoPost, { player: 'ada', score: 'Infinity' }],
    ['a score beyond numbers', DemoPost, { player: 'ada', score: '1e999' }],
    ['an empty key', IdempotencyKey, ''],
    ['a key of 65', IdempotencyKey, 'x'.repeat(65)],
    ['a key with a space', IdempotencyKey, 'a b'],
    ['a key beyond ASCII', IdempotencyKey, 'é'],
  ]
  for (const [what, schema, given] of BAD) it(`[H3] refuses ${what}`, () => expect(takes(schema, given)).toBe(false))

  it('[R8] trims and normalises a name while it parses', () => {
    expect(JoinRoom.parse({ name: ' e\u0301 ' })).toEqual({ name: '\u00e9' })
  })

  it('[D3] makes numbers of a form’s text', () => {
    expect(DemoPost.parse({ player: 'ada', score: ' -3.50 ' })).toEqual({ player: 'ada', score: -3.5 })
    expect(DemoPost.parse({ player: 'ada', add: '+1e2' })).toEqual({ player: 'ada', add: 100 })
  })
})
