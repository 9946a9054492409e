import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')
const PAGE = readFileSync(join(ROOT, 'docs/write-a-game.md'), 'utf8')

/** What a step needs of the project; the installed packages are only linked. */
const NEEDED = [
  'src',
  'test',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
  'biome.json',
  'wrangler.toml',
  '.gitignore',
]

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'courtside-game-'))
  for (const path of NEEDED) cpSync(join(ROOT, path), join(folder, path), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(command: string) {
  const PATH = [join(folder, 'node_modules/.bin'), process.env.PATH].join(delimiter)
  // A test run inside a test run is not to know of the outer one.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV)/.test(name)))
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
    cwd: folder,
    env: { ...env, PATH, NO_COLOR: '1' },
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr }
}

/** The page's blocks of code in their order: a file, a change to a file, or commands. */
const BLOCKS = [...PAGE.matchAll(/^```(sh|tsx?|diff)(?: (.+))?\n([\s\S]*?)^```$/gm)].map(
  ([, kind, of = '', text = '']) => ({
    kind,
    of,
    text,
  }),
)

/** Replaces the lines that begin with `-` by those that begin with `+`. */
function change(path: string, diff: string): void {
  const lines = (sign: string) =>
    diff
      .split('\n')
      .filter((line) => line.startsWith(sign))
      .map((line) => line.slice(1))
      .join('\n')
  const before = readFileSync(path, 'utf8')
  expect(before.split(lines('-')), `${path} has what is to be replaced, once`).toHaveLength(2)
  writeFileSync(
    path,
    before.replace(lines('-'), () => lines('+')),
  )
}

describe('docs/write-a-game.md', () => {
  for (const { kind, of, text } of BLOCKS) {
    if (kind === 'sh') {
      for (const command of text.trim().split('\n')) {
        it(`${of === '' ? 'runs' : 'fails at'} ${command}`, () => {
          const { status, said } = run(command)
          if (of === '') expect(status, said).toBe(0)
          else {
            expect(status).not.toBe(0)
            expect(said).toContain(of.replace('fails: ', ''))
          }
          // A filter that fits nothing would pass as well.
          if (command.includes('vitest')) expect(said).toMatch(of === '' ? /Tests +\d+ passed/ : /Tests +\d+ failed/)
        })
      }
    } else if (kind === 'diff') {
      it(`changes ${of}`, () => change(join(folder, of), text))
    } else {
      it(`writes ${of}`, () => {
        expect(existsSync(join(folder, of)), 'made by new-game').toBe(true)
        writeFileSync(join(folder, of), text)
      })
    }
  }

  it('has come to a game of under 100 lines that linter and formatter have nothing against', () => {
    const files = ['rules.ts', 'screen.tsx'].map((name) => join(folder, 'src/games/lone-number', name))
    const lines = files.flatMap((path) => readFileSync(path, 'utf8').split('\n')).filter((line) => line.trim() !== '')
    expect(lines.length).toBeLessThan(100)
    const lists = 'src/games/catalog.ts src/browser/screens.ts test/games/contract/plans.ts'
    const { status, said } = run(`biome ci src/games/lone-number test/games/lone-number.test.ts ${lists}`)
    expect(status, said).toBe(0)
  })
})

describe('npm run new-game', () => {
  const newGame = (...args: string[]) => run(['node src/commands/new-game.ts', ...args].join(' '))

  it('does not touch a game that is there', () => {
    const { status, said } = newGame('quiz')
    expect(status).toBe(1)
    expect(said.trim()).toBe('src/games/quiz is there already')
  })

  for (const name of ['Quiz', '7up', 'a--b', 'a/b', '..', 'class', 'find-game', 'x'.repeat(33), "''"]) {
    it(`refuses the name ${name}`, () => {
      const { status, said } = newGame(name)
      expect(status).toBe(1)
      expect(said).toMatch(/a name is small letters|take another/)
      expect(said).not.toContain('at ')
    })
  }

  it('writes nothing if a list is not as it expects', () => {
    const path = join(folder, 'src/browser/screens.ts')
    const before = readFileSync(path, 'utf8')
    writeFileSync(path, 'export const NOTHING = 1\n')
    const { status, said } = newGame('another-one')
    writeFileSync(path, before)
    expect(status).toBe(1)
    expect(said).toContain('src/browser/screens.ts: the list of games does not look as it did')
    expect(existsSync(join(folder, 'src/games/another-one'))).toBe(false)
  })
})
