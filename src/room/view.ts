import type { AnyGame } from '../games/game.ts'
import type { Json, JsonObject } from '../protocol/json.ts'
import type { MemberId, MemberView, PublicView, RoomView } from '../protocol/view.ts'
import { Own } from './own.ts'
import { memberOf, ownerOf, phaseOf, type Room } from './room.ts'

/** What may be seen of one version: by everyone, and by each member alone. The one place where views are made. */
export interface Sight {
  readonly room: Room
  readonly view: PublicView
  /** Empty for a game without private views. */
  readonly mine: Own
  /** Whose own part is not the same as in the sight before this one. */
  readonly touched: readonly MemberId[]
}

const NOTHING = new Own()
const EMPTY: JsonObject = {}
const NOBODY: readonly MemberId[] = []

/**
 * @param before the sight of the version before, whose parts are shared where nothing changed: equal references are what
 * lets the merge patch skip 300 members at a move that touched one.
 */
export function see(room: Room, game: AnyGame, before?: Sight): Sight {
  const members =
    before && before.room.members === room.members && before.room.host === room.host
      ? before.view.members
      : membersView(room)
  if (before && before.room.match?.state === room.match?.state && before.room.game === room.game) {
    const own = members === before.view.members ? { mine: before.mine, touched: NOBODY } : mineOf(room, game, before)
    return {
      room,
      ...own,
      view: { ...publicView(room, game, members), scores: before.view.scores, state: before.view.state },
    }
  }
  const view: PublicView = {
    ...publicView(room, game, members),
    scores: room.match ? game.scores(room.match.state) : {},
    state: room.match ? (game.view(room.match.state) as JsonObject) : EMPTY,
  }
  return { room, view, ...mineOf(room, game, before) }
}

function publicView(room: Room, game: AnyGame, members: PublicView['members']): Omit<PublicView, 'scores' | 'state'> {
  const { version, at, gone } = room
  return { version, at, room: roomView(room, game), members, ...(gone ? { gone } : {}) }
}

/** Every member's own part, shared with the version before where it is the same. */
function mineOf(room: Room, game: AnyGame, before: Sight | undefined): Pick<Sight, 'mine' | 'touched'> {
  const old = before?.mine ?? NOTHING
  const { match } = room
  const rule = match && game.mine
  const changes = new Map<MemberId, Json | undefined>()
  if (rule) {
    const owner = ownerOf(room)
    for (const id of touchedBy(room, game, before)) {
      const own = rule.call(game, match.state, id, id === owner) as Json | undefined
      if (own !== old.get(id)) changes.set(id, own)
    }
  }
  if (before?.room.members !== room.members || !rule) {
    for (const id of old.keys()) if (!rule || !Object.hasOwn(room.members, id)) changes.set(id, undefined)
  }
  return changes.size === 0 ? { mine: old, touched: NOBODY } : { mine: old.with(changes), touched: [...changes.keys()] }
}

/** Whose own part can have changed since the version before. */
function touchedBy(room: Room, game: AnyGame, before: Sight | undefined): readonly MemberId[] {
  const was = before?.room
  const same =
    was?.match && room.match && was.game === room.game && was.matches === room.matches && was.members === room.members
  if (!game.touched || !same || ownerOf(was) !== ownerOf(room)) return Object.keys(room.members)
  try {
    const touched = game.touched(was.match?.state, room.match?.state)
    return touched === 'all' ? Object.keys(room.members) : touched.filter((id) => Object.hasOwn(room.members, id))
  } catch {
    // A timer must not ring for ever because a game stumbles over what it need not know.
    return Object.keys(room.members)
  }
}

function roomView(room: Room, game: AnyGame): RoomView {
  const { match } = room
  return {
    code: room.code,
    game: room.game,
    phase: phaseOf(room),
    locked: room.locked,
    ...(room.muted ? { muted: true } : {}),
    ...(Object.values(room.banned).some((ban) => ban.network !== undefined) ? { barred: true } : {}),
    ...(match?.hostAway ? { hostAway: true } : {}),
    ...(room.owner === undefined ? {} : { owner: room.owner }),
    match: room.matches + (match ? 0 : 1),
    players: game.players,
    ...(match ? { clock: match.clock } : {}),
    ...(match?.outcome ? { outcome: match.outcome } : {}),
  }
}

function membersView(room: Room): { readonly [id: MemberId]: MemberView } {
  const views: Record<MemberId, MemberView> = {}
  for (const id in room.members) views[id] = memberView(room, id) as MemberView
  return views
}

export function memberView(room: Room, id: MemberId): MemberView | undefined {
  const member = memberOf(room, id)
  if (!member) return undefined
  const { name, color, player, bot } = member
  return { name, color, host: id === room.host, player, ...(bot ? { bot: true } : {}) }
}

/** The text of the whole view for one asker; the public part is passed in as text, made once for all who ask. */
export function viewText(sight: Sight, publicText: string, who: MemberId | undefined, reset = false): string {
  const mine = who === undefined ? undefined : sight.mine.get(who)
  const own =
    (who === undefined ? '' : `,"you":${JSON.stringify(who)}`) +
    (mine === undefined ? '' : `,"mine":${JSON.stringify(mine)}`) +
    (reset ? ',"reset":true' : '')
  return `${publicText.slice(0, -1)}${own}}`
}
