import { vi } from 'vitest'
import { textFor } from '../../../src/protocol/event.ts'
import type { JsonObject } from '../../../src/protocol/json.ts'
import { isRefused, type Refused } from '../../../src/protocol/refusal.ts'
import { parseOptions } from '../../../src/room/open.ts'
import type { Input, Match, Room } from '../../../src/room/room.ts'
import { type Step, step } from '../../../src/room/step.ts'
import { type Sight, see, viewText } from '../../../src/room/view.ts'
import { Chance } from '../../support/chance.ts'
import { foldRoom, freeze } from '../../support/table.ts'
import type { Plan, Viewer } from './plan.ts'
import { play, replay } from './trial.ts'

/** What every game must hold to. Each check throws when a game does not. */
export interface Check {
  readonly name: string
  run(plan: Plan): void
}

/** Matches by bots alone for each game, and matches of each other kind. `CONTRACT_MATCHES=100000` is the long run. */
const MATCHES = Number(process.env.CONTRACT_MATCHES ?? 1000)
const TRIALS = Math.max(20, MATCHES / 50)
/** A leak may need a rare state to show. */
const LEAK_TRIALS = TRIALS * 5

function* seeds(count: number): Generator<string> {
  for (let seed = 1; seed <= count; seed++) yield `trial ${seed}`
}

export const LEAK_TEST: Check = { name: 'shows no byte of what a viewer may not see', run: hides }

export const CHECKS: readonly Check[] = [
  { name: 'introduces itself, and every default of its options is valid', run: introduces },
  { name: 'is played to an outcome by its bots', run: playsOut },
  { name: 'replays to the same bytes, on any clock and any luck', run: replays },
  { name: 'survives storage: patches fold to the room, and play goes on from there', run: survivesStorage },
  LEAK_TEST,
  { name: 'shows nothing of the state that its views do not name', run: staysClosed },
  { name: 'shows everyone what is theirs after every step, as if it were made afresh', run: staysFresh },
  { name: 'holds no null and no number that is none', run: holdsPlainJson },
  { name: 'leaves no trace of what it refuses', run: leavesNoTrace },
]

function introduces({ game }: Plan): void {
  if (!/^[a-z][a-z0-9-]*$/.test(game.id)) fail(game.id, 'an id is kebab-case')
  if (game.title === '' || game.summary === '') fail(game.id, 'it needs a title and a summary')
  if (!(game.players.min >= 0 && game.players.max >= game.players.min)) fail(game.id, 'its numbers of players are odd')
  const schema = game.options['~standard'].jsonSchema.input({ target: 'draft-2020-12' })
  const properties = (schema.properties ?? {}) as Record<string, { default?: unknown }>
  const givens = [
    {},
    ...Object.entries(properties).flatMap(([name, { default: value }]) =>
      value === undefined ? [] : [{ [name]: value }],
    ),
  ]
  for (const given of givens) {
    const parsed = parseOptions(game, given)
    if (isRefused(parsed)) fail(game.id, `options ${JSON.stringify(given)} are refused: ${parsed.refusal.detail}`)
  }
}

function playsOut(plan: Plan): void {
  for (const seed of seeds(plan.endless ? TRIALS : MATCHES)) {
    const { last } = play(plan, { seed })
    if (plan.endless) continue
    const { outcome } = last.room.match as Match
    if (!outcome) fail(plan.game.id, `${seed} is over without an outcome`)
    for (const winner of outcome.winners) {
      if (!(winner in last.view.scores)) fail(plan.game.id, `${seed}: ${winner} has won without a score`)
    }
  }
}

function replays(plan: Plan): void {
  for (const seed of seeds(TRIALS)) {
    const { first, taken, last } = at('2001-01-01', () => play(plan, { seed, rough: true }))
    const again = at('2031-07-31', () => replay(plan, first, taken))
    if (JSON.stringify(again) !== JSON.stringify(last.room)) {
      fail(plan.game.id, `${seed} does not replay: it has a clock, chance or memory of its own`)
    }
  }
}

/** Runs with the wall clock standing at a time, and with luck that is never the same. */
function at<T>(time: string, run: () => T): T {
  vi.useFakeTimers({ now: new Date(time) })
  try {
    return run()
  } finally {
    vi.useRealTimers()
  }
}

