import { type Refused, refuse } from '../protocol/refusal.ts'
import type { MemberId } from '../protocol/view.ts'
import { isBanned } from '../room/members.ts'
import type { Room } from '../room/room.ts'

/** Who asks, as far as the request says: the hash of the token it carried, and how it carried it. */
export interface Asker {
  readonly hash?: string
  readonly by?: 'bearer' | 'cookie'
}

/**
 * Which member this is; nobody for a spectator. A cookie left over from an earlier room of the same code makes a
 * spectator, not an error; a bearer token was meant, so one that opens nothing is refused.
 */
export function identify(room: Room, asker: Asker): { readonly who: MemberId | undefined } | Refused {
  if (asker.hash === undefined) return { who: undefined }
  const who = Object.hasOwn(room.tokens, asker.hash) ? room.tokens[asker.hash] : undefined
  if (who !== undefined) return { who }
  if (isBanned(room, asker.hash)) return refuse('kicked')
  return asker.by === 'bearer' ? refuse('bad-token') : { who: undefined }
}

const HASH_HEADER = 'Courtside-Token-Hash'
const BY_HEADER = 'Courtside-Token-By'

/** The asker written into the headers of a request from the Worker to the object, which nobody outside can send. */
export function writeAsker(headers: Headers, asker: Asker): void {
  headers.delete(HASH_HEADER)
  headers.delete(BY_HEADER)
  if (asker.hash === undefined || asker.by === undefined) return
  headers.set(HASH_HEADER, asker.hash)
  headers.set(BY_HEADER, asker.by)
}

export function readAsker(headers: Headers): Asker {
  const hash = headers.get(HASH_HEADER)
  return hash === null ? {} : { hash, by: headers.get(BY_HEADER) === 'bearer' ? 'bearer' : 'cookie' }
}
