import { Leaderboard } from '../../browser/parts/leaderboard.tsx'
import type { Stage } from '../../browser/screen.ts'
import { useTable } from '../../browser/words.ts'
import type { Quiz } from './asked.tsx'
import { Results } from './host.tsx'
import { useStandings } from './teams.tsx'
import { WORDS } from './words.ts'

/** On a phone after the end: how the teams did, and for the host all answers to take home. */
export function Over(stage: Stage<Quiz>) {
  const words = useTable(WORDS)
  const rows = useStandings(stage)
  const { state, mine, room } = stage.view
  if (!state.teams && !mine?.sheet) return null
  return (
    <>
      {state.teams && (
        <section class="quiz-teams-over">
          <h2>{words.teams}</h2>
          <Leaderboard rows={rows} most={6} />
        </section>
      )}
      {mine?.sheet && <Results sheet={mine.sheet} code={room.code} />}
    </>
  )
}

/** On the big screen, beside the podium: the best players, also where it is the teams' podium. */
export function WallOver({ view, rows }: Stage<Quiz>) {
  return view.state.teams || rows.length > 3 ? <Leaderboard rows={rows} most={8} /> : null
}
