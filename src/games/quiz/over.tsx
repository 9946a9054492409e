import { Leaderboard } from '../../browser/parts/leaderboard.tsx'
import type { Stage } from '../../browser/screen.ts'
import { useTable } from '../../browser/words.ts'
import type { Quiz } from './asked.tsx'
import { Results } from './host.tsx'
import type { Public } from './state.ts'
import { useStandings } from './teams.tsx'
import { WORDS, type Words } from './words.ts'

/** On a phone after the end: how the teams did, and for the host all answers to take home. */
export function Over(stage: Stage<Quiz>) {
  const words = useTable(WORDS)
  const rows = useStandings(stage)
  const { state, mine, room } = stage.view
  const early = earlyWords(state, words)
  if (!state.teams && !mine?.sheet && early === '') return null
  return (
    <>
      {early !== '' && <p class="note">{early}</p>}
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
  const words = useTable(WORDS)
  const early = earlyWords(view.state, words)
  // With nobody on it there is no podium.
  const onPodium = rows.length <= 3 && rows.some((row) => row.score > 0)
  if (!view.state.teams && onPodium && early === '') return null
  return <Leaderboard rows={rows} most={early === '' ? 8 : 7} note={early} />
}

/** Where the host ended it before its last question: after how many. */
function earlyWords({ stage, index, total }: Public, words: Words): string {
  if (stage === 'done') return ''
  return words.endedAfter(stage === 'revealed' ? index + 1 : index, total)
}