function survivesStorage(plan: Plan): void {
  const findGame = () => plan.game
  for (const seed of seeds(TRIALS)) {
    const { first, taken, last } = play(plan, { seed, rough: true })
    const steps = taken.map((one) => one.step)
    if (JSON.stringify(foldRoom(first, steps)) !== JSON.stringify(last.room)) {
      fail(plan.game.id, `${seed}: its patches do not fold to the room`)
    }
    // A restart before every single input.
    let room = first
    for (const { input, at } of taken) {
      const sight = see(freeze(JSON.parse(JSON.stringify(room)) as Room), plan.game)
      const made = step(sight, input, at, findGame)
      if (isRefused(made))
        throw new Error(`${plan.game.id}, ${seed}: refused after a restart: ${JSON.stringify(input)}`)
      room = made.sight.room
    }
    if (JSON.stringify(room) !== JSON.stringify(last.room)) fail(plan.game.id, `${seed}: restarts change the match`)
  }
}

/**
 * Two rooms that differ only in what a viewer may not see, through one more input each: snapshot, updates and refusals
 * must be the same to the byte, as long as nothing hidden is meant to be shown.
 */
function hides(plan: Plan): void {
  const { game, secrets, vary, shows } = plan
  if (secrets === 'nothing') return
  const findGame = () => game
  for (const seed of seeds(LEAK_TRIALS)) {
    const chance = new Chance(`secrets of ${seed}`)
    const compare = (sight: Sight, input: Input, now: number): void => {
      const { room } = sight
      const { match } = room
      if (!match) return
      for (const id of [undefined, ...Object.keys(room.members)]) {
        const viewer: Viewer = { id, host: id === room.host }
        const state = freeze(secrets(match.state, viewer, chance))
        const other = see({ ...room, match: { ...match, state } }, game)
        same(plan, seed, viewer, 'sees', viewOf(sight, viewer), viewOf(other, viewer))
        follow(viewer, sight, other, input, now)
        if (id !== undefined) follow(viewer, sight, other, nonsenseFor(plan, room, id, chance), now)
      }
    }
    /** Has one more input judged in both rooms. */
    const follow = (viewer: Viewer, sight: Sight, other: Sight, input: Input, now: number): void => {
      const state = sight.room.match?.state
      const made = step(sight, input, now, findGame)
      const varied = step(other, vary?.(input, state, viewer, chance) ?? input, now, findGame)
      if (isRefused(made) || isRefused(varied)) {
        const own = 'by' in input && input.by === viewer.id
        if (own) same(plan, seed, viewer, 'is answered', answerOf(made), answerOf(varied))
        return
      }
      const after = made.sight.room.match?.state
      const afterVaried = varied.sight.room.match?.state
      if (!after || !afterVaried) return
      if (shows?.(state, after) || shows?.(other.room.match?.state, afterVaried)) return
      same(plan, seed, viewer, 'is sent', textFor(made.update, viewer.id), textFor(varied.update, viewer.id))
      same(plan, seed, viewer, 'sees then', viewOf(made.sight, viewer), viewOf(varied.sight, viewer))
    }
    play(plan, { seed, rough: true, before: compare })
  }
}

function answerOf(done: Step | Refused): string {
  return isRefused(done) ? JSON.stringify(done) : 'accepted'
}

function viewOf(sight: Sight, { id }: Viewer): string {
  return viewText(sight, JSON.stringify(sight.view), id)
}

function same({ game }: Plan, seed: string, viewer: Viewer, verb: string, one: string, other: string): void {
  if (one === other) return
  const at = [...one].findIndex((letter, index) => letter !== other[index])
  const [left, right] = [one, other].map((text) => text.slice(Math.max(0, at - 40), at + 40))
  fail(game.id, `${seed}: ${viewer.id ?? 'a spectator'} ${verb} what is hidden: …${left}… or …${right}…`)
}

