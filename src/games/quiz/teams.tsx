import type { Row } from '../../browser/rank.ts'
import type { Stage } from '../../browser/screen.ts'
import { useTable } from '../../browser/words.ts'
import type { Quiz } from './asked.tsx'
import { Shape } from './shape.tsx'
import { TEAM_WORDS, teamName, teamRows } from './team.ts'

export function TeamName({ team }: { team: number }) {
  const words = useTable(TEAM_WORDS)
  return (
    <span class="quiz-team">
      <Shape place={team} bare />
      {teamName(team, words)}
    </span>
  )
}

/** Who stands where: teams, if there are any, and else players. */
export function useStandings({ view, rows }: Stage<Quiz>): readonly Row[] {
  const words = useTable(TEAM_WORDS)
  return teamRows(view.state, words) ?? rows
}
