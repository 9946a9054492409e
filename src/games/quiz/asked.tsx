import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { sentences } from '../../browser/parts/announce.tsx'
import { Ring } from '../../browser/parts/ring.tsx'
import type { Stage } from '../../browser/screen.ts'
import { useTable, useWords } from '../../browser/words.ts'
import { untilOf } from './late.tsx'
import type { quiz } from './rules.ts'
import { letterOf } from './shape.tsx'
import type { Public } from './state.ts'
import { WORDS, type Words } from './words.ts'

export type Quiz = typeof quiz

/** Where in the quiz we are, and the time left of what runs now. */
export function Progress({ stage: { view, now }, children }: { stage: Stage<Quiz>; children?: ComponentChildren }) {
  const words = useTable(WORDS)
  const page = useWords()
  const { index, total, since, stage } = view.state
  const until = untilOf(view)
  const factor = view.mine?.factor
  return (
    <div class="quiz-progress">
      <p>
        <span class="unseen">{words.questionOf(index + 1, total)}</span>
        <b aria-hidden="true">{index + 1}</b>
        <span aria-hidden="true"> / {total}</span>
      </p>
      <span class="quiz-track" aria-hidden="true" style={{ '--done': (index + 1) / total }} />
      {children}
      {factor !== undefined && (
        <small class="quiz-factor">
          <span class="unseen">{words.yourTime} </span>×{page.number(factor)}
        </small>
      )}
      {until !== undefined && (stage === 'open' || stage === 'reading') && (
        <span class="quiz-clock" data-stage={stage}>
          <Ring until={until} length={until - since} now={now} />
        </span>
      )}
    </div>
  )
}

/** The question's picture. One that cannot be loaded leaves no hole. */
export function Picture({ address }: { address: string | undefined }) {
  const words = useTable(WORDS)
  const [failed, setFailed] = useState<string>()
  if (address === undefined || failed === address) return null
  return (
    <img
      class="quiz-picture"
      src={address}
      alt={words.pictureOf}
      referrerpolicy="no-referrer"
      decoding="async"
      onError={() => setFailed(address)}
    />
  )
}

/** What is to be done with the question, where that is not plain. */
export function taskOf({ asked }: Public, words: Words): string | undefined {
  switch (asked?.kind) {
    case 'several':
      return words.pickSeveral
    case 'order':
      return words.putInOrder
    case 'poll':
      return words.poll
    default:
      return undefined
  }
}

/** What a screen reader is told when the stage changes, a question only once; results are the screens' own. */
export function useStageAloud(state: Public, words: Words): string {
  const { stage, asked, index, total } = state
  const read = useRef<number>(undefined)
  const isRead = read.current === index
  useEffect(() => {
    if (stage === 'reading') read.current = index
  }, [stage, index])
  if (stage === 'ready') return words.ready
  if (stage === 'reading') return sentences(words.questionOf(index + 1, total), asked?.text ?? '')
  if (stage !== 'open' || !asked) return ''
  const options =
    asked.kind === 'truth'
      ? [words.right, words.wrong]
      : asked.options?.map((option, place) => `${letterOf(place)}: ${option}`)
  return sentences(
    isRead ? '' : asked.text,
    taskOf(state, words) ?? '',
    options ? words.optionsAloud(options.join('; ')) : '',
  )
}
