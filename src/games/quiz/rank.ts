import type { MemberId } from '../game.ts'
import { byJoining } from './ledger.ts'
import type { Own, Result, Team } from './state.ts'

/** Where one player stands. */
export type Standing = Pick<Result, 'rank' | 'gap'>

/** Everyone's rank, equals sharing one, and the gap to the next better player. */
export function standings(points: { readonly [id: MemberId]: number }): Map<MemberId, Standing> {
  const order = Object.keys(points).sort((a, b) => (points[b] ?? 0) - (points[a] ?? 0) || byJoining(a, b))
  const standings = new Map<MemberId, Standing>()
  let rank = 0
  let above: MemberId | undefined
  for (const [place, id] of order.entries()) {
    const own = points[id] ?? 0
    const before = order[place - 1]
    if (before === undefined || points[before] !== own) {
      rank = place + 1
      above = before
    }
    standings.set(id, above === undefined ? { rank } : { rank, gap: { to: above, points: (points[above] ?? 0) - own } })
  }
  return standings
}

/** The teams with the average of their players' points. */
export function withAverages(teams: readonly Team[], points: { readonly [id: MemberId]: number }): Team[] {
  return teams.map(({ members }) => {
    const sum = members.reduce((all, id) => all + (points[id] ?? 0), 0)
    return { points: members.length === 0 ? 0 : Math.round(sum / members.length), members }
  })
}

/** Who has won: the best players, or everyone in the best teams; nobody where nobody has a point. */
export function winnersOf(points: { readonly [id: MemberId]: number }, teams: readonly Team[] | undefined): MemberId[] {
  if (teams) {
    const best = Math.max(...teams.map((team) => team.points))
    return best > 0 ? teams.filter((team) => team.points === best).flatMap((team) => team.members) : []
  }
  const best = Math.max(0, ...Object.values(points))
  if (best === 0) return []
  return Object.keys(points)
    .filter((id) => points[id] === best)
    .sort(byJoining)
}

/** A player's own view with the last question wiped off. */
export function wiped({ team, streak }: Own): Own {
  return team === undefined ? { streak } : { team, streak }
}
