import type { Link } from '../connection/link.ts'
import { useLasting, useRoomNow } from '../store/use.ts'
import { useWords, type Words } from '../words.ts'
import { Icon } from './icon.tsx'

/** Milliseconds before a lost link is spoken of: most are mended sooner. */
const PATIENCE_MS = 900

/** Says how the link stands when it does not stand well. */
export function LinkBanner() {
  const words = useWords()
  const { link, waiting } = useRoomNow()
  const said = wordsOf(link, words)
  const lasting = useLasting(said !== undefined, PATIENCE_MS)
  return (
    <div class="banner-place" role="status" aria-live="polite">
      {lasting && said !== undefined && (
        <p class="banner" data-link={link.is}>
          <Icon name="offline" />
          <span>
            {said}
            {waiting > 0 && <b> {words.waitingMoves(waiting)}</b>}
          </span>
        </p>
      )}
    </div>
  )
}

function wordsOf(link: Link, words: Words): string | undefined {
  switch (link.is) {
    case 'connecting':
      return words.linkConnecting
    case 'stalled':
      return words.linkStalled
    case 'reconnecting':
      return link.fault === 'offline' ? words.linkOffline : words.linkUnreachable
    case 'live':
    case 'asleep':
    case 'closed':
      return undefined
  }
}
