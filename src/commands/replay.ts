import { readFileSync } from 'node:fs'
import { findGame } from '../games/catalog.ts'
import { HistoryError, type Replayed, readHistory, replay } from '../room/history.ts'
import type { Input } from '../room/room.ts'

const USAGE = `npm run replay -- FILE
  FILE  a room's history, as GET /api/rooms/CODE/history gives it; - reads it from standard input`

/** Plays a history again by the rules and prints what each version made of the scores. */
function run(file: string): void {
  const history = readHistory(readFileSync(file === '-' ? 0 : file, 'utf8'))
  const { first, entries } = history
  console.log(`${first.game} (version ${first.gameVersion}), room ${first.code}, seed ${first.seed}`)
  if (first.version > 1) console.log(`what came before version ${first.version} has been let go`)
  for (const version of replay(history, findGame)) console.log(line(version))
  console.log(`${entries.length} inputs replayed; the end is the same, byte for byte`)
}

function line({ version, at, input, phase, scores }: Replayed): string {
  const time = new Date(at).toISOString().slice(11, 23)
  const standing = Object.entries(scores).map(([id, score]) => `${id} ${score}`)
  return [String(version).padStart(6), time, phase.padEnd(7), told(input).padEnd(28), standing.join(', ')]
    .join('  ')
    .trimEnd()
}

function told(input: Input | undefined): string {
  if (!input) return 'begins'
  switch (input.do) {
    case 'join':
      return `${input.name} joins`
    case 'leave':
    case 'kick':
      return `${input.member} leaves`
    case 'move':
      return `${input.by ?? 'nobody'}: ${input.name}`
    case 'timer':
      return `timer ${input.name}`
    case 'connection':
      return `${input.absent.length} away`
    default:
      return input.do
  }
}

const [file, ...more] = process.argv.slice(2)
try {
  if (file === undefined || more.length > 0 || (file.startsWith('-') && file !== '-')) throw new HistoryError(USAGE)
  run(file)
} catch (error) {
  const wrongFile = error instanceof Error && 'code' in error && error.code === 'ENOENT'
  console.error(wrongFile ? `there is no file ${file}` : error instanceof HistoryError ? error.message : error)
  process.exit(1)
}
