import { useEffect, useRef, useState } from 'preact/hooks'
import { sentences, useAnnounced } from '../../browser/parts/announce.tsx'
import { Leaderboard } from '../../browser/parts/leaderboard.tsx'
import { Countdown } from '../../browser/parts/ring.tsx'
import { play } from '../../browser/parts/sound.ts'
import type { Row } from '../../browser/rank.ts'
import type { Stage } from '../../browser/screen.ts'
import { useUntil } from '../../browser/store/use.ts'
import { useTable } from '../../browser/words.ts'
import { Picture, Progress, type Quiz, taskOf, useStageAloud } from './asked.tsx'
import { CLOSING_MS, useLate } from './late.tsx'
import { Distribution, Explanation, rightAloud, tally } from './reveal.tsx'
import { Shape, Truth } from './shape.tsx'
import { useStandings } from './teams.tsx'
import { WORDS } from './words.ts'

/** Milliseconds the answers have the wall to themselves before rows begin to move. */
const BEFORE_MOVING_MS = 1600
/** Seconds at the end of a question that are heard. */
const LAST_SECONDS = 5

export function Wall(stage: Stage<Quiz>) {
  const { view } = stage
  const words = useTable(WORDS)
  const { state } = view
  const rows = useSettled(useStandings(stage), stage)
  const stageAloud = useStageAloud(state, words)
  const aloud =
    state.stage === 'revealed'
      ? sentences(`${words.rightAnswer}: ${rightAloud(state, words)}`, ...tally(view, words))
      : stageAloud
  useAnnounced(aloud)
  useEffect(() => {
    if (state.stage === 'open') play('go')
    if (state.stage === 'revealed') play('revealed')
  }, [state.stage, state.index])
  useHeardAnswers(stage)
  const { asked, reveal } = state
  if (state.stage === 'ready') {
    return (
      <div class="quiz-wall quiz-wall-ready">
        <h1>{state.title || words.ready}</h1>
        <Countdown until={state.until ?? 0} />
        <Ticks until={state.until} />
      </div>
    )
  }
  if (!asked) return null
  return (
    <div class="quiz-wall" data-stage={state.stage} data-picture={asked.picture !== undefined}>
      <Progress stage={stage}>
        {state.title !== '' && <span class="quiz-title">{state.title}</span>}
        {state.stage === 'open' && <Ticks until={state.until} sound="hurry" />}
        {state.stage === 'revealed' && state.until !== undefined && <NextIn until={state.until} stage={stage} />}
      </Progress>
      <h1 data-long={asked.text.length > 110}>{asked.text}</h1>
      {state.stage === 'revealed' && reveal ? (
        <div class="quiz-outcome">
          <div class="quiz-outcome-answers">
            <Distribution asked={asked} reveal={reveal} />
            <p class="quiz-tally">
              {tally(view, words).map((part) => (
                <span key={part}>{part}</span>
              ))}
            </p>
            <Explanation text={reveal.explanation} />
          </div>
          <section aria-label={state.teams ? words.teams : words.standing}>
            <Leaderboard rows={rows} most={6} />
          </section>
        </div>
      ) : (
        <Asking {...stage} />
      )}
    </div>
  )
}

/** The question, at first alone, then with its options and the count of answers. */
function Asking(stage: Stage<Quiz>) {
  const { view } = stage
  const words = useTable(WORDS)
  const late = useLate(stage, CLOSING_MS)
  const { state, scores } = view
  const { asked, answered } = state
  const players = Object.keys(scores).length
  if (!asked) return null
  return (
    <>
      <div class="quiz-asking">
        <Picture address={asked.picture} />
        {state.stage === 'open' && <Options {...asked} />}
      </div>
      <div class="quiz-wall-foot">
        <p class="quiz-task">{late ? words.timeUp : taskOf(state, words)}</p>
        {state.stage === 'open' && (
          <p class="quiz-counter">
            <b>{answered}</b>
            <span>
              / {players} {words.answeredLabel}
            </span>
          </p>
        )}
      </div>
    </>
  )
}

function Options({ kind, options, unit }: NonNullable<Stage<Quiz>['view']['state']['asked']>) {
  const words = useTable(WORDS)
  if (kind === 'estimate') {
    return (
      <p class="quiz-wall-guess">
        <span aria-hidden="true">?</span> {unit ?? ''}
      </p>
    )
  }
  if (kind === 'truth') {
    return (
      <ul class="quiz-wall-options" data-count="2">
        {[true, false].map((truth) => (
          <li key={String(truth)} class="quiz-option" data-place={truth ? 3 : 0}>
            <Truth truth={truth} />
            <span class="quiz-option-text">{truth ? words.right : words.wrong}</span>
          </li>
        ))}
      </ul>
    )
  }
  return (
    <ul class="quiz-wall-options" data-count={options?.length}>
      {options?.map((option, place) => (
        <li key={place} class="quiz-option" data-place={place}>
          <Shape place={place} />
          <span class="quiz-option-text">{option}</span>
        </li>
      ))}
    </ul>
  )
}

/** The last seconds, to be heard. */
function Ticks({ until, sound = 'tick' }: { until: number | undefined; sound?: 'tick' | 'hurry' }) {
  const seconds = Math.ceil(useUntil(until ?? 0) / 1000)
  useEffect(() => {
    if (until !== undefined && seconds > 0 && seconds <= LAST_SECONDS) play(sound, seconds)
  }, [until, seconds, sound])
  return null
}

/** Every answer that comes in is heard, the higher the fewer are missing. */
function useHeardAnswers({ view: { state, scores } }: Stage<Quiz>): void {
  const { answered } = state
  const open = state.stage === 'open'
  const players = Object.keys(scores).length
  useEffect(() => {
    if (open && answered > 0) play('answered', answered / players)
  }, [open, answered, players])
}

function NextIn({ until, stage: { view } }: { until: number; stage: Stage<Quiz> }) {
  const words = useTable(WORDS)
  const last = view.state.index + 1 === view.state.total
  return (
    <span class="quiz-wall-next">
      {last ? words.endIn : words.nextIn} <b>{Math.ceil(useUntil(until) / 1000)}</b>
    </span>
  )
}

/** The standing as it was before the question, until the answers have been seen: then the rows move. */
function useSettled(rows: readonly Row[], { view, now }: Stage<Quiz>): readonly Row[] {
  const before = useRef<readonly Row[] | undefined>(undefined)
  const { stage, since, index } = view.state
  const [settled, setSettled] = useState(-1)
  useEffect(() => {
    if (stage !== 'revealed') {
      before.current = rows
      return
    }
    const timer = setTimeout(() => setSettled(index), Math.max(0, since + BEFORE_MOVING_MS - now()))
    return () => clearTimeout(timer)
  })
  return stage === 'revealed' && settled !== index && before.current ? before.current : rows
}
