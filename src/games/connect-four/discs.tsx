import { useRef, useState } from 'preact/hooks'
import { useReadyFocus } from '../../browser/parts/focus.ts'
import { HEIGHT, type Side, WIDTH } from './board.ts'
import type { State } from './rules.ts'

/** The board as it is drawn: discs of the two sides differ in colour and in shape, a ball and a ring. */

const COLUMNS = Array.from({ length: WIDTH }, (_, column) => column)
const ROWS = Array.from({ length: HEIGHT }, (_, row) => row)

export function Disc({ side }: { side: Side }) {
  return (
    <svg class="four-disc" data-side={side} viewBox="0 0 100 100" aria-hidden="true">
      <circle class="four-body" cx="50" cy="50" r="50" />
      {side === 0 ? (
        <path class="four-mark" d="M17 14c24 18 24 54 0 72M83 14c-24 18-24 54 0 72" />
      ) : (
        <>
          <circle class="four-mark" cx="50" cy="50" r="34" />
          <circle class="four-hole" cx="50" cy="50" r="17" />
        </>
      )}
    </svg>
  )
}

interface Drawn {
  readonly state: Pick<State, 'columns' | 'last' | 'ended'>
  readonly label: string
}

/** For looking at. */
export function Board({ state, label }: Drawn) {
  return (
    <div class="four-board" dir="ltr" role="img" aria-label={label}>
      <Discs state={state} />
    </div>
  )
}

interface Played extends Drawn {
  readonly side: Side
  /** Whether one may drop now. */
  readonly open: boolean
  /** What is in a column, in words. */
  describe(column: number): string
  onDrop(column: number): void
}

/** For playing on: a column is a button. Arrow keys move among them, 1 to 7 drop. */
export function PlayedBoard({ state, label, side, open, describe, onDrop }: Played) {
  const columns = useRef<HTMLDivElement>(null)
  const [aim, setAim] = useState((WIDTH - 1) / 2)
  useReadyFocus(() => columns.current?.children[aim], open)

  function go(column: number): void {
    const to = (column + WIDTH) % WIDTH
    setAim(to)
    const button = columns.current?.children[to]
    if (button instanceof HTMLElement) button.focus()
  }

  return (
    <div class="four-board" dir="ltr" data-open={open}>
      <Discs state={state} />
      <div
        ref={columns}
        class="four-columns"
        role="toolbar"
        aria-label={label}
        onKeyDown={(event) => {
          if (event.altKey || event.ctrlKey || event.metaKey) return
          const number = Number(event.key)
          if (event.key === 'ArrowLeft') go(aim - 1)
          else if (event.key === 'ArrowRight') go(aim + 1)
          else if (event.key === 'Home') go(0)
          else if (event.key === 'End') go(WIDTH - 1)
          else if (number >= 1 && number <= WIDTH) {
            go(number - 1)
            if (!event.repeat) onDrop(number - 1)
          } else return
          event.preventDefault()
        }}
      >
        {COLUMNS.map((column) => (
          <button
            key={column}
            type="button"
            class="four-column"
            tabIndex={column === aim ? 0 : -1}
            aria-label={describe(column)}
            aria-disabled={!open || state.columns[column]?.length === HEIGHT}
            onFocus={() => setAim(column)}
            onClick={() => onDrop(column)}
          >
            <Disc side={side} />
          </button>
        ))}
      </div>
    </div>
  )
}

function Discs({ state: { columns, last, ended } }: Pick<Drawn, 'state'>) {
  const inLine = new Set(ended?.line?.map(([column, row]) => `${column} ${row}`))
  return (
    <div class="four-grid" data-line={inLine.size > 0}>
      {COLUMNS.flatMap((column) =>
        ROWS.map((row) => {
          const disc = columns[column]?.[row]
          const fresh = last?.[0] === column && last[1] === row
          return (
            <span
              key={`${column} ${row}`}
              class="four-cell"
              style={{ gridColumn: column + 1, gridRow: HEIGHT - row, '--fall': HEIGHT - row }}
            >
              {disc !== undefined && (
                <span class="four-dropped" data-fresh={fresh} data-line={inLine.has(`${column} ${row}`)}>
                  <Disc side={disc === '0' ? 0 : 1} />
                </span>
              )}
            </span>
          )
        }),
      )}
    </div>
  )
}
