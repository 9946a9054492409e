import type { AnyGame } from '../games/game.ts'
import type { Json } from '../protocol/json.ts'
import { makePatch } from '../protocol/patch.ts'
import { type Refused, refuse } from '../protocol/refusal.ts'
import { describeIssues } from './issues.ts'
import { beginMatch } from './match.ts'
import { join } from './members.ts'
import type { Changed, Room } from './room.ts'

export interface Opening {
  readonly code: string
  readonly epoch: string
  readonly seed: string
  readonly capacity: number
  readonly options: Json
  /** The host to be: with a name they play too, without they only run the room. Absent: nobody's room (the demo). */
  readonly host?: { readonly hash: string; readonly name?: string; readonly network?: string }
  readonly networkKey?: string
}

/** What a host who only runs the room is called on the screens. */
const UNNAMED_HOST = 'Host'

/** A room's first version. */
export function openRoom(game: AnyGame, opening: Opening, now: number): Changed {
  const { host, ...given } = opening
  const empty: Room = {
    ...given,
    createdAt: now,
    version: 1,
    at: now,
    game: game.id,
    gameVersion: game.version,
    locked: false,
    joined: 0,
    members: {},
    tokens: {},
    banned: {},
    absent: {},
    ...(host ? {} : { ownerless: true }),
    matches: 0,
  }
  let room = empty
  if (host) {
    const name = host.name ?? UNNAMED_HOST
    const { hash, network } = host
    const joining = { do: 'join', name, hash, plays: host.name !== undefined, ...(network ? { network } : {}) } as const
    const hosted = join(room, game, joining, now)
    if ('refusal' in hosted) return hosted
    room = hosted.room
  }
  return game.lobby === false ? beginMatch(room, game, now) : { room }
}

/** A game's options with their defaults filled in, or the refusal that names what is wrong with them. */
export function parseOptions(game: AnyGame, given: unknown): { readonly options: Json } | Refused {
  try {
    const checked = game.options['~standard'].validate(given ?? {})
    if (checked instanceof Promise) return refuse('broken-rule', 'A game’s options must be checked at once')
    if (checked.issues) return refuse('invalid', describeIssues(checked.issues))
    const options = checked.value as Json
    makePatch(undefined, options)
    return { options }
  } catch {
    return refuse('broken-rule', 'The game’s options could not be checked')
  }
}
