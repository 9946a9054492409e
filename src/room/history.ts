import { isObject, type Json } from '../protocol/json.ts'
import { isRefused } from '../protocol/refusal.ts'
import type { MemberId, Phase } from '../protocol/view.ts'
import type { FindGame } from './apply.ts'
import { type Input, phaseOf, type Room } from './room.ts'
import { step } from './step.ts'
import { see } from './view.ts'

/**
 * A room's history as text: one JSON object a line. The first holds the seed, the options, the game's version and the room
 * they belong to; then every accepted input in order; the last holds the room as it is now, to check a replay by. Hashes
 * of tokens and networks never get in, nor the key of the latter: what stands for them is made from the member's id, which
 * is all a replay needs, since only what was accepted is in it.
 */

/** What a line of input is made from; the store's entries fit. */
export interface HistoryEntry {
  readonly version: number
  readonly at: number
  readonly input: Input
}

export interface History {
  readonly first: Room
  readonly entries: readonly HistoryEntry[]
  readonly last: Room
}

/** The number of this format. */
const FORMAT = 1

/**
 * @param first the room before the first entry: as it was opened or, if older entries have been let go, as it was then
 * @param last the room after the last entry
 */
export function* historyLines(first: Room, entries: Iterable<HistoryEntry>, last: Room): Generator<string> {
  const veil = new Veil(first)
  const { seed, options, game, gameVersion, ...room } = veil.room(first)
  const cut = first.version > 1 ? { cut: first.version } : {}
  yield JSON.stringify({ history: FORMAT, seed, options, game, gameVersion, ...cut, room })
  for (const { version, at, input } of entries) yield JSON.stringify({ version, at, input: veil.input(input) })
  yield JSON.stringify({ last: veil.room(last) })
}

/** Puts something in the place of every hash; the same for the same one. */
class Veil {
  #joined: number

  constructor(first: Room) {
    this.#joined = first.joined
  }

  input(input: Input): Input {
    if (input.do !== 'join') return input
    this.#joined += 1
    const id = `m${this.#joined}`
    return { ...input, hash: hashOf(id), ...veiled(id, input) }
  }

  room({ networkKey: _secret, ...room }: Room): Room {
    const { members, tokens, banned } = room
    const each = <T, U>(all: { readonly [key: string]: T }, veil: (key: string, value: T) => readonly [string, U]) =>
      Object.fromEntries(Object.entries(all).map(([key, value]) => veil(key, value)))
    return {
      ...room,
      members: each(members, (id, member) => [id, { ...member, ...veiled(id, member) }]),
      tokens: each(tokens, (_hash, id) => [hashOf(id), id]),
      banned: each(banned, (id, ban) => [id, { hash: hashOf(id), ...veiled(id, ban) }]),
    }
  }
}

function hashOf(id: MemberId): string {
  return `of-${id}`
}

/** That a network is known, and not which: not even whether two have the same. */
function veiled(id: MemberId, { network }: { readonly network?: string }): { readonly network?: string } {
  return network === undefined ? {} : { network: `network-of-${id}` }
}

/** A history that cannot be read or does not lead where it says. */
export class HistoryError extends Error {
  override name = 'HistoryError'
}

/** @throws HistoryError that names the line at fault, counted from 1. */
export function readHistory(text: string): History {
  const lines = text.split('\n').filter((line, at, all) => line !== '' || at < all.length - 1)
  const [head, ...rest] = lines.map(readLine)
  if (head?.history !== FORMAT) throw new HistoryError('line 1: this is not the history of a room')
  const { seed, options, game, gameVersion, room } = head
  if (typeof seed !== 'string' || typeof game !== 'string' || !isObject(room)) {
    throw new HistoryError('line 1: the seed, the game or the room is missing')
  }
  const end = rest.pop()
  if (!isObject(end?.last)) throw new HistoryError(`line ${lines.length}: the end is missing; the file may be cut off`)
  const first = { ...room, seed, options, game, gameVersion } as unknown as Room
  const entries = rest.map((line, at) => {
    if (!isObject(line.input) || typeof line.at !== 'number' || line.version !== first.version + 1 + at) {
      throw new HistoryError(`line ${at + 2}: version ${first.version + 1 + at} was to come`)
    }
    return line as unknown as HistoryEntry
  })
  return { first, entries, last: end.last as unknown as Room }
}

function readLine(line: string, at: number): Record<string, unknown> {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    throw new HistoryError(`line ${at + 1}: this is not JSON`)
  }
  if (!isObject(json)) throw new HistoryError(`line ${at + 1}: this is no JSON object`)
  return json
}

/** One version of a replay. */
export interface Replayed {
  readonly version: number
  readonly at: number
  /** Absent for the room the history begins with. */
  readonly input?: Input
  readonly phase: Phase
  readonly scores: { readonly [id: MemberId]: number }
  readonly room: Room
}

/**
 * Has the rules judge every input again, from the first room.
 * @throws HistoryError when the rules are other ones, or refuse what was accepted, or come to another end.
 */
export function* replay({ first, entries, last }: History, findGame: FindGame): Generator<Replayed> {
  const game = findGame(first.game)
  if (!game) throw new HistoryError(`there is no game called ${first.game} here`)
  let sight = see(first, game)
  yield { version: first.version, at: first.at, phase: phaseOf(first), scores: sight.view.scores, room: first }
  for (const { version, at, input } of entries) {
    const { game: id, gameVersion } = sight.room
    const rules = findGame(id)
    if (rules?.version !== gameVersion) {
      throw new HistoryError(`this was played by version ${gameVersion} of ${id}, which is not here`)
    }
    const made = step(sight, input, at, findGame)
    if (isRefused(made)) {
      throw new HistoryError(`version ${version}: the rules refuse ${input.do}, which they accepted before`)
    }
    sight = made.sight
    const { room, view } = sight
    yield { version: room.version, at: room.at, input, phase: phaseOf(room), scores: view.scores, room }
  }
  if (canonical(sight.room as unknown as Json) !== canonical(last as unknown as Json)) {
    throw new HistoryError('the replay comes to another end than the match did')
  }
}

/** JSON with the members of every object in the order of their names: equal values have equal bytes. */
export function canonical(value: Json): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  )
}
