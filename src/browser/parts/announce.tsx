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

/** What is said in one go: each part once, and a stop after each that has none. */
export function sentences(...parts: readonly string[]): string {
  const said = [...new Set(parts)].filter((part) => part !== '')
  return said.map((part) => (/[.!?。！？…]$/.test(part) ? part : `${part}.`)).join(' ')
}

/** Announces `text` whenever it becomes another. */
export function useAnnounced(text: string): void {
  useEffect(() => {
    if (text !== '') announce(text)
  }, [text])
}
