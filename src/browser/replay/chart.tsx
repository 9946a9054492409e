import { useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { LANGUAGES, useLanguage, useTable, useWords } from '../words.ts'
import { type Film, formatTime, type Series, scoreAt, seriesOf } from './film.ts'
import { fitted, spread, stairs, ticksOf, timesOf, widthOf } from './lines.ts'
import { WORDS } from './words.ts'

/** Lines with a name; as many dashes and shapes as there are colours, so that none of the three has to be told apart alone. */
const NAMED = 8
/** Lines without one: enough to see the field, few enough to draw at every frame. */
const UNNAMED = 60

const DASHES = ['none', '10 5', '2 5', '14 5 2 5', '5 4', '18 5', '9 4 2 4 2 4', '3 8'] as const

/** Round the point 0 0, in a box of 12. */
const SHAPES = [
  'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0',
  'M-4.6-4.6h9.2v9.2h-9.2z',
  'M0-6 5.800 4.500H-5.800z',
  'M0-6.500 6.500 0 0 6.500-6.500 0z',
  'M-2-6h4v4h4v4h-4v4h-4v-4h-4v-4h4z',
  'M0 6 5.800-4.500H-5.800z',
  'M-3.200-5.500h6.400L6.400 0 3.200 5.500h-6.400L-6.400 0z',
  'M0-6.500 1.900-1.900 6.500 0 1.900 1.900 0 6.500-1.900 1.900-6.500 0-1.900-1.900z',
] as const

interface Chart {
  readonly film: Film
  readonly time: number
}

/** The score race: stairs up to the slider's moment, and at their ends who they are. */
export function RaceChart({ film, time }: Chart) {
  const words = useWords()
  const own = useTable(WORDS)
  const { tag } = LANGUAGES[useLanguage()]
  const id = useId()
  const { place, width, em } = useWidth()
  const all = useMemo(() => seriesOf(film), [film])
  const short = useMemo(() => new Intl.NumberFormat(tag, { notation: 'compact' }), [tag])
  const height = Math.round(Math.min(Math.max(17 * em, width * 0.5), 30 * em))
  const drawn = useMemo(() => layOut(film, all, width, height, em), [film, all, width, height, em])
  const { x, y, left, right, bottom, top } = drawn
  const now = x(time)
  const heads = drawn.named.flatMap((line) => {
    const score = time <= line.series.until ? scoreAt(line.series, time) : undefined
    return score === undefined ? [] : [{ ...line, score, at: y(score) }]
  })
  const places = spread(
    heads.map(({ at }) => at),
    1.25 * em,
    top + em * 0.4,
    bottom,
  )
  const summary = all.slice(0, NAMED).map(({ row }) => own.score(row.name, words.number(row.score)))
  return (
    <div class="replay-chart" ref={place} style={{ minHeight: `${height}px` }}>
      {width > 0 && (
        <svg width={width} height={height} direction="ltr" role="img" aria-label={own.raceAs(words.listed(summary))}>
          <clipPath id={id}>
            <rect x={0} y={0} width={Math.max(0, now)} height={height} />
          </clipPath>
          {drawn.scores.map((score) => (
            <g key={score} class={score === 0 ? 'replay-grid zero' : 'replay-grid'}>
              <path d={`M${left} ${y(score)}H${right}`} />
              <text x={left - 0.5 * em} y={y(score)} dy="0.35em" text-anchor="end">
                {Math.abs(score) < 10_000 ? words.number(score) : short.format(score)}
              </text>
            </g>
          ))}
          {drawn.times.map((each) => (
            <g key={each} class="replay-grid">
              <path d={`M${x(each)} ${bottom}v${0.35 * em}`} />
              <text x={x(each)} y={bottom + 1.3 * em} text-anchor="middle">
                {formatTime(each)}
              </text>
            </g>
          ))}
          <g clip-path={`url(#${id})`}>
            {drawn.others.map(({ id: one, path }) => (
              <path key={one} class="replay-other" d={path} />
            ))}
            {[...drawn.named].reverse().map(({ series, path, look }) => (
              <path
                key={series.row.id}
                class="replay-line"
                d={path}
                stroke-dasharray={DASHES[look]}
                style={{ '--row': series.row.color }}
              />
            ))}
          </g>
          <path class="replay-now" d={`M${now} ${top - 0.4 * em}V${bottom}`} />
          {heads.map(({ series, look, label, score, at }, index) => {
            const beside = places[index] ?? at
            return (
              <g key={series.row.id} class="replay-end" style={{ '--row': series.row.color }}>
                <path class="replay-lead" d={`M${now} ${at}L${now + em} ${beside}`} />
                <circle cx={now} cy={at} r={0.2 * em} />
                <path
                  class="replay-shape"
                  d={SHAPES[look]}
                  transform={`translate(${now + 1.2 * em} ${beside}) scale(${em / 17})`}
                />
                <text x={now + 1.8 * em} y={beside} dy="0.35em">
                  <tspan class="replay-name">{label}</tspan>
                  {drawn.wide && (
                    <tspan dx={0.35 * em}>{Math.abs(score) < 10_000 ? words.number(score) : short.format(score)}</tspan>
                  )}
                </text>
              </g>
            )
          })}
        </svg>
      )}
      {all.length > NAMED && <p class="hint">{own.named(NAMED)}</p>}
    </div>
  )
}

function layOut(film: Film, all: readonly Series[], width: number, height: number, em: number) {
  const { start, end } = film
  let [low, high] = [0, 1]
  let widest = 0
  for (const { points } of all) {
    for (const { score } of points) {
      low = Math.min(low, score)
      high = Math.max(high, score)
    }
  }
  const scores = ticksOf(low, high, height > 22 * em ? 5 : 4)
  const longest = Math.max(...scores.map((score) => widthOf(Math.abs(score) < 10_000 ? String(score) : '0000M')))
  const named = all.slice(0, NAMED)
  const type = 0.82 * em
  const room = Math.max(0, Math.min(width * 0.3, 13 * em)) / type
  for (const { row } of named) widest = Math.max(widest, Math.min(room, widthOf(row.name)))
  const left = Math.ceil(longest * type + 0.7 * em)
  // A phone's width goes to the lines; the scores stand in the leaderboard below.
  const wide = width > 30 * em
  const right = Math.max(left + 1, width - Math.ceil((widest + (wide ? longest + 0.5 : 0)) * type + 2 * em))
  const [top, bottom] = [0.9 * em, height - 2 * em]
  const [floor, ceiling] = [scores[0] ?? low, scores.at(-1) ?? high]
  const x = (time: number) => left + ((right - left) * (time - start)) / Math.max(1, end - start)
  const y = (score: number) => bottom - ((bottom - top) * (score - floor)) / (ceiling - floor || 1)
  return {
    x,
    y,
    wide,
    left,
    right,
    top,
    bottom,
    scores,
    times: timesOf(start, end, Math.max(1, Math.floor((right - left) / (3.2 * em)))),
    named: named.map((series, look) => ({
      series,
      look,
      label: fitted(series.row.name, room),
      path: stairs(series.points, series.until, x, y),
    })),
    others: all.slice(NAMED, NAMED + UNNAMED).map((series) => ({
      id: series.row.id,
      path: stairs(series.points, series.until, x, y),
    })),
  }
}

/** The width there is, and the size of the type, which grows with the screen. */
function useWidth() {
  const place = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 0, em: 16 })
  useLayoutEffect(() => {
    const seen = place.current
    if (!seen) return
    const measure = () =>
      setSize({
        width: Math.floor(seen.clientWidth),
        em: Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16,
      })
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(seen)
    return () => watch.disconnect()
  }, [])
  return { place, ...size }
}

/** Shares of the match at which the table tells the scores. */
const QUARTERS = [0.25, 0.5, 0.75, 1] as const

/** The chart in words and figures, for those who do not see it and those who want to read it off. */
export function RaceTable({ film }: { film: Film }) {
  const words = useWords()
  const own = useTable(WORDS)
  const all = useMemo(() => seriesOf(film), [film])
  const times = QUARTERS.map((share) => film.start + share * (film.end - film.start))
  return (
    <details class="replay-table">
      <summary>{own.asTable}</summary>
      <table>
        <caption class="unseen">{own.race}</caption>
        <thead>
          <tr>
            <th scope="col">{own.player}</th>
            {times.map((time, column) => (
              <th key={column} scope="col">
                {formatTime(time)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {all.map((series) => (
            <tr key={series.row.id}>
              <th scope="row">
                <bdi>{series.row.name}</bdi>
              </th>
              {times.map((time, column) => {
                const score = time <= series.until ? scoreAt(series, time) : undefined
                return <td key={column}>{score === undefined ? '–' : words.number(score)}</td>
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
