import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { announce } from '../../browser/parts/announce.tsx'
import { useMovingRows } from '../../browser/parts/flip.ts'
import { Icon } from '../../browser/parts/icon.tsx'
import { useTable } from '../../browser/words.ts'
import type { Answering } from './answering.tsx'
import { swapped } from './list.ts'
import { Send } from './send.tsx'
import { Shape } from './shape.tsx'
import { WORDS } from './words.ts'

/** Options to be put in order, by the buttons in their rows. */
export function Ordered({ asked: { options = [] }, chosen, late, onAnswer }: Answering) {
  const words = useTable(WORDS)
  const [places, setPlaces] = useState<readonly number[]>(() => options.map((_, place) => place))
  const list = useMovingRows<HTMLOListElement>()
  const moved = useRef<HTMLElement | null>(null)
  const shown = typeof chosen === 'object' ? chosen : places
  const locked = late || chosen !== undefined

  function move(at: number, by: 1 | -1, button: HTMLElement): void {
    const one = places[at]
    if (locked || one === undefined || places[at + by] === undefined) return
    setPlaces(swapped(places, at, at + by))
    moved.current = button
    announce(words.nowAt(options[one] ?? '', at + by + 1))
  }

  // A row that is put elsewhere in the list loses the focus that was in it.
  useLayoutEffect(() => {
    moved.current?.focus()
    moved.current = null
  }, [places])

  return (
    <div class="quiz-with-send">
      <ol class="quiz-order" ref={list}>
        {shown.map((place, at) => (
          <li key={place} data-row={place} class="quiz-option" data-place={place}>
            <span class="quiz-order-place" aria-hidden="true">
              {at + 1}
            </span>
            <Shape place={place} />
            <span class="quiz-option-text">{options[place]}</span>
            {!locked &&
              ([-1, 1] as const).map((by) => (
                <button
                  key={by}
                  type="button"
                  class="quiz-move"
                  data-by={by}
                  aria-label={(by < 0 ? words.up : words.down)(options[place] ?? '')}
                  aria-disabled={by < 0 ? at === 0 : at === shown.length - 1}
                  onClick={(event) => move(at, by, event.currentTarget)}
                >
                  <Icon name="down" />
                </button>
              ))}
          </li>
        ))}
      </ol>
      <Send sent={chosen !== undefined} ready={!late} onSend={() => onAnswer([...places])} />
    </div>
  )
}
