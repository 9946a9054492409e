import { setTimeout as sleep } from 'node:timers/promises'
import type { View } from '../protocol/view.ts'
import { resumeRandom, seedRandom } from '../room/random.ts'
import { Bot } from './bots/bot.ts'
import { Door, type Refused } from './bots/door.ts'
import { BotsError, type Flags, parseFlags } from './bots/flags.ts'
import { Tally } from './bots/tally.ts'

/** Seats bots in a room and has them play from their own views, over the same HTTP and streams as everyone else. */

const NAMES =
  'Ada Alan Barbara Blaise Claude Donald Edsger Emmy Euclid Frances Grace Hedy Hypatia Isaac Joan John Karen Katherine Leonhard Linus Margaret Niklaus Radia Sofia'.split(
    ' ',
  )
/** Bots that ask for a seat at the same time. */
const JOINING_AT_ONCE = 8

interface Table {
  readonly flags: Flags
  readonly tally: Tally
  readonly stop: AbortController
  readonly playing: Promise<void>[]
  /** Matches that a bot saw running: one that was over before they came does not send them home. `true`: over now. */
  readonly matches: Map<number, boolean>
  linger: ReturnType<typeof setTimeout> | undefined
}

async function run(flags: Flags): Promise<Tally> {
  const stop = new AbortController()
  const table: Table = { flags, tally: new Tally(), stop, playing: [], matches: new Map(), linger: undefined }
  const end = setTimeout(() => stop.abort(), flags.seconds * 1000)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  let next = 0
  let refused: Refused | undefined
  const join = async (): Promise<void> => {
    while (next < flags.players && !refused && !stop.signal.aborted) {
      const turn = next++
      refused ??= await seatBot(table, turn).catch((error: unknown) => {
        if (stop.signal.aborted) return undefined
        throw error
      })
    }
  }
  await Promise.all(Array.from({ length: JOINING_AT_ONCE }, join))
  if (refused && table.tally.joined === 0) throw new BotsError(sorry(flags, refused))
  if (refused) console.error(`only ${table.tally.joined} of ${flags.players} bots were seated: ${refused.detail}`)
  else console.error(`${table.tally.joined} bots in room ${flags.room}`)
  await Promise.all(table.playing)
  clearTimeout(end)
  clearTimeout(table.linger)
  return table.tally
}

/** Joins under the first free name; what keeps it from joining, otherwise. */
async function seatBot(table: Table, turn: number): Promise<Refused | undefined> {
  const { flags, tally, stop } = table
  const door = new Door(flags.url, flags.room, stop.signal)
  for (let round = Math.floor(turn / NAMES.length); ; round++) {
    const name = `${NAMES[turn % NAMES.length]}${round === 0 ? '' : ` ${round + 1}`}`
    const answer = await door.join(name)
    if (!answer.ok && answer.refused.code === 'name-taken') continue
    if (!answer.ok) return answer.refused
    const { id } = answer.body.member
    tally.joined += 1
    const random = resumeRandom(seedRandom(`${flags.room}/${id}`))
    const bot = new Bot({ id, door, random, tally, stop: stop.signal, phase: (view) => watch(table, view) })
    table.playing.push(
      bot.play().then(async () => {
        if (await door.leave(id)) tally.left += 1
      }),
    )
    return undefined
  }
}

/** All go home a while after the match, unless the host begins another one. */
function watch(table: Table, { room }: View): void {
  const { matches, tally, stop, flags } = table
  const over = matches.get(room.match)
  if (room.phase === 'lobby' || over) return
  if (room.phase !== 'over') {
    if (over === undefined) clearTimeout(table.linger)
    matches.set(room.match, false)
  } else if (over === false) {
    matches.set(room.match, true)
    tally.matches += 1
    table.linger = setTimeout(() => stop.abort(), flags.linger * 1000)
  }
}

function sorry({ room, url }: Flags, { code, detail }: Refused): string {
  switch (code) {
    case 'unreachable':
      return `nothing answers at ${url}: ${detail}`
    case 'not-courtside':
      return `${url} is not Courtside: it ${detail}`
    case 'no-such-room':
    case 'closed':
      return `there is no open room ${room} at ${url}`
    default:
      return `room ${room} takes no bots: ${detail}`
  }
}

try {
  const tally = await run(parseFlags(process.argv.slice(2)))
  // Lets the last streams be torn down before the process goes.
  await sleep(0)
  process.stdout.write(`${tally}\n`)
} catch (error) {
  console.error(error instanceof BotsError ? error.message : error)
  process.exit(1)
}
