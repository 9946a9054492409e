import { useEffect, useRef, useState } from 'preact/hooks'
import { isFailure } from '../../browser/connection/ask.ts'
import { buzz, stayAwake } from '../../browser/connection/awake.ts'
import { useAnnounced } from '../../browser/parts/announce.tsx'
import { Icon } from '../../browser/parts/icon.tsx'
import { Countdown } from '../../browser/parts/ring.tsx'
import type { Stage } from '../../browser/screen.ts'
import { useTable, useWords } from '../../browser/words.ts'
import type { Answer } from './answer.ts'
import { Answering } from './answering.tsx'
import { Picture, Progress, type Quiz, taskOf, useStageAloud } from './asked.tsx'
import { Answered, HostKeys } from './host.tsx'
import { useLate } from './late.tsx'
import type { Kind } from './question.ts'
import { Revealed, resultAloud } from './result.tsx'
import { TeamName } from './teams.tsx'
import { WORDS } from './words.ts'

/** A player's phone; with the host's keys below if the host plays too. */
export function Player(stage: Stage<Quiz>) {
  const { view, me = '' } = stage
  const words = useTable(WORDS)
  const page = useWords()
  const place = useRef<HTMLDivElement>(null)
  const { state, mine } = view
  const asked = useStageAloud(state, words)
  useAnnounced(state.stage === 'revealed' ? resultAloud(stage, words, page) : asked)
  useEffect(() => {
    if (state.stage === 'open') buzz(60)
    if (state.stage === 'revealed' && mine?.result) buzz(mine.result.right ? [40, 60, 120] : 30)
  }, [state.stage, state.index])
  useKeptFocus(place, `${state.index} ${state.stage}`)
  return (
    <div class="quiz" data-stage={state.stage} ref={place}>
      {state.stage !== 'ready' && (
        <Progress stage={stage}>{mine?.team !== undefined && <TeamName team={mine.team} />}</Progress>
      )}
      <Middle {...stage} />
      {view.members[me]?.host && <HostKeys {...stage} />}
    </div>
  )
}

function Middle(stage: Stage<Quiz>) {
  const { state, mine } = stage.view
  switch (state.stage) {
    case 'ready':
      return <Ready {...stage} />
    case 'reading':
      return <Reading {...stage} />
    case 'open':
      return <Open key={state.index} {...stage} />
    case 'revealed':
      return <Revealed key={state.index} stage={stage} mine={mine} />
    case 'done':
      return null
  }
}

function Ready({ view: { state, mine } }: Stage<Quiz>) {
  const words = useTable(WORDS)
  return (
    <div class="quiz-ready">
      <p>{state.title || words.ready}</p>
      <Countdown until={state.until ?? 0} />
      <p class="quiz-ready-team">
        {mine?.team !== undefined && (
          <>
            {words.yourTeam} <TeamName team={mine.team} />
          </>
        )}
      </p>
    </div>
  )
}

function Reading({ view: { state } }: Stage<Quiz>) {
  const words = useTable(WORDS)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long question scrolls, and there is no control in it yet
    <section class="quiz-reading" aria-label={words.questionOf(state.index + 1, state.total)} tabIndex={0}>
      <h2>{state.asked?.text}</h2>
      <Picture address={state.asked?.picture} />
      <p class="quiz-quiet">{taskOf(state, words) ?? words.soon}</p>
    </section>
  )
}

function Open(stage: Stage<Quiz>) {
  const { view, move } = stage
  const words = useTable(WORDS)
  const { state, mine } = view
  const [sent, setSent] = useState<Answer>()
  const late = useLate(stage)
  const { asked } = state
  const chosen = mine?.answer ?? sent
  const task = taskOf(state, words)
  if (!asked) return null

  async function send(answer: number | boolean | number[]): Promise<void> {
    if (chosen !== undefined || late || view.room.phase !== 'playing') return
    stayAwake()
    buzz(20)
    setSent(answer)
    const answered = await move(['answer', { question: state.index, answer }])
    if (isFailure(answered)) setSent(undefined)
  }

  return (
    <div class="quiz-open" data-kind={asked.kind}>
      <div class="quiz-question">
        <h2>{asked.text}</h2>
        {task !== undefined && <p class="quiz-quiet">{task}</p>}
        <Picture address={asked.picture} />
      </div>
      <Answering asked={asked} chosen={chosen} late={late} onAnswer={(answer) => void send(answer)} />
      <div class="quiz-status" role="status">
        {chosen !== undefined && (
          // Where there is a button to send the answer with, that one shows it.
          <p class={hasSend(asked.kind) ? 'unseen' : 'quiz-locked'}>
            <Icon name="lock" />
            {mine?.answer === undefined ? words.sending : words.locked}
          </p>
        )}
        {chosen === undefined && late && <p>{words.timeUp}</p>}
      </div>
      {chosen !== undefined && <Answered stage={stage} />}
    </div>
  )
}

function hasSend(kind: Kind): boolean {
  return kind === 'several' || kind === 'order' || kind === 'estimate'
}

/** When the stage takes away what had the focus, it goes to the new one's heading, or stays where the game is. */
function useKeptFocus(place: { readonly current: HTMLElement | null }, stage: string): void {
  const inside = useRef(false)
  useEffect(() => {
    const node = place.current
    if (!node) return
    const into = () => {
      inside.current = true
    }
    const out = (event: FocusEvent) => {
      inside.current = event.relatedTarget === null
    }
    node.addEventListener('focusin', into)
    node.addEventListener('focusout', out)
    return () => {
      node.removeEventListener('focusin', into)
      node.removeEventListener('focusout', out)
    }
  }, [])
  useEffect(() => {
    if (!inside.current || document.activeElement !== document.body) return
    const heading = place.current?.querySelector('h2')
    heading?.setAttribute('tabindex', '-1')
    heading?.focus({ preventScroll: true })
  }, [stage])
}
