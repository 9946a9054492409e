import { useEffect, useRef, useState } from 'preact/hooks'
import { Confirm } from '../../browser/parts/confirm.tsx'
import { download } from '../../browser/parts/download.ts'
import { Icon, type IconName } from '../../browser/parts/icon.tsx'
import { Leaderboard } from '../../browser/parts/leaderboard.tsx'
import type { Stage } from '../../browser/screen.ts'
import { useUntil } from '../../browser/store/use.ts'
import { useTable } from '../../browser/words.ts'
import { Picture, Progress, type Quiz, taskOf } from './asked.tsx'
import { resultsCsv } from './export.ts'
import { CLOSING_MS, useLate } from './late.tsx'
import { MoreTime } from './more-time.tsx'
import { Distribution, Explanation, tally } from './reveal.tsx'
import { Shape } from './shape.tsx'
import type { Sheet } from './state.ts'
import { useStandings } from './teams.tsx'
import { WORDS, type Words } from './words.ts'

/** The remote of a host who only runs the quiz: what the room sees, and what comes next. */
export function Host(stage: Stage<Quiz>) {
  const words = useTable(WORDS)
  const { state, mine } = stage.view
  const { asked, reveal } = state
  const rows = useStandings(stage)
  const late = useLate(stage, CLOSING_MS)
  return (
    <div class="quiz-desk">
      {asked && <Progress stage={stage} />}
      {asked && (
        <div class="quiz-desk-asked">
          <h2>{asked.text}</h2>
          <p class="hint">{taskOf(state, words)}</p>
        </div>
      )}
      {state.stage === 'reading' && <Picture address={asked?.picture} />}
      {state.stage === 'open' && <Answered stage={stage} />}
      {late && <p class="hint">{words.timeUpBut}</p>}
      {asked && reveal ? (
        <>
          <Distribution asked={asked} reveal={reveal} />
          <p class="quiz-tally">{tally(stage.view, words).join(' · ')}</p>
          <Explanation text={reveal.explanation} />
        </>
      ) : (
        asked?.options && (
          <ul class="quiz-desk-options">
            {asked.options.map((option, place) => (
              <li key={place}>
                <Shape place={place} />
                {option}
              </li>
            ))}
          </ul>
        )
      )}
      <HostKeys {...stage} />
      {state.stage !== 'open' && <Leaderboard rows={rows} most={5} />}
      {mine?.sheet && <Results sheet={mine.sheet} code={stage.view.room.code} />}
    </div>
  )
}

/** How many have answered, as a number and as a bar. */
export function Answered({ stage: { view } }: { stage: Stage<Quiz> }) {
  const words = useTable(WORDS)
  const players = Object.keys(view.scores).length
  const { answered } = view.state
  return (
    <p class="quiz-answered" style={{ '--share': players > 0 ? answered / players : 0 }}>
      {words.answered(answered, players)}
    </p>
  )
}

interface Key {
  readonly name: 'next' | 'reveal' | 'skip' | 'extend'
  readonly label: string
  readonly icon: IconName
}

function keysOf({ view: { state } }: Stage<Quiz>, words: Words): readonly Key[] {
  const skip: Key = { name: 'skip', label: words.skip, icon: 'cross' }
  const last = state.index + 1 === state.total
  switch (state.stage) {
    case 'ready':
      return [{ name: 'next', label: words.begin, icon: 'play' }]
    case 'reading':
      return [{ name: 'next', label: words.showAnswers, icon: 'play' }, skip]
    case 'open': {
      const extend: Key = { name: 'extend', label: words.extend, icon: 'clock' }
      const limited = state.until === undefined ? [] : [extend]
      return [{ name: 'reveal', label: words.reveal, icon: 'eye' }, ...limited, skip]
    }
    case 'revealed':
      return [{ name: 'next', label: last ? words.finish : words.next, icon: last ? 'trophy' : 'forward' }]
    case 'done':
      return []
  }
}

/** The host's moves of this stage; the first is what comes next. */
export function HostKeys(stage: Stage<Quiz>) {
  const words = useTable(WORDS)
  const { view, move } = stage
  const { state } = view
  // A timer may ring while the host's thumb comes down: each move says what it was meant for.
  const seen = { question: state.index, stage: state.stage } as const
  const [skipping, setSkipping] = useState<typeof seen>()
  const main = useRef<HTMLButtonElement>(null)
  const keys = keysOf(stage, words)
  const paused = view.room.phase !== 'playing'
  const held = useRef(false)
  // What had the focus may be gone with the stage: the host's thumb or Enter key goes on with the next thing.
  useEffect(() => {
    if (held.current && document.activeElement === document.body) main.current?.focus({ preventScroll: true })
  }, [state.stage, state.index])

  function press({ name }: Key): void {
    if (paused) return
    if (name === 'skip' && state.answered > 0) setSkipping(seen)
    else void move([name, seen])
  }

  return (
    <fieldset
      class="quiz-keys"
      aria-label={words.hostKeys}
      onFocusIn={() => {
        held.current = true
      }}
      onFocusOut={(event) => {
        held.current = event.relatedTarget === null
      }}
    >
      {state.stage === 'revealed' && state.until !== undefined && <NextIn until={state.until} words={words} />}
      {keys.map((key, at) => (
        <button
          // A double tap on "reveal" must not become a tap on "next".
          key={`${state.index} ${state.stage} ${key.name}`}
          ref={at === 0 ? main : null}
          type="button"
          class={at === 0 ? 'button main' : 'button'}
          aria-disabled={paused}
          onClick={() => press(key)}
        >
          <Icon name={key.icon} />
          {key.label}
        </button>
      ))}
      {keys.length > 0 && <MoreTime {...stage} />}
      {skipping && (
        <Confirm
          question={{
            title: words.skipSure,
            text: words.skipText,
            yes: words.skip,
            danger: true,
            act: () => void move(['skip', skipping]),
          }}
          onClose={() => setSkipping(undefined)}
        />
      )}
    </fieldset>
  )
}

/** Seconds until the quiz goes on by itself. */
function NextIn({ until, words }: { until: number; words: Words }) {
  return (
    <p class="quiz-next-in">
      {words.nextIn} <b>{Math.ceil(useUntil(until) / 1000)}</b>
    </p>
  )
}

/** Every answer, to take home. */
export function Results({ sheet, code }: { sheet: Sheet; code: string }) {
  const words = useTable(WORDS)
  return (
    <div class="quiz-results">
      <button
        type="button"
        class="button"
        onClick={() => download(`${words.file}-${code}.csv`, resultsCsv(sheet, words.columns), 'text/csv')}
      >
        <Icon name="down" />
        {words.results}
      </button>
      <p class="hint">{words.resultsHint}</p>
    </div>
  )
}
