import { useEffect, useState } from 'preact/hooks'

/** Says something to screen readers: results and turns of the match, never ticks. */

let say: ((text: string) => void) | undefined

export function announce(text: string): void {
  say?.(text)
}

/** Stands once on the page, from the start: a live region that appears together with its text is not read. */
export function Announcer() {
  const [text, setText] = useState('')
  useEffect(() => {
    say = setText
    return () => {
      say = undefined
    }
  }, [])
  return (
    <div class="unseen" role="status" aria-live="polite">
      {text}
    </div>
  )
}

/** Announces `text` whenever it becomes another. */
export function useAnnounced(text: string): void {
  useEffect(() => {
    if (text !== '') announce(text)
  }, [text])
}
