import { useEffect, useState } from 'preact/hooks'
import { useWords } from '../words.ts'
import { Icon } from './icon.tsx'

/** Short words at the foot of the page that go by themselves: refusals and small confirmations. */

interface Notice {
  readonly text: string
  readonly kind: 'wrong' | 'done'
  readonly number: number
}

/** Milliseconds a notice stays; hovering or focusing it keeps it. */
const STAYS_MS = 5000

let show: ((notice: Notice) => void) | undefined
let count = 0

export function notify(text: string, kind: Notice['kind'] = 'wrong'): void {
  count += 1
  show?.({ text, kind, number: count })
}

export function Notices() {
  const words = useWords()
  const [notice, setNotice] = useState<Notice>()
  useEffect(() => {
    show = setNotice
    return () => {
      show = undefined
    }
  }, [])
  useEffect(() => {
    if (!notice) return
    const timer = setTimeout(() => setNotice(undefined), STAYS_MS)
    return () => clearTimeout(timer)
  }, [notice])
  return (
    <div class="notices" role="status" aria-live="polite">
      {notice && (
        <p key={notice.number} class={`notice ${notice.kind}`}>
          {notice.kind === 'done' && <Icon name="check" />}
          <span>{notice.text}</span>
          <button
            type="button"
            class="plain-button square"
            aria-label={words.close}
            onClick={() => setNotice(undefined)}
          >
            <Icon name="cross" />
          </button>
        </p>
      )}
    </div>
  )
}
