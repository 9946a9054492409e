import { describe, expect, it } from 'vitest'
import { parseHeaderRules } from '../../src/commands/serve/assets.ts'
import { patternsOf } from '../../src/commands/serve/bundle.ts'
import { parseFlags, ServeError } from '../../src/commands/serve/flags.ts'
import { formatConfig } from '../../src/commands/serve/runtime-config.ts'

describe('flags', () => {
  it('takes a port, a folder and variables whose values may hold colons', () => {
    expect(parseFlags(['--port', '8080', '--data', '/d', '--var', 'A:1', '--var', 'B:x:y'])).toEqual({
      port: 8080,
      data: '/d',
      vars: { A: '1', B: 'x:y' },
    })
  })

  it.each([
    [['--data', '/d'], '--port is missing'],
    [['--port', '1'], '--data is missing'],
    [['--port', '1', '--data', ''], '--data is missing'],
    [['--port', '65536', '--data', '/d'], '--port 65536'],
    [['--port', '8e3', '--data', '/d'], '--port 8e3'],
    [['--port', '1', '--data', '/d', '--var', 'A=1'], '--var A=1'],
    [['--port', '1', '--data', '/d', '--fast'], '--fast'],
    [['--port', '1', '--data', '/d', 'more'], 'more'],
  ])('refuses %j and says why', (args, words) => {
    expect(() => parseFlags(args)).toThrow(ServeError)
    expect(() => parseFlags(args)).toThrow(words)
  })
})

describe('run_worker_first', () => {
  it('reads * as anything and everything else as it is', () => {
    const first = patternsOf(['/api/*', '/stream'])
    expect(['/api/', '/api/rooms/X', '/stream'].filter((path) => first.test(path))).toHaveLength(3)
    expect(['/', '/api', '/streams', '/x/stream', '/apiX/'].filter((path) => first.test(path))).toEqual([])
    expect(patternsOf([]).test('/')).toBe(false)
  })
})

describe('_headers', () => {
  it('reads paths, headers and removals', () => {
    const rules = parseHeaderRules('# note\n/*\n  X-A: b: c\n\n/built/*.js\n  ! X-A\n  Cache-Control: immutable\n')
    expect(rules).toEqual([
      { path: '^/.*$', set: [['X-A', 'b: c']], drop: [] },
      { path: '^/built/.*\\.js$', set: [['Cache-Control', 'immutable']], drop: ['X-A'] },
    ])
  })
})

describe('configuration', () => {
  it('keeps a variable what it is, whatever is in it', () => {
    const config = formatConfig({
      address: '*:0',
      module: 'worker.js',
      compatibilityDate: '2026-01-01',
      compatibilityFlags: [],
      vars: { QUOTED: 'a"b\\c\nd', NUMBER: 5 },
      objects: [],
      storage: '/s',
      name: 'n',
    })
    expect(config).toContain('(name = "QUOTED", text = "a\\x22b\\x5cc\\x0ad")')
    expect(config).toContain('(name = "NUMBER", json = "5")')
  })
})
