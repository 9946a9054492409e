import { formatCursor } from '../protocol/cursor.ts'
import { formatEvent, type Update } from '../protocol/event.ts'
import type { JsonObject } from '../protocol/json.ts'
import { applyPatch, makePatch, type Patch } from '../protocol/patch.ts'
import { type Refused, refuse } from '../protocol/refusal.ts'
import type { MemberId } from '../protocol/view.ts'
import { apply, type FindGame } from './apply.ts'
import type { Input, Room } from './room.ts'
import { type Sight, see } from './view.ts'

/** One accepted input: the room after it, what to save of it and what to show of it. Nothing has been done yet. */
export interface Step {
  readonly sight: Sight
  /** Merge patch between the rooms, for storage. */
  readonly patch: Patch
  readonly update: Update
}

/**
 * Applies one input to a room. Views are made here, before anything is saved, so that rules whose `view` throws or holds
 * what JSON cannot are refused like any other broken rule and leave the room as it was.
 */
export function step(before: Sight, input: Input, now: number, findGame: FindGame): Step | Refused {
  try {
    const changed = apply(before.room, input, now, findGame)
    if ('refusal' in changed) return changed
    return stepTo(before, changed.room, findGame)
  } catch {
    return refuse('broken-rule')
  }
}

/** What it takes to get from one version to the next. */
export function stepTo(before: Sight, room: Room, findGame: FindGame): Step | Refused {
  const game = findGame(room.game)
  if (!game) return refuse('unknown-game')
  const patch = makePatch(before.room as unknown as JsonObject, room as unknown as JsonObject) ?? {}
  // From here on the room is what a restart will fold from the patch. It is equal to the one the rules made but for the
  // order of members of objects, which a patch does not carry: rules that go by it must find the same order ever after.
  const kept = applyPatch(before.room, patch) as unknown as Room
  const sight = see(kept, game, before)
  return { sight, patch, update: updateBetween(before, sight) }
}

function updateBetween(before: Sight, after: Sight): Update {
  const { version, at, epoch } = after.room
  const id = formatCursor(epoch, version)
  // `at` may stand still; the patch names version and time all the same, so that a fold always knows them.
  const patch = makePatch(before.view as unknown as JsonObject, after.view as unknown as JsonObject) as object
  const json = JSON.stringify({ version, at, ...patch })
  const text = formatEvent('update', json, id)
  if (after.touched.length === 0) return { version, text }
  const own = new Map<MemberId, string>()
  for (const member of after.touched) {
    const mine = after.mine.get(member)
    const change = mine === undefined ? null : makePatch(before.mine.get(member), mine)
    if (change === undefined) continue
    own.set(member, `,"mine":${JSON.stringify(change)}`)
  }
  return own.size > 0 ? { version, text, own } : { version, text }
}
