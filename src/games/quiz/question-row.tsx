import { Icon, type IconName } from '../../browser/parts/icon.tsx'
import type { EditorWords } from './editor-words.ts'
import type { Question } from './question.ts'

interface Row {
  readonly question: Question
  readonly at: number
  readonly last: boolean
  readonly words: EditorWords
  onEdit(): void
  onMove(to: number): void
  onRemove(): void
}

/** One of the questions of one's own, with what can be done to it. */
export function Row({ question, at, last, words, onEdit, onMove, onRemove }: Row) {
  const button = (action: string, icon: IconName, turned: boolean, off: boolean, act: () => void) => (
    <button
      type="button"
      class={turned ? 'plain-button square turned' : 'plain-button square'}
      aria-label={words.ofQuestion(action, at + 1)}
      aria-disabled={off}
      onClick={() => off || act()}
    >
      <Icon name={icon} />
    </button>
  )
  return (
    <li>
      <button type="button" class="quiz-written-text" onClick={onEdit}>
        <span>
          <span class="unseen">{words.edit} </span>
          {at + 1}. {question.text}
        </span>
        <small>{words.kinds[question.kind]}</small>
      </button>
      <span class="quiz-written-actions">
        {button(words.up, 'down', true, at === 0, () => onMove(at - 1))}
        {button(words.down, 'down', false, last, () => onMove(at + 1))}
        {button(words.remove, 'cross', false, false, onRemove)}
      </span>
    </li>
  )
}
