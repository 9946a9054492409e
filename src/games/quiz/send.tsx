import { Icon } from '../../browser/parts/icon.tsx'
import { useTable } from '../../browser/words.ts'
import { WORDS } from './words.ts'

/** Without `onSend` it submits the form it stands in. */
export function Send({ sent, ready, onSend }: { sent: boolean; ready: boolean; onSend?: () => void }) {
  const words = useTable(WORDS)
  return (
    <button
      type={onSend ? 'button' : 'submit'}
      class="button main large quiz-send"
      data-sent={sent}
      aria-disabled={sent || !ready}
      onClick={() => {
        if (!sent && ready) onSend?.()
      }}
    >
      {sent && <Icon name="lock" />}
      {sent ? words.locked : words.send}
    </button>
  )
}
