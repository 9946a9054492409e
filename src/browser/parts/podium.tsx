import type { Row } from '../rank.ts'
import { useWords } from '../words.ts'
import type { Drama } from './drama.ts'
import { Badge } from './nameplate.tsx'

/** The best three on their steps, second and third at the winner's sides. Without a drama they rise together. */
export function Podium({ rows, drama }: { rows: readonly Row[]; drama?: Drama | undefined }) {
  const words = useWords()
  const best = rows.slice(0, 3)
  const order = [best[1], best[0], best[2]]
  if (best.length === 0) return null
  return (
    <ol class="podium">
      {order.map((row, place) =>
        row ? (
          <li
            key={row.id}
            class="step"
            data-rank={row.rank}
            style={{ '--appears': `${drama?.places[best.indexOf(row)] ?? 260 * (2 - best.indexOf(row))}ms` }}
          >
            <span class="podium-who">
              <Badge name={row.name} color={row.color} />
              <bdi class="name">{row.name}</bdi>
              <span class="score">{words.number(row.score)}</span>
            </span>
            <span class="block">
              <span class="unseen">{words.ordinal(row.rank)}</span>
              <span aria-hidden="true">{row.rank}</span>
            </span>
          </li>
        ) : (
          <li key={place} class="step" aria-hidden="true" />
        ),
      )}
    </ol>
  )
}
