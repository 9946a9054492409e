import { findGame } from '../../games/catalog.ts'
import { HistoryError, readHistory, replay } from '../../room/history.ts'
import { standings } from '../rank.ts'
import type { Film, Moment } from './film.ts'

/**
 * Has the rules play a history again. The one file of the page that holds the rules; it is fetched only for a replay, so
 * that the first load stays without them.
 */

type Version = ReturnType<typeof replay> extends Generator<infer Each> ? Each : never

/** Milliseconds at a stretch, so that the page keeps answering while a long history is judged. */
const STRETCH_MS = 24

export type Judged = { readonly films: readonly Film[] } | { readonly broken: string }

/** @param told how much of it has been judged, 0 to 1 */
export async function judge(text: string, told: (share: number) => void): Promise<Judged> {
  try {
    return { films: await filmsOf(text, told) }
  } catch (error) {
    // What is no history may also be JSON of another shape, over which the rules stumble.
    return { broken: error instanceof HistoryError ? error.message : String(error) }
  }
}

/** Every finished match of a history, in order. */
async function filmsOf(text: string, told: (share: number) => void): Promise<Film[]> {
  const history = readHistory(text)
  const films: Film[] = []
  let moments: Moment[] = []
  let number = 0
  let over = false
  let rested = performance.now()
  let done = 0
  for (const version of replay(history, findGame)) {
    done += 1
    if (performance.now() - rested > STRETCH_MS) {
      told(done / (history.entries.length + 1))
      await new Promise((resolve) => setTimeout(resolve))
      rested = performance.now()
    }
    const { room } = version
    if (!room.match) continue
    if (room.matches !== number) {
      number = room.matches
      over = false
      moments = []
    }
    // What happens after the end (somebody leaves, the room is locked) is no part of the match.
    if (over) continue
    moments.push(momentOf(version, moments.at(-1)))
    over = room.match.phase === 'over'
    if (over) films.push(...filmOf(version, moments))
  }
  return films
}

function momentOf({ room, scores, at }: Version, before: Moment | undefined): Moment {
  const clock = room.match?.clock
  const time = clock === undefined ? 0 : 'zero' in clock ? at - clock.zero : clock.stopped
  const members: [string, Moment['members'][string]][] = Object.entries(room.members).map(
    ([id, { name, color, player }]) => [id, { name, color, player, host: id === room.host }],
  )
  for (const [id, { name = '–', color }] of Object.entries(room.gone ?? {})) {
    members.push([id, { name, color, player: true, host: false }])
  }
  return { time: Math.max(time, before?.time ?? 0), scores, members: Object.fromEntries(members) }
}

/** Nothing where the history was cut so late that only the end is left. */
function filmOf({ room, scores }: Version, moments: readonly Moment[]): Film[] {
  const [first, ...rest] = moments
  const last = rest.at(-1)
  if (!first || !last) return []
  const { code, game, matches: number, match } = room
  const best = standings({ scores, members: last.members }).filter((row) => row.rank === 1 && row.score > 0)
  const winners = (match?.outcome?.winners ?? best.map((row) => row.id)).map((id) => last.members[id]?.name ?? id)
  const cut = match?.outcome === undefined && (findGame(game)?.players.min ?? 0) > 0
  return [{ code, game, number, moments: [first, ...rest], start: first.time, end: last.time, winners, cut }]
}
