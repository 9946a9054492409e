import { useEffect, useRef, useState } from 'preact/hooks'
import type { Link } from '../connection/link.ts'
import { useLasting, useRoomNow } from '../store/use.ts'
import { useWords, type Words } from '../words.ts'
import { Icon } from './icon.tsx'

/** Milliseconds before a lost link is spoken of: most are mended sooner. */
const PATIENCE_MS = 900

/** Milliseconds that the end of it stands. */
const BACK_MS = 2500

/** Says how the link stands when it does not stand well, and when it does again. */
export function LinkBanner() {
  const words = useWords()
  const { link, waiting } = useRoomNow()
  const fault = wordsOf(link, words)
  const lasting = useLasting(fault !== undefined, PATIENCE_MS)
  const [back, setBack] = useState(false)
  const was = useRef(false)
  useEffect(() => {
    if (lasting) was.current = true
    if (lasting || link.is !== 'live' || !was.current) return
    was.current = false
    setBack(true)
    const timer = setTimeout(() => setBack(false), BACK_MS)
    return () => {
      clearTimeout(timer)
      setBack(false)
    }
  }, [lasting, link.is])
  if (lasting) return <Banner is={link.is} said={fault} more={waiting > 0 ? words.waitingMoves(waiting) : undefined} />
  return <Banner is="back" said={back ? words.linkBack : undefined} />
}

/** Outside a room only the device itself can be at fault. */
export function OfflineBanner() {
  const words = useWords()
  const [online, setOnline] = useState(navigator.onLine)
  useEffect(() => {
    const look = () => setOnline(navigator.onLine)
    const events = ['online', 'offline'] as const
    for (const event of events) addEventListener(event, look)
    return () => {
      for (const event of events) removeEventListener(event, look)
    }
  }, [])
  return <Banner is="reconnecting" said={online ? undefined : words.offlineHome} />
}

interface Banner {
  readonly is: Link['is'] | 'back'
  readonly said: string | undefined
  readonly more?: string | undefined
}

/** The place stands from the start: a live region that appears together with its text is not read. */
function Banner({ is, said, more }: Banner) {
  return (
    <div class="banner-place" role="status" aria-live="polite">
      {said !== undefined && (
        <p class="banner" data-link={is}>
          <Icon name={is === 'back' ? 'check' : 'offline'} />
          <span>
            {said}
            {more !== undefined && <b> {more}</b>}
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