/** A member of the state that nobody has thought of must not be seen by anyone. */
function staysClosed(plan: Plan): void {
  const { game } = plan
  for (const seed of seeds(5)) {
    const watch = (sight: Sight): void => {
      const { match } = sight.room
      if (!match) return
      const state: JsonObject = { ...match.state, unthought: 'of' }
      const open = see({ ...sight.room, match: { ...match, state } }, game)
      if (JSON.stringify([open.view, ...open.mine.values()]).includes('unthought')) {
        fail(game.id, 'its views show whatever is in the state')
      }
    }
    play(plan, { seed, before: watch })
  }
}

/** What `touched` leaves out, and what is shared with the version before, must not be stale. */
function staysFresh(plan: Plan): void {
  const { game } = plan
  for (const seed of seeds(TRIALS)) {
    for (const { input, step } of play(plan, { seed, rough: true }).taken) {
      const { mine, room } = step.sight
      const fresh = see(room, game).mine
      for (const id in room.members) {
        if (JSON.stringify(mine.get(id)) !== JSON.stringify(fresh.get(id))) {
          fail(game.id, `${seed}: what ${id} sees of their own is stale after ${JSON.stringify(input)}`)
        }
      }
    }
  }
}

function holdsPlainJson(plan: Plan): void {
  for (const seed of seeds(TRIALS)) {
    const { taken, last } = play(plan, { seed, rough: true })
    for (const { room, view, mine } of [...taken.map(({ before }) => before), last]) {
      for (const part of [room.match?.state, room.match?.outcome, view, ...mine.values()]) {
        const odd = oddIn(part)
        if (odd !== undefined) fail(plan.game.id, `${seed}: it holds ${odd}`)
      }
      for (const score of Object.values(view.scores)) {
        if (!Number.isFinite(score)) fail(plan.game.id, `${seed}: a score is ${score}`)
      }
    }
  }
}

/** What JSON without null cannot hold. A member that is `undefined` is an absent one. */
function oddIn(value: unknown): string | undefined {
  if (value === null) return 'null'
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : String(value)
  if (Array.isArray(value) && value.includes(undefined)) return 'undefined in a list'
  if (typeof value === 'object') {
    for (const part of Object.values(value)) {
      const odd = oddIn(part)
      if (odd !== undefined) return odd
    }
    return undefined
  }
  return ['string', 'boolean', 'undefined'].includes(typeof value) ? undefined : typeof value
}

function leavesNoTrace(plan: Plan): void {
  const { game } = plan
  for (const seed of seeds(TRIALS)) {
    const chance = new Chance(`nonsense of ${seed}`)
    let before = ''
    const nonsense = (sight: Sight, _input: Input, now: number): void => {
      before = JSON.stringify(sight.room)
      const input = nonsenseFor(plan, sight.room, chance.one(Object.keys(sight.room.members)), chance)
      const made = step(sight, input, now, () => game)
      if (isRefused(made) && made.refusal.code === 'broken-rule') {
        fail(game.id, `${seed}: it breaks on ${JSON.stringify(input)}`)
      }
      if (JSON.stringify(sight.room) !== before) fail(game.id, `${seed}: ${JSON.stringify(input)} left a trace`)
    }
    play(plan, {
      seed,
      rough: true,
      before: nonsense,
      refused(sight, input) {
        if (JSON.stringify(sight.room) !== before) fail(game.id, `${seed}: ${JSON.stringify(input)} left a trace`)
      },
    })
  }
}

const VALUES = [0, 1, -1, 2.5, 1e12, 1e300, '', 'x', true, [], [0], [5, 5], {}, { __proto__: 1 }] as const

/** A move with arguments made up from the names its schema knows. */
function nonsenseFor({ game }: Plan, room: Room, by: string, chance: Chance): Input {
  const index = (room.match?.state as { index?: number } | undefined)?.index ?? 0
  const name = chance.one(Object.keys(game.moves))
  const schema = game.moves[name]?.args['~standard'].jsonSchema.input({ target: 'draft-2020-12' }) ?? {}
  const names = Object.keys((schema.properties ?? {}) as object)
  const args = Object.fromEntries(names.map((arg) => [arg, chance.one([...VALUES, index])]))
  return { do: 'move', by, name, args }
}

function fail(game: string, why: string): never {
  throw new Error(`${game}: ${why}`)
}
