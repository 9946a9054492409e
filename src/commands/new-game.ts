import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { filesFor } from './new-game/files.ts'
import { LISTS } from './new-game/lists.ts'
import { NewGameError, parseName } from './new-game/name.ts'

const USAGE = `npm run new-game -- NAME
  NAME  small letters and digits with hyphens between, such as lone-number`

/** Makes a game that runs, is tested and stands in the catalogue, in the folder this is run in. */
function run(args: readonly string[]): void {
  const [text, ...more] = args
  if (text === undefined || more.length > 0) throw new NewGameError(USAGE)
  const name = parseName(text)
  const files = filesFor(name)
  const taken = [`src/games/${name.id}`, ...Object.keys(files)].find((path) => existsSync(path))
  if (taken !== undefined) throw new NewGameError(`${taken} is there already`)
  // Everything that can fail comes before anything is written.
  const lists = LISTS.map(({ path, with: withGame }) => {
    if (!existsSync(path)) throw new NewGameError(`there is no ${path} here; run this in the project's own folder`)
    try {
      return [path, withGame(readFileSync(path, 'utf8'), name)] as const
    } catch (error) {
      throw error instanceof NewGameError ? new NewGameError(`${path}: ${error.message}`) : error
    }
  })
  const written = [...Object.entries(files), ...lists]
  for (const [path, content] of written) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  // Puts imports in order and breaks long lines.
  const biome = join('node_modules', '.bin', 'biome')
  spawnSync(biome, ['check', '--write', ...written.map(([path]) => path)], { stdio: 'ignore' })
  for (const path of Object.keys(files)) console.log(`made ${path}`)
  for (const [path] of lists) console.log(`added to ${path}`)
  console.log('What comes next is in docs/write-a-game.md')
}

try {
  run(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof NewGameError ? error.message : error)
  process.exit(1)
}
