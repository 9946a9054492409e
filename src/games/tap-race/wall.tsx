import { useEffect } from 'preact/hooks'
import { useAnnounced } from '../../browser/parts/announce.tsx'
import { Ball } from '../../browser/parts/brand.tsx'
import { useMovingRows } from '../../browser/parts/flip.ts'
import { Badge } from '../../browser/parts/nameplate.tsx'
import { Countdown, Ring } from '../../browser/parts/ring.tsx'
import { play } from '../../browser/parts/sound.ts'
import type { Stage } from '../../browser/screen.ts'
import { useUntil } from '../../browser/store/use.ts'
import { useTable, useWords } from '../../browser/words.ts'
import type { MemberId } from '../../protocol/view.ts'
import type { tapRace } from './rules.ts'
import { WORDS } from './words.ts'

/** `m2` before `m10`. */
function byJoining(a: MemberId, b: MemberId): number {
  return a.length - b.length || (a < b ? -1 : 1)
}

/** Seconds at the end of the race that are heard. */
const LAST_SECONDS = 5
/** Lanes a wall has room for. */
const LANES = 8

/** The race as the crowd sees it: the leader is where the time is, the others behind by their share of the taps. */
export function Wall({ view, rows, now }: Stage<typeof tapRace>) {
  const words = useWords()
  const table = useTable(WORDS)
  const lanes = useMovingRows<HTMLOListElement>()
  const { stage, until, seconds } = view.state
  const left = useUntil(until)
  const shownSecond = Math.ceil(left / 1000)
  useAnnounced(stage === 'countdown' ? table.ready : stage === 'racing' ? table.begun : table.over)
  useEffect(() => {
    if (stage === 'countdown') play('tick')
    if (stage === 'racing' && shownSecond > 0 && shownSecond <= LAST_SECONDS) play('hurry', shownSecond)
  }, [stage, shownSecond])
  useEffect(() => {
    if (stage === 'racing') play('go')
  }, [stage])
  if (stage === 'countdown') {
    return (
      <div class="race race-ready">
        <h1>{table.ready}</h1>
        <Countdown until={until} />
      </div>
    )
  }
  // Few keep their lanes, as on a track; of many only the best are seen, and those change places.
  const runners = rows.length > LANES ? rows.slice(0, LANES) : [...rows].sort((a, b) => byJoining(a.id, b.id))
  const best = Math.max(1, rows[0]?.score ?? 0)
  const run = stage === 'done' ? 1 : 1 - Math.min(1, left / (seconds * 1000))
  return (
    <div class="race">
      <div class="race-head">
        <h1 class="race-title">{stage === 'done' ? table.over : table.begun}</h1>
        <Ring until={until} length={seconds * 1000} now={now} />
      </div>
      <ol class="lanes" ref={lanes} aria-label={words.leaderboard} style={{ '--lanes': runners.length }}>
        {runners.map(({ id, name, color, score, rank }) => (
          <li key={id} data-row={id}>
            <span class="rank">{rank}</span>
            <Badge name={name} color={color} />
            <bdi class="name">{name}</bdi>
            <span class="lane" dir="ltr">
              <span class="runner" style={{ '--run': (run * score) / best, '--row': color }}>
                <Ball />
              </span>
            </span>
            <span class="score">{words.number(score)}</span>
          </li>
        ))}
      </ol>
      {rows.length > LANES && <p class="below">{words.othersBelow(rows.length - LANES)}</p>}
    </div>
  )
}
