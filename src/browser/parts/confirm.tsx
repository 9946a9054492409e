import { useEffect, useId, useRef } from 'preact/hooks'
import { useWords } from '../words.ts'

export interface Question {
  readonly title: string
  readonly text: string
  readonly yes: string
  readonly danger?: boolean
  act(): void
  /** A second way to do it, which goes further. */
  readonly further?: { readonly text: string; readonly yes: string; act(): void }
}

/** Asks before what cannot be taken back. The browser's own dialog keeps the focus inside and Escape closes it. */
export function Confirm({ question, onClose }: { question: Question; onClose: () => void }) {
  const words = useWords()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const { further } = question
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{question.title}</h2>
      <p>{question.text}</p>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          {words.cancel}
        </button>
        <button
          type="button"
          class={question.danger ? 'button danger' : 'button main'}
          onClick={() => {
            question.act()
            dialog.current?.close()
          }}
        >
          {question.yes}
        </button>
      </div>
      {further && (
        <div class="dialog-further">
          <button
            type="button"
            class="button danger"
            onClick={() => {
              further.act()
              dialog.current?.close()
            }}
          >
            {further.yes}
          </button>
          <p class="hint">{further.text}</p>
        </div>
      )}
    </dialog>
  )
}
