import type { RefObject } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { isStill } from './still.ts'

/** Rows that change places move there instead of being redrawn (FLIP: first, last, invert, play). */

const DURATION_MS = 450

interface Place {
  readonly x: number
  readonly y: number
}

/** Animates the children of a list that carry `data-row`, whenever they stand elsewhere than at the last drawing. */
export function useMovingRows<List extends HTMLElement>(): RefObject<List | null> {
  const list = useRef<List>(null)
  const places = useRef(new Map<string, Place>())
  const order = useRef('')
  useLayoutEffect(() => {
    const rows = [...(list.current?.children ?? [])].filter((row) => row instanceof HTMLElement)
    // Where a row stands is only asked when another stood there: asking makes the browser lay out the page at once.
    const now = rows.map((row) => row.dataset.row).join(' ')
    if (now === order.current) return
    order.current = now
    const before = places.current
    const after = new Map<string, Place>()
    const moved: [row: HTMLElement, by: Place][] = []
    // All is measured before anything is animated, so the browser lays out once.
    for (const row of rows) {
      if (row.dataset.row === undefined) continue
      const from = before.get(row.dataset.row)
      const to = { x: row.offsetLeft, y: row.offsetTop }
      after.set(row.dataset.row, to)
      if (!from || (from.x === to.x && from.y === to.y)) continue
      const { x, y } = onItsWay(row)
      moved.push([row, { x: from.x + x - to.x, y: from.y + y - to.y }])
    }
    places.current = after
    if (isStill()) return
    for (const [row, { x, y }] of moved) {
      // Whoever climbs passes in front of whoever falls.
      const zIndex = y > 0 ? 1 : 0
      row.animate(
        [
          { transform: `translate(${x}px, ${y}px)`, zIndex },
          { transform: 'none', zIndex },
        ],
        { duration: DURATION_MS, easing: 'cubic-bezier(.2,.8,.2,1)' },
      )
    }
  })
  return list
}

/** How far a row still is from where it was going: scores that come faster than rows move must not make it jump. */
function onItsWay(row: HTMLElement): Place {
  const running = row.getAnimations().filter((each) => each instanceof Animation && !(each instanceof CSSAnimation))
  if (running.length === 0) return { x: 0, y: 0 }
  const { m41, m42 } = new DOMMatrix(getComputedStyle(row).transform)
  for (const each of running) each.cancel()
  return { x: m41, y: m42 }
}
