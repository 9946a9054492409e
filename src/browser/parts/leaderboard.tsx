import { useMemo } from 'preact/hooks'
import type { MemberId } from '../../protocol/view.ts'
import type { Row } from '../rank.ts'
import { useWords } from '../words.ts'
import { useCalm } from './calm.ts'
import { useMovingRows } from './flip.ts'
import { Badge } from './nameplate.tsx'

interface Leaderboard {
  readonly rows: readonly Row[]
  /** Rows shown at the most; one's own is always among them. */
  readonly most: number
  readonly me?: MemberId | undefined
  /** A line below the last row. */
  readonly note?: string | undefined
}

/** Who leads. Rows slide when places change; bars show the distance to the leader. */
export function Leaderboard({ rows: newest, most, me, note = '' }: Leaderboard) {
  const rows = useCalm(newest)
  const words = useWords()
  const list = useMovingRows<HTMLOListElement>()
  const shown = windowOf(rows, most, me)
  const best = rows[0]?.score ?? 0
  if (rows.length === 0) return <p class="empty">{words.noScores}</p>
  return (
    <div class="leaderboard-place">
      <ol class="leaderboard" aria-label={words.leaderboard} ref={list} style={{ '--rows': shown.length }}>
        {shown.map((row) => (
          <Line key={row.id} row={row} own={row.id === me} best={best} />
        ))}
      </ol>
      {rows.length > shown.length && <p class="below">{words.othersBelow(rows.length - shown.length)}</p>}
      {note !== '' && <p class="below">{note}</p>}
    </div>
  )
}

/** Drawn when it changes and not whenever another does. */
function Line({ row: { id, name, color, score, rank }, own, best }: { row: Row; own: boolean; best: number }) {
  const words = useWords()
  return useMemo(
    () => (
      <li data-row={id} class={own ? 'mine' : ''} aria-current={own ? 'true' : undefined}>
        <span class="rank">{rank}</span>
        <Badge name={name} color={color} />
        <bdi class="name">{name}</bdi>
        <span class="score">{words.number(score)}</span>
        <span class="reach" style={{ '--reach': best > 0 ? Math.max(0, score / best) : 0, '--row': color }} />
      </li>
    ),
    [id, name, color, score, rank, own, best, words],
  )
}

/** The first rows; if one's own is not among them, it takes the last place. */
function windowOf(rows: readonly Row[], most: number, me: MemberId | undefined): readonly Row[] {
  const first = rows.slice(0, most)
  const own = rows.find((row) => row.id === me)
  return own && !first.includes(own) ? [...first.slice(0, -1), own] : first
}
