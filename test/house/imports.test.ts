import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { importsOf, withoutComments } from '../support/imports.ts'

const SRC = fileURLToPath(new URL('../../src', import.meta.url))

type Room =
  | 'protocol'
  | 'contract'
  | 'rules'
  | 'screen'
  | 'catalog'
  | 'room'
  | 'stream'
  | 'worker'
  | 'browser'
  | 'screens'
  | 'commands'

/** Which room of the house a file under src lives in. */
function roomOf(path: string): Room | undefined {
  if (path === 'games/game.ts') return 'contract'
  if (path === 'games/catalog.ts') return 'catalog'
  if (path === 'browser/screens.ts') return 'screens'
  if (/^games\/[^/]+\/.+\.tsx$/.test(path)) return 'screen'
  if (/^games\/[^/]+\/.+\.(ts|json)$/.test(path)) return 'rules'
  return (['protocol', 'room', 'stream', 'worker', 'browser', 'commands'] as const).find((name) =>
    path.startsWith(`${name}/`),
  )
}

interface Arrows {
  /** Rooms a file may import from, itself aside. */
  readonly values: readonly Room[]
  /** Rooms it may import types from besides. */
  readonly types: readonly Room[]
  readonly packages: RegExp
}

/** Only the commands, which build, serve and measure all of it, may import what they like. */
const ARROWS: { readonly [room in Exclude<Room, 'commands'>]: Arrows } = {
  protocol: { values: [], types: [], packages: /^zod$/ },
  contract: { values: ['protocol'], types: [], packages: /^@standard-schema\/spec$/ },
  rules: { values: ['contract'], types: [], packages: /^zod$/ },
  screen: { values: ['protocol', 'browser'], types: ['contract', 'rules'], packages: /^(preact(\/hooks)?|lean-qr.*)$/ },
  catalog: { values: ['contract', 'rules'], types: [], packages: /^$/ },
  room: { values: ['contract', 'protocol'], types: [], packages: /^$/ },
  stream: { values: ['protocol'], types: [], packages: /^$/ },
  worker: {
    values: ['protocol', 'contract', 'catalog', 'room', 'stream'],
    types: ['rules'],
    packages: /^(hono|@hono|hono-openapi|zod|@standard-schema|cloudflare:)/,
  },
  browser: {
    values: ['protocol', 'screens'],
    types: ['contract', 'rules', 'catalog', 'screen'],
    packages: /^(preact|lean-qr)/,
  },
  screens: { values: ['browser', 'screen'], types: ['contract', 'rules'], packages: /^$/ },
}

/**
 * The one place where the page has the rules: a replay has them judge a history again. Nothing but a call for it leads from
 * the rest of the page into its folder, so the first load stays without rules and zod, and what is live has no second judge.
 */
const REPLAY = 'browser/replay/'
const JUDGE = `${REPLAY}judge.ts`
const JUDGED_WITH: readonly string[] = ['room/history.ts', 'games/catalog.ts']

/** What is wrong with the imports of one file. */
function wrongImports(path: string, source: string): string[] {
  const room = roomOf(path)
  if (!room) return [`${path} lives in no room of the house`]
  if (room === 'commands') return []
  const arrows = ARROWS[room]
  const wrong: string[] = []
  for (const { from, typeOnly, called } of importsOf(source)) {
    if (!from.startsWith('.')) {
      if (!arrows.packages.test(from)) wrong.push(`${path} → ${from}`)
      continue
    }
    const target = relative(SRC, resolve(SRC, dirname(path), from))
    const to = target.startsWith('..') ? undefined : roomOf(target)
    const home = /^games\/[^/]+\//.exec(path)?.[0]
    const ownGame = home !== undefined && target.startsWith(home)
    const otherGame = home !== undefined && /^games\/[^/]+\//.test(target) && !ownGame
    // A screen takes limits and the like from its own game, but of the rules only their types.
    const ownPart = ownGame && room === 'screen' && to === 'rules' && !/\/rules\.ts$/.test(target)
    const judging = path === JUDGE && JUDGED_WITH.includes(target)
    const early = target.startsWith(REPLAY) && !path.startsWith(REPLAY) && !called && !typeOnly
    const allowed =
      to !== undefined &&
      !otherGame &&
      !early &&
      (to === room || ownPart || judging || arrows.values.includes(to) || (typeOnly && arrows.types.includes(to)))
    if (!allowed) wrong.push(`${path} → ${target}${typeOnly ? ' (types)' : ''}`)
  }
  return wrong
}

