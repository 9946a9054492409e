import { useEffect, useRef, useState } from 'preact/hooks'
import { buzz, stayAwake } from '../../browser/connection/awake.ts'
import { useAnnounced } from '../../browser/parts/announce.tsx'
import { Ball } from '../../browser/parts/brand.tsx'
import { useReadyFocus } from '../../browser/parts/focus.ts'
import { Countdown, Ring } from '../../browser/parts/ring.tsx'
import type { Stage } from '../../browser/screen.ts'
import { useUntil } from '../../browser/store/use.ts'
import { useTable, useWords } from '../../browser/words.ts'
import type { tapRace } from './rules.ts'
import { WORDS } from './words.ts'

type TapRace = typeof tapRace

/** Milliseconds between two posts of the running total, and near the end, when what is not posted is lost. */
const POST_MS = 500
const LAST_POST_MS = 80
const NEAR_END_MS = 900
/** Too late, or overtaken by a newer total: nobody needs to hear of that. */
const OVERTAKEN = ['already-counted', 'race-over', 'wrong-phase']
/** Milliseconds between two taps that holding counts for. */
const HELD_MS = 1000 / 6

export function Player(stage: Stage<TapRace>) {
  const { view } = stage
  const table = useTable(WORDS)
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
  const table = useTable(WORDS)
  const told = view.scores[me] ?? 0
  const [total, setTotal] = useState(told)
  const count = useRef(told)
  const posted = useRef(told)
  const due = useRef(0)
  const pressed = useRef(false)
  const ball = useRef<HTMLButtonElement>(null)
  const { until, seconds, hold = false } = view.state
  const left = useUntil(until)
  const ended = view.state.stage === 'done' || left <= 0
  const open = view.state.stage === 'racing' && !ended && view.room.phase === 'playing'
  const own = rows.find((row) => row.id === me)
  const ahead = rows.findLast((row) => row.score > Math.max(total, told))

  function post(): void {
    clearTimeout(due.current)
    due.current = 0
    if (count.current <= posted.current) return
    posted.current = count.current
    void move(['tap', { total: count.current }], { tag: 'tap', quiet: OVERTAKEN })
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

  const held = useHeld(tap)
  function press(): void {
    tap()
    if (hold) held.begin()
  }

  useReadyFocus(() => ball.current, open)
  useEffect(() => () => clearTimeout(due.current), [])
  return (
    <div class="tap" data-open={open}>
      <p class="tap-total">
        <b>{words.number(Math.max(total, told))}</b>
        <span>{table.taps}</span>
      </p>
      <button
        ref={ball}
        type="button"
        class="tap-ball"
        aria-disabled={!open}
        onPointerDown={(event) => {
          event.preventDefault()
          event.currentTarget.focus({ preventScroll: true })
          pressed.current = true
          press()
        }}
        onPointerUp={held.end}
        onPointerCancel={held.end}
        onPointerLeave={held.end}
        onContextMenu={(event) => event.preventDefault()}
        onClick={() => {
          // A finger or a mouse has counted already. This is the click of a switch or another tool, which cannot hold:
          // one click begins, another ends.
          if (pressed.current) pressed.current = false
          else if (hold && held.is()) held.end()
          else press()
        }}
        onKeyDown={(event) => {
          if (event.key !== ' ' && event.key !== 'Enter') return
          event.preventDefault()
          if (!event.repeat) press()
        }}
        onKeyUp={(event) => {
          // Some browsers click when the space bar is let go, whatever became of pressing it.
          if (event.key === ' ') event.preventDefault()
          held.end()
        }}
        onBlur={held.end}
      >
        <span class="tap-press" key={total}>
          <Ball />
        </span>
        <span class="tap-word">
          {ended ? table.over : table.tap}
          {hold && !ended && <small>{table.hold}</small>}
        </span>
      </button>
      <div class="tap-foot">
        <Ring until={until} length={seconds * 1000} now={now} />
        {own && total > 0 && (
          <p>
            <span>{words.yourRank}</span>
            <b>{words.ordinal(own.rank)}</b>
            {ahead && <small>{words.gapTo(words.number(ahead.score - Math.max(total, told)), ahead.name)}</small>}
          </p>
        )}
      </div>
    </div>
  )
}

/** Taps again and again from `begin` to `end`. */
function useHeld(tap: () => void): { begin(): void; end(): void; is(): boolean } {
  const newest = useRef(tap)
  newest.current = tap
  const ticking = useRef(0)
  const end = (): void => {
    clearInterval(ticking.current)
    ticking.current = 0
  }
  useEffect(() => end, [])
  return {
    begin() {
      end()
      ticking.current = setInterval(() => newest.current(), HELD_MS)
    },
    end,
    is: () => ticking.current !== 0,
  }
}
