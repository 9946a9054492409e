import type { ComponentChildren } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'
import { useReadyFocus } from '../../browser/parts/focus.ts'
import { Icon } from '../../browser/parts/icon.tsx'
import { useTable } from '../../browser/words.ts'
import type { Answer } from './answer.ts'
import { LIMITS } from './limits.ts'
import { Ordered } from './ordering.tsx'
import { Send } from './send.tsx'
import { letterOf, Shape, Truth } from './shape.tsx'
import type { Asked } from './state.ts'
import { WORDS } from './words.ts'

/** How a question is answered, kind by kind. Once answered, the same controls show what is locked in. */

export interface Answering {
  readonly asked: Asked
  /** What is locked in. */
  readonly chosen: Answer | undefined
  /** Whether the time is up. */
  readonly late: boolean
  onAnswer(answer: number | boolean | number[]): void
}

export function Answering(answering: Answering) {
  switch (answering.asked.kind) {
    case 'single':
    case 'poll':
      return <One {...answering} />
    case 'truth':
      return <TrueFalse {...answering} />
    case 'several':
      return <Some {...answering} />
    case 'order':
      return <Ordered {...answering} />
    case 'estimate':
      return <Guess {...answering} />
  }
}

/** Letters beyond which an option needs a line of its own on a phone. */
const SHORT = 26

function layoutOf(options: readonly string[]): 'pairs' | 'lines' {
  // A Chinese character is about as wide as two Latin letters.
  const width = (text: string) => [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 : 1), 0)
  return options.length <= 4 && options.every((option) => width(option) <= SHORT) ? 'pairs' : 'lines'
}

interface Group {
  readonly count: number
  readonly layout: 'pairs' | 'lines'
  onPlace(place: number): void
  readonly children: ComponentChildren
}

/** The buttons; while the focus is among them, where it is from the start, letters and digits choose too. */
function Buttons({ count, layout, onPlace, children }: Group) {
  const words = useTable(WORDS)
  const place = useRef<HTMLFieldSetElement>(null)
  useReadyFocus(() => place.current, true)
  return (
    <fieldset
      ref={place}
      tabIndex={-1}
      aria-label={words.answers}
      class="quiz-options"
      data-layout={layout}
      data-count={count}
      onKeyDown={(event) => {
        if (event.altKey || event.ctrlKey || event.metaKey || event.repeat || event.key.length !== 1) return
        const key = event.key.toUpperCase()
        const place = /[1-6]/.test(key) ? Number(key) - 1 : 'ABCDEF'.indexOf(key)
        if (place >= 0 && place < count) onPlace(place)
      }}
    >
      {children}
    </fieldset>
  )
}

function One({ asked: { options = [] }, chosen, late, onAnswer }: Answering) {
  const locked = late || chosen !== undefined
  return (
    <Buttons count={options.length} layout={layoutOf(options)} onPlace={onAnswer}>
      {options.map((option, place) => (
        <button
          key={place}
          type="button"
          class="quiz-option"
          data-place={place}
          data-dim={locked && chosen !== place}
          aria-pressed={chosen === place}
          aria-disabled={locked}
          onClick={() => onAnswer(place)}
        >
          <Shape place={place} />
          <span class="unseen">{letterOf(place)}: </span>
          <span class="quiz-option-text">{option}</span>
          {chosen === place && <Icon name="lock" />}
        </button>
      ))}
    </Buttons>
  )
}

function TrueFalse({ chosen, late, onAnswer }: Answering) {
  const words = useTable(WORDS)
  const locked = late || chosen !== undefined
  return (
    <Buttons count={2} layout="pairs" onPlace={(place) => onAnswer(place === 0)}>
      {[true, false].map((truth) => (
        <button
          key={String(truth)}
          type="button"
          class="quiz-option quiz-truth"
          data-place={truth ? 3 : 0}
          data-dim={locked && chosen !== truth}
          aria-pressed={chosen === truth}
          aria-disabled={locked}
          onClick={() => onAnswer(truth)}
        >
          <Truth truth={truth} />
          <span class="quiz-option-text">{truth ? words.right : words.wrong}</span>
          {chosen === truth && <Icon name="lock" />}
        </button>
      ))}
    </Buttons>
  )
}

function Some({ asked: { options = [] }, chosen, late, onAnswer }: Answering) {
  const locked = late || chosen !== undefined
  const [marked, setMarked] = useState<readonly number[]>([])
  const shown = typeof chosen === 'object' ? chosen : marked
  const toggle = (place: number) => {
    if (locked) return
    setMarked(marked.includes(place) ? marked.filter((each) => each !== place) : [...marked, place])
  }
  return (
    <div class="quiz-with-send">
      <Buttons count={options.length} layout={layoutOf(options)} onPlace={toggle}>
        {options.map((option, place) => (
          <button
            key={place}
            type="button"
            class="quiz-option"
            data-place={place}
            data-dim={locked && !shown.includes(place)}
            aria-pressed={shown.includes(place)}
            aria-disabled={locked}
            onClick={() => toggle(place)}
          >
            <Shape place={place} />
            <span class="unseen">{letterOf(place)}: </span>
            <span class="quiz-option-text">{option}</span>
            <span class="quiz-box" data-on={shown.includes(place)}>
              {shown.includes(place) && <Icon name="check" />}
            </span>
          </button>
        ))}
      </Buttons>
      <Send
        sent={chosen !== undefined}
        ready={!late && marked.length > 0}
        onSend={() => onAnswer([...marked].sort((a, b) => a - b))}
      />
    </div>
  )
}

function Guess({ asked: { unit }, chosen, late, onAnswer }: Answering) {
  const words = useTable(WORDS)
  const id = useId()
  const [typed, setTyped] = useState('')
  const number = Number(typed)
  const ready = !late && typed.trim() !== '' && Number.isFinite(number) && Math.abs(number) <= LIMITS.number
  return (
    <form
      class="quiz-with-send"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready && chosen === undefined) onAnswer(number)
      }}
    >
      <div class="quiz-guess">
        <label for={id}>{words.yourGuess}</label>
        <span class="quiz-guess-field">
          <input
            id={id}
            type="number"
            step="any"
            inputMode="decimal"
            enterkeyhint="send"
            autocomplete="off"
            value={typeof chosen === 'number' ? String(chosen) : typed}
            readOnly={late || chosen !== undefined}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          {unit !== undefined && <span>{unit}</span>}
        </span>
      </div>
      <Send sent={chosen !== undefined} ready={ready} />
    </form>
  )
}
