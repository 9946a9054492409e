import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { isStill } from './still.ts'

/** Rows that change places move there instead of being redrawn (FLIP: first, last, invert, play). */

const DURATION_MS = 450

/** Animates the children of a list that carry `data-row`, whenever they stand elsewhere than at the last drawing. */
export function useMovingRows<List extends HTMLElement>(): RefObject<List | null> {
  const list = useRef<List>(null)
  const places = useRef(new Map<string, number>())
  const order = useRef('')
  useLayoutEffect(() => {
    const rows = [...(list.current?.children ?? [])].filter((row) => row instanceof HTMLElement)
    // Where a row stands is only asked when another stood there: asking makes the browser lay out the page at once.
    const now = rows.map((row) => row.dataset.row).join(' ')
    if (now === order.current) return
    order.current = now
    const still = isStill()
    const before = places.current
    const after = new Map<string, number>()
    // All is measured before anything is animated, so the browser lays out once.
    for (const row of rows) if (row.dataset.row !== undefined) after.set(row.dataset.row, row.offsetTop)
    places.current = after
    if (still) return
    for (const row of rows) {
      const id = row.dataset.row
      const from = id === undefined ? undefined : before.get(id)
      const to = id === undefined ? undefined : after.get(id)
      if (from === undefined || to === undefined || from === to) continue
      row.animate([{ transform: `translateY(${from - to}px)` }, { transform: 'none' }], {
        duration: DURATION_MS,
        easing: 'cubic-bezier(.2,.8,.2,1)',
      })
    }
  })
  return list
}
