import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { CODE_ALPHABET, CODE_LENGTH, parseCode } from '../../protocol/code.ts'
import { useWords } from '../words.ts'

/** A room code as five tiles; read aloud letter by letter. */
export function CodeTiles({ code }: { code: string }) {
  const words = useWords()
  return (
    <span class="code-tiles" dir="ltr" role="img" aria-label={words.codeAloud(code)}>
      {[...code].map((letter, place) => (
        <span key={place} class="tile" aria-hidden="true">
          {letter}
        </span>
      ))}
    </span>
  )
}

/** The field a code is typed into. What never stands in a code is not let in, and said. */
export function CodeField({ onCode }: { onCode: (code: string) => void }) {
  const words = useWords()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState('')
  useEffect(() => {
    if (matchMedia('(pointer: fine)').matches) input.current?.focus({ preventScroll: true })
  }, [])
  return (
    <form
      class="code-form"
      onSubmit={(event) => {
        event.preventDefault()
        const code = parseCode(typed)
        if (code) return onCode(code)
        setWrong(words.codeShort)
        input.current?.focus()
      }}
    >
      <label class="label" for={id}>
        {words.code}
      </label>
      <div class="code-field" dir="ltr">
        <input
          id={id}
          ref={input}
          value={typed}
          autocomplete="off"
          autocapitalize="characters"
          autocorrect="off"
          spellcheck={false}
          inputMode="text"
          enterkeyhint="go"
          maxLength={CODE_LENGTH + 3}
          aria-describedby={`${id}-hint`}
          aria-invalid={wrong !== ''}
          onInput={(event) => {
            const text = event.currentTarget.value.toUpperCase().replace(/[\s-]/g, '')
            const never = [...text].find((letter) => !CODE_ALPHABET.includes(letter))
            const kept = [...text]
              .filter((letter) => CODE_ALPHABET.includes(letter))
              .join('')
              .slice(0, CODE_LENGTH)
            event.currentTarget.value = kept
            setTyped(kept)
            setWrong(never === undefined ? '' : words.codeNever(never))
          }}
        />
        <span class="code-tiles" aria-hidden="true">
          {Array.from({ length: CODE_LENGTH }, (_, place) => (
            <span key={place} class={place === Math.min(typed.length, CODE_LENGTH - 1) ? 'tile next' : 'tile'}>
              {typed[place] ?? ''}
            </span>
          ))}
        </span>
      </div>
      <p class={wrong === '' ? 'hint' : 'hint wrong'} id={`${id}-hint`} aria-live="polite">
        {wrong || words.codeHint}
      </p>
      <button type="submit" class="button main">
        {words.joinGo}
      </button>
    </form>
  )
}
