import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useWords } from '../words.ts'

/** Rows drawn to begin with, and each time the end of the list comes into sight: 300 at once would hold up every finger. */
const STEP = 25

interface LongList<Row> {
  readonly shown: readonly Row[]
  /** A field to find rows by name, where there are more than can be seen at once. */
  readonly above: ComponentChildren
  /** What says that there is more, or nothing. */
  readonly below: ComponentChildren
}

/** A list that may be long, some rows at a time. */
export function useLongList<Row>(rows: readonly Row[], nameOf: (row: Row) => string): LongList<Row> {
  const words = useWords()
  const [most, setMost] = useState(STEP)
  const [sought, setSought] = useState('')
  const long = rows.length > STEP
  const found = long && sought !== '' ? rows.filter((row) => folded(nameOf(row)).includes(folded(sought))) : rows
  return {
    shown: found.slice(0, most),
    above: long && (
      <input
        class="text"
        type="search"
        aria-label={words.findName}
        placeholder={words.findName}
        value={sought}
        onInput={(event) => {
          setSought(event.currentTarget.value)
          setMost(STEP)
        }}
      />
    ),
    below: (
      <>
        {long && found.length === 0 && <p class="empty">{words.nobodyFound}</p>}
        {found.length > most && <More left={found.length - most} onMore={() => setMost(most + STEP)} />}
      </>
    ),
  }
}

/** For comparing: without case, and without the marks on letters. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** To be pressed, or just scrolled to. */
function More({ left, onMore }: { left: number; onMore: () => void }) {
  const words = useWords()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const watcher = new IntersectionObserver(([seen]) => seen?.isIntersecting && onMore())
    if (button.current) watcher.observe(button.current)
    return () => watcher.disconnect()
  }, [left])
  return (
    <button ref={button} type="button" class="quiet-link" onClick={onMore}>
      {words.showMore(left)}
    </button>
  )
}
