import { findGame } from '../src/games/catalog.ts'
import type { AnyGame } from '../src/games/game.ts'
import { isRefused } from '../src/protocol/refusal.ts'
import { openRoom } from '../src/room/open.ts'
import { resumeRandom, seedRandom } from '../src/room/random.ts'
import type { Input } from '../src/room/room.ts'
import { step } from '../src/room/step.ts'
import { type Sight, see } from '../src/room/view.ts'
import type { CaseResult } from './goals.ts'

/** Seconds of each measurement, after as many of warming up. */
const SECONDS = 2

/**
 * How many moves a second one core judges, from the input to the next room, its patch and its update: everything a move
 * costs but the network and the disk.
 */
export function measureRules(): CaseResult {
  const measured = [
    { server: 'Connect Four, random play', movesPerSecond: rate(connectFour) },
    { server: 'Quiz, answers of 300 players', movesPerSecond: rate(quizOf300) },
  ]
  return {
    name: 'rules',
    title: 'Rules: moves judged on one core, to the patch and the update',
    columns: ['movesPerSecond'],
    measured: measured.map(({ server, movesPerSecond }) => ({
      server,
      kind: 'courtside',
      rounds: [],
      medians: { movesPerSecond },
    })),
  }
}

/** Runs a round of moves again and again; by CPU time, so that other programs do not count. */
function rate(round: () => number): number {
  const run = (seconds: number): number => {
    const before = process.cpuUsage()
    let moves = 0
    for (;;) {
      moves += round()
      const { user, system } = process.cpuUsage(before)
      if (user + system > seconds * 1e6) return (moves / (user + system)) * 1e6
    }
  }
  run(SECONDS)
  return run(SECONDS)
}

const random = resumeRandom(seedRandom('bench'))

function connectFour(): number {
  const table = new Table('connect-four', 2, {})
  let moves = 0
  for (let turn = 0; turn < 200 && table.playing; turn++) {
    const by = `m${(turn % 2) + 1}`
    table.try({ do: 'move', by, name: 'drop', args: { column: random.int(7) } })
    moves += 1
  }
  return moves
}

/** A room never changes, so every round can begin with the same one: 300 players before an open question. */
let asked: Table | undefined

function quizOf300(): number {
  asked ??= openQuestion()
  const table = asked.again()
  const { index } = table.sight.view.state as { index: number }
  for (let player = 1; player <= 300; player++) {
    table.try({ do: 'move', by: `m${player}`, name: 'answer', args: { question: index, answer: random.int(2) } })
  }
  return 300
}

function openQuestion(): Table {
  const table = new Table('quiz', 300, { pack: 'general', reading: 0, seconds: 30 })
  while (table.stage !== 'open') table.ring()
  return table
}

class Table {
  sight: Sight
  now = 1_700_000_000_000

  constructor(id: string, players: number, options: object) {
    const game = findGame(id) as AnyGame
    const checked = game.options['~standard'].validate(options)
    if (checked instanceof Promise || checked.issues) throw new Error(`${id} does not take ${JSON.stringify(options)}`)
    const opening = { code: 'BENCH', epoch: '1', seed: 'bench', capacity: 1000, options: checked.value as object }
    const host = { hash: 'h1', name: 'P1' }
    const opened = openRoom(game, { ...opening, options: opening.options as never, host }, this.now)
    if (isRefused(opened)) throw new Error(JSON.stringify(opened))
    this.sight = see(opened.room, game)
    for (let player = 2; player <= players; player++) {
      this.try({ do: 'join', name: `P${player}`, hash: `h${player}`, plays: true })
    }
    this.try({ do: 'start', by: 'm1' })
  }

  get playing(): boolean {
    return this.sight.room.match?.phase === 'playing'
  }

  get stage(): unknown {
    return this.sight.view.state.stage
  }

  /** Another table that stands as this one does. */
  again(): Table {
    return Object.assign(Object.create(Table.prototype) as Table, this)
  }

  /** Lets the next timer ring. */
  ring(): void {
    const { match } = this.sight.room
    const [name = '', due = 0] = Object.entries(match?.timers ?? {}).sort(([, a], [, b]) => a - b)[0] ?? []
    const zero = match && 'zero' in match.clock ? match.clock.zero : 0
    this.now = Math.max(this.now, zero + due)
    this.try({ do: 'timer', name })
  }

  try(input: Input): void {
    this.now += 1
    const done = step(this.sight, input, this.now, findGame)
    if (!isRefused(done)) this.sight = done.sight
  }
}
