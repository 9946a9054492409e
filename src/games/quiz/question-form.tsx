import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { Icon } from '../../browser/parts/icon.tsx'
import { useTable, useWords } from '../../browser/words.ts'
import type { Problem } from './check.ts'
import { BLANK, type Draft, draftOf, mayAddOption, withoutOption, written } from './draft.ts'
import { EDITOR_WORDS, problemWords } from './editor-words.ts'
import { KINDS, LIMITS } from './limits.ts'
import { replaced } from './list.ts'
import type { Kind, Question } from './question.ts'
import { letterOf, Shape } from './shape.tsx'

interface QuestionForm {
  readonly question: Question | undefined
  readonly title: string
  onSave(question: Question): void
  onClose(): void
}

/** One question, in a dialog of its own. It stands in the form of the whole quiz, so it must not submit that. */
export function QuestionForm({ question, title, onSave, onClose }: QuestionForm) {
  const words = useTable(EDITOR_WORDS)
  const page = useWords()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [draft, setDraft] = useState<Draft>(() => (question ? draftOf(question) : BLANK))
  const [problem, setProblem] = useState<Problem>()
  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part })
    setProblem(undefined)
  }
  useEffect(() => dialog.current?.showModal(), [])

  function save(): void {
    const read = written(draft)
    if ('code' in read) setProblem(read)
    else onSave(read)
  }

  return (
    <dialog
      ref={dialog}
      class="dialog quiz-form"
      aria-labelledby={id}
      onClose={onClose}
      onKeyDown={(event) => {
        const { target } = event
        if (event.key !== 'Enter' || !(target instanceof HTMLInputElement)) return
        event.preventDefault()
        save()
      }}
    >
      <h2 id={id}>{title}</h2>
      <div class="field">
        <label class="label" for={`${id}-kind`}>
          {words.kind}
        </label>
        <select
          id={`${id}-kind`}
          class="text"
          value={draft.kind}
          onChange={({ currentTarget: { value } }) => {
            const kind = KINDS.find((each) => each === value)
            if (kind) change({ kind, marked: kind === 'single' ? draft.marked.slice(0, 1) : draft.marked })
          }}
        >
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {words.kinds[kind]}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label class="label" for={`${id}-text`}>
          {words.text}
        </label>
        <textarea
          id={`${id}-text`}
          class="text"
          rows={3}
          maxLength={LIMITS.text}
          value={draft.text}
          onInput={(event) => change({ text: event.currentTarget.value })}
        />
      </div>
      <Right draft={draft} change={change} />
      <details class="quiz-more" open={draft.seconds + draft.picture + draft.explanation !== ''}>
        <summary>{words.details}</summary>
        <div>
          <Line
            label={words.seconds}
            hint={words.secondsHint}
            value={draft.seconds}
            number
            onValue={(seconds) => change({ seconds })}
          />
          <Line label={words.picture} value={draft.picture} onValue={(picture) => change({ picture })} />
          <Line
            label={words.explanation}
            value={draft.explanation}
            onValue={(explanation) => change({ explanation })}
          />
        </div>
      </details>
      <p class="hint wrong" role="alert">
        {problem && problemWords(problem, words)}
      </p>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          {page.cancel}
        </button>
        <button type="button" class="button main" onClick={save}>
          {words.save}
        </button>
      </div>
    </dialog>
  )
}

interface Part {
  readonly draft: Draft
  change(part: Partial<Draft>): void
}

/** What is right, by kind. */
function Right({ draft, change }: Part) {
  const words = useTable(EDITOR_WORDS)
  const id = useId()
  switch (draft.kind) {
    case 'truth':
      return (
        <fieldset class="segments">
          <legend class="label">{words.right}</legend>
          {[true, false].map((truth) => (
            <label key={String(truth)}>
              <input type="radio" name={id} checked={draft.truth === truth} onChange={() => change({ truth })} />
              <span>{truth ? words.true : words.false}</span>
            </label>
          ))}
        </fieldset>
      )
    case 'estimate':
      return (
        <div class="quiz-form-numbers">
          <Line label={words.right} value={draft.number} number onValue={(number) => change({ number })} />
          <Line
            label={words.within}
            hint={words.withinHint}
            value={draft.within}
            number
            onValue={(within) => change({ within })}
          />
          <Line label={words.unit} value={draft.unit} onValue={(unit) => change({ unit })} />
        </div>
      )
    default:
      return <Options draft={draft} change={change} />
  }
}

const MARKED: readonly Kind[] = ['single', 'several']

function Options({ draft, change }: Part) {
  const words = useTable(EDITOR_WORDS)
  const id = useId()
  const { kind, options, marked } = draft
  const marks = MARKED.includes(kind)
  return (
    <fieldset class="quiz-form-options">
      <legend class="label">
        {marks ? words.optionsRight : kind === 'order' ? words.optionsOrder : words.options}
      </legend>
      {options.map((option, place) => (
        <div key={place} class="quiz-form-option">
          <Shape place={place} />
          <input
            class="text"
            aria-label={words.option(letterOf(place))}
            maxLength={LIMITS.option}
            autocomplete="off"
            value={option}
            onInput={(event) => change({ options: replaced(options, place, event.currentTarget.value) })}
          />
          {marks && (
            <input
              class="quiz-form-mark"
              type={kind === 'single' ? 'radio' : 'checkbox'}
              name={id}
              aria-label={words.isRight(letterOf(place))}
              checked={marked.includes(place)}
              onChange={(event) => change({ marked: nextMarks(draft, place, event.currentTarget.checked) })}
            />
          )}
          {options.length > LIMITS.options.least && (
            <button
              type="button"
              class="plain-button square"
              aria-label={words.removeOption(letterOf(place))}
              onClick={() => change(withoutOption(draft, place))}
            >
              <Icon name="cross" />
            </button>
          )}
        </div>
      ))}
      {mayAddOption(draft) && (
        <button type="button" class="button small" onClick={() => change({ options: [...options, ''] })}>
          <Icon name="plus" />
          {words.addOption}
        </button>
      )}
    </fieldset>
  )
}

function nextMarks({ kind, marked }: Draft, place: number, on: boolean): readonly number[] {
  if (kind === 'single') return [place]
  return on ? [...marked, place] : marked.filter((each) => each !== place)
}

interface Line {
  readonly label: string
  readonly hint?: string
  readonly value: string
  readonly number?: boolean
  onValue(value: string): void
}

function Line({ label, hint, value, number = false, onValue }: Line) {
  const id = useId()
  return (
    <div class="field">
      <label class="label" for={id}>
        {label}
      </label>
      <input
        id={id}
        class="text"
        type="text"
        inputMode={number ? 'decimal' : 'text'}
        autocomplete="off"
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}
