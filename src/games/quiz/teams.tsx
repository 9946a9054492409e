import type { Row } from '../../browser/rank.ts'
import type { Stage } from '../../browser/screen.ts'
import { useTable } from '../../browser/words.ts'
import type { Quiz } from './asked.tsx'
import { COLORS, Shape } from './shape.tsx'
import { WORDS, type Words } from './words.ts'

/** A team is called by its shape. */
export function teamName(team: number, words: Words): string {
  return words.team(words.shapes[team] ?? '')
}

export function TeamName({ team }: { team: number }) {
  const words = useTable(WORDS)
  return (
    <span class="quiz-team">
      <Shape place={team} bare />
      {teamName(team, words)}
    </span>
  )
}

/** Who stands where: teams, if there are any, and else players. */
export function useStandings({ view, rows }: Stage<Quiz>): readonly Row[] {
  const words = useTable(WORDS)
  const { teams } = view.state
  if (!teams) return rows
  const sorted = teams
    .map(({ points }, team) => ({
      id: `team${team}`,
      name: teamName(team, words),
      color: COLORS[team] ?? COLORS[0],
      score: points,
    }))
    .sort((a, b) => b.score - a.score)
  return sorted.map((row) => ({ ...row, rank: 1 + sorted.filter((other) => other.score > row.score).length }))
}
