import { useId } from 'preact/hooks'
import { NAME_LENGTH } from '../../protocol/limits.ts'
import { useWords, type Words } from '../words.ts'
import { Icon } from './icon.tsx'

/** A name with a suggestion already in it, so that joining takes one tap. */
export function NameField({
  value,
  wrong,
  onValue,
}: {
  value: string
  wrong?: string | undefined
  onValue: (name: string) => void
}) {
  const words = useWords()
  const id = useId()
  return (
    <div class="field">
      <label class="label" for={id}>
        {words.yourName}
      </label>
      <div class="name-field">
        <input
          id={id}
          class="text"
          name="name"
          value={value}
          required
          maxLength={NAME_LENGTH * 2}
          autocomplete="nickname"
          spellcheck={false}
          enterkeyhint="go"
          aria-invalid={wrong !== undefined}
          aria-describedby={`${id}-hint`}
          onFocus={(event) => event.currentTarget.select()}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
        <button
          type="button"
          class="button square"
          aria-label={words.anotherName}
          onClick={() => onValue(suggestedName(words))}
        >
          <Icon name="dice" />
        </button>
      </div>
      <p class="hint wrong" id={`${id}-hint`} aria-live="polite">
        {wrong}
      </p>
    </div>
  )
}

export function suggestedName({ names }: Words): string {
  const pick = (list: readonly string[]) => list[Math.floor(Math.random() * list.length)] ?? ''
  return pick(names.first) + names.join + pick(names.second)
}
