import { useEffect, useRef, useState } from 'preact/hooks'
import { buzz, stayAwake } from '../../browser/connection/awake.ts'
import { useAnnounced } from '../../browser/parts/announce.tsx'
import { Ball } from '../../browser/parts/brand.tsx'
import { useMovingRows } from '../../browser/parts/flip.ts'
import { Badge } from '../../browser/parts/nameplate.tsx'
import { Countdown, Ring } from '../../browser/parts/ring.tsx'
import { play } from '../../browser/parts/sound.ts'
import type { GameScreen, Stage } from '../../browser/screen.ts'
import { useUntil } from '../../browser/store/use.ts'
import { useTable, useWords } from '../../browser/words.ts'
import type { MemberId } from '../../protocol/view.ts'
import type { tapRace } from './rules.ts'

type TapRace = typeof tapRace

const TABLE = {
  en: {
    tap: 'Tap!',
    taps: 'taps',
    ready: 'Get ready',
    over: 'Time!',
    begun: 'The race is on.',
  },
  zh: { tap: '点！', taps: '次', ready: '预备', over: '时间到！', begun: '比赛开始。' },
}

/** Milliseconds between two posts of the running total, and near the end, when what is not posted is lost. */
const POST_MS = 500
const LAST_POST_MS = 80
const NEAR_END_MS = 900

function Player(stage: Stage<TapRace>) {
  const { view } = stage
  const table = useTable(TABLE)
  const { stage: now, until } = view.state
  useAnnounced(now === 'countdown' ? table.ready : now === 'racing' ? table.begun : table.over)
  useEffect(() => {
    if (now === 'racing') buzz(80)
  }, [now])
  if (now === 'countdown') {
    return (
      <div class="tap tap-ready">
        <p>{table.ready}</p>
        <Countdown until={until} />
      </div>
    )
  }
  return <Race {...stage} />
}

/** The ball to tap. Taps are counted here and told twice a second; the total shown is always one's own newest. */
function Race({ view, me = '', rows, now, move }: Stage<TapRace>) {
  const words = useWords()
  const table = useTable(TABLE)
  const told = view.scores[me] ?? 0
  const [total, setTotal] = useState(told)
  const count = useRef(told)
  const posted = useRef(told)
  const due = useRef(0)
  const { until, seconds } = view.state
  const left = useUntil(until)
  const ended = view.state.stage === 'done' || left <= 0
  const open = view.state.stage === 'racing' && !ended && view.room.phase === 'playing'
  const rank = rows.find((row) => row.id === me)?.rank

  function post(): void {
    clearTimeout(due.current)
    due.current = 0
    if (count.current <= posted.current) return
    posted.current = count.current
    // Too late, or overtaken by a newer total: nobody needs to hear of that.
    void move(['tap', { total: count.current }], { tag: 'tap', quiet: true })
  }

  function tap(): void {
    if (!open) return
    stayAwake()
    count.current += 1
    setTotal(count.current)
    buzz(12)
    const wait = until - now() < NEAR_END_MS ? LAST_POST_MS : POST_MS
    if (due.current === 0) due.current = setTimeout(post, wait)
  }

  useEffect(() => () => clearTimeout(due.current), [])
  return (
    <div class="tap" data-open={open}>
      <p class="tap-total">
        <b>{words.number(Math.max(total, told))}</b>
        <span>{table.taps}</span>
      </p>
      <button
        type="button"
        class="tap-ball"
        aria-disabled={!open}
        onPointerDown={(event) => {
          event.preventDefault()
          event.currentTarget.focus({ preventScroll: true })
          tap()
        }}
        onClick={(event) => {
          // A finger or a mouse has counted already; this is an assistive tool's click.
          if (event.detail === 0) tap()
        }}
        onKeyDown={(event) => {
          if (event.key !== ' ' && event.key !== 'Enter') return
          event.preventDefault()
          if (!event.repeat) tap()
        }}
      >
        <span class="tap-press" key={total}>
          <Ball />
        </span>
        <span class="tap-word">{ended ? table.over : table.tap}</span>
      </button>
      <div class="tap-foot">
        <Ring until={until} length={seconds * 1000} now={now} />
        {rank !== undefined && total > 0 && (
          <p>
            <span>{words.yourRank}</span>
            <b>{words.ordinal(rank)}</b>
          </p>
        )}
      </div>
    </div>
  )
}

/** `m2` before `m10`. */
function byJoining(a: MemberId, b: MemberId): number {
  return a.length - b.length || (a < b ? -1 : 1)
}

/** Lanes a wall has room for. */
const LANES = 8

/** The race as the crowd sees it: the leader is where the time is, the others behind by their share of the taps. */
function Wall({ view, rows, now }: Stage<TapRace>) {
  const words = useWords()
  const table = useTable(TABLE)
  const lanes = useMovingRows<HTMLOListElement>()
  const { stage, until, seconds } = view.state
  const left = useUntil(until)
  const shownSecond = Math.ceil(left / 1000)
  useAnnounced(stage === 'countdown' ? table.ready : stage === 'racing' ? table.begun : table.over)
  useEffect(() => {
    if (stage === 'countdown' || (stage === 'racing' && shownSecond <= 3)) play('tick')
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
            <span class="lane">
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

function Icon() {
  return (
    <svg viewBox="0 0 48 48" aria-hidden="true">
      <circle class="art-ball" cx="24" cy="27" r="15" />
      <path class="art-seam" d="M13 17c7 5 7 15 0 20M35 17c-7 5-7 15 0 20" />
      <path class="art-line" d="M24 3v5M11 6l3 4.500M37 6l-3 4.500" />
    </svg>
  )
}

export const screen: GameScreen<TapRace> = {
  id: 'tap-race',
  words: {
    en: {
      title: 'Tap Race',
      summary: 'Tap as fast as you can. Most taps before the time is up wins.',
      how: ['Wait for 3, 2, 1.', 'Tap the ball as fast as you can.', 'Most taps when the time is up wins.'],
      options: { seconds: { title: 'Seconds', hint: 'How long the race lasts.' } },
      reasons: {
        'race-over': 'The race is over.',
        'not-started': 'Not yet: wait for the start.',
        'too-fast': 'Nobody taps that fast.',
      },
    },
    zh: {
      title: '手速赛',
      summary: '用最快的速度点，时间到时点得最多的人获胜。',
      how: ['等倒数三、二、一。', '用最快的速度点球。', '时间到时，点得最多的人获胜。'],
      options: { seconds: { title: '秒数', hint: '比赛持续多久。' } },
      reasons: {
        'race-over': '比赛已经结束。',
        'not-started': '还没开始，等一下。',
        'too-fast': '没有人能点这么快。',
      },
    },
  },
  Icon,
  Player,
  Wall,
}