const FORBIDDEN =
  /\b(Date\.now|Math\.random|new Date\(\s*\)|performance\.|console\.|setTimeout|setInterval|fetch\(|crypto\.|globalThis|process\.)/g

/** What a file without a platform does that needs one. */
function wrongWords(path: string, source: string): string[] {
  const pure = ['protocol', 'contract', 'rules', 'catalog', 'room', 'stream'] as const
  if (!pure.some((room) => room === roomOf(path))) return []
  return [...withoutComments(source).matchAll(FORBIDDEN)].map(([word]) => `${path} uses ${word}`)
}

const FILES = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(ts|tsx)$/.test(path))
  .map((path) => ({ path, source: readFileSync(join(SRC, path), 'utf8') }))

describe('the house', () => {
  it('lets imports run one way only', () => {
    expect(FILES.length).toBeGreaterThan(50)
    expect(FILES.flatMap(({ path, source }) => wrongImports(path, source))).toEqual([])
  })

  it('keeps clocks, chance and the network out of games, protocol, room and stream', () => {
    expect(FILES.flatMap(({ path, source }) => wrongWords(path, source))).toEqual([])
  })

  const PLANTED: ReadonlyArray<readonly [path: string, source: string]> = [
    ['protocol/x.ts', "import { apply } from '../room/apply.ts'"],
    ['protocol/x.ts', "import type { Room } from '../room/room.ts'"],
    ['games/tap-race/rules.ts', "import { refuse } from '../../protocol/refusal.ts'"],
    ['games/tap-race/rules.ts', "import { screen } from './screen.tsx'"],
    ['games/tap-race/rules.ts', "import { scoreboard } from '../scoreboard/rules.ts'"],
    ['games/tap-race/screen.tsx', "import { tapRace } from './rules.ts'"],
    ['games/tap-race/screen.tsx', "import type { scoreboard } from '../scoreboard/rules.ts'"],
    ['room/x.ts', "import { GAMES } from '../games/catalog.ts'"],
    ['room/x.ts', "export { Broadcast } from '../stream/broadcast.ts'"],
    ['room/x.ts', "import * as z from 'zod'"],
    ['stream/x.ts', "import type { Sight } from '../room/view.ts'"],
    ['stream/x.ts', "const app = await import('../worker/app.ts')"],
    ['worker/x.ts', "import '../browser/main.tsx'"],
    ['worker/x.ts', "import { readFile } from 'node:fs'"],
    ['browser/x.tsx', "import {\n  tapRace,\n} from '../games/tap-race/rules.ts'"],
    ['browser/x.tsx', "import { tapRace, type State } from '../games/tap-race/rules.ts'"],
    ['browser/x.tsx', "import { screen } from '../games/tap-race/screen.tsx'"],
    ['browser/x.tsx', "import type { Env } from '../worker/env.ts'"],
    ['browser/x.tsx', "const { replay } = await import('../room/history.ts')"],
    ['browser/x.tsx', "import Replay from './replay/page.tsx'"],
    ['browser/replay/x.ts', "import { findGame } from '../../games/catalog.ts'"],
    ['browser/replay/judge.ts', "import { step } from '../../room/step.ts'"],
    ['browser/replay/judge.ts', "import { tapRace } from '../../games/tap-race/rules.ts'"],
    ['elsewhere/x.ts', ''],
  ]
  for (const [path, source] of PLANTED) {
    it(`finds ${JSON.stringify(source)} in ${path}`, () => expect(wrongImports(path, source)).toHaveLength(1))
  }

  const FINE: ReadonlyArray<readonly [path: string, source: string]> = [
    ['protocol/x.ts', "// import { apply } from '../room/apply.ts'"],
    ['browser/x.tsx', "import { type tapRace, type State } from '../games/tap-race/rules.ts'"],
    ['browser/x.tsx', "const page = await import('./replay/page.tsx')"],
    ['browser/replay/judge.ts', "import { replay } from '../../room/history.ts'"],
    ['worker/x.ts', "let room: import('./room-object.ts').RoomObject"],
    ['room/x.ts', "/* import * as z from 'zod' */ import { refuse } from '../protocol/refusal.ts'"],
  ]
  for (const [path, source] of FINE) {
    it(`lets ${JSON.stringify(source)} be in ${path}`, () => expect(wrongImports(path, source)).toEqual([]))
  }

  it('finds a clock in the rules, and not the word in a comment', () => {
    expect(wrongWords('games/quiz/rules.ts', 'const now = Date.now()')).toHaveLength(1)
    expect(wrongWords('room/x.ts', 'const at = new Date()')).toHaveLength(1)
    expect(wrongWords('stream/x.ts', '/** never Date.now */ // nor Math.random')).toEqual([])
    expect(wrongWords('worker/x.ts', 'Date.now()')).toEqual([])
  })
})
