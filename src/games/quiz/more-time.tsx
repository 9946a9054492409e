import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { Icon } from '../../browser/parts/icon.tsx'
import { Nameplate } from '../../browser/parts/nameplate.tsx'
import type { Stage } from '../../browser/screen.ts'
import { useTable, useWords } from '../../browser/words.ts'
import type { Quiz } from './asked.tsx'
import type { Allowed } from './state.ts'
import { FACTORS, type Factor } from './time.ts'
import { WORDS } from './words.ts'

/** For the host: who has more time than everyone. */
export function MoreTime(stage: Stage<Quiz>) {
  const words = useTable(WORDS)
  const [open, setOpen] = useState(false)
  // Below the answers there is room for the sign alone.
  const plays = stage.view.members[stage.me ?? '']?.player === true
  useKeptTimes(stage)
  return (
    <>
      <button
        type="button"
        class={plays ? 'button square' : 'button'}
        aria-haspopup="dialog"
        aria-label={words.moreTime}
        onClick={() => setOpen(true)}
      >
        <Icon name="clock" />
        {!plays && words.moreTime}
      </button>
      {open && <Sheet stage={stage} onClose={() => setOpen(false)} />}
    </>
  )
}

function Sheet({ stage: { view, move }, onClose }: { stage: Stage<Quiz>; onClose: () => void }) {
  const words = useTable(WORDS)
  const page = useWords()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const allowed = view.mine?.allowed ?? {}
  const players = Object.keys(view.scores).filter((member) => view.members[member]?.bot !== true)
  return (
    <dialog ref={dialog} class="dialog sheet quiz-times" aria-labelledby={id} onClose={onClose}>
      <div>
        <h2 id={id}>{words.moreTimeFor}</h2>
        <p>{words.moreTimeHint}</p>
      </div>
      {players.length === 0 && <p>{page.nobodyYet}</p>}
      <ul class="people">
        {players.map((member) => {
          const { name = member, color = '#000000' } = view.members[member] ?? {}
          return (
            <li key={member}>
              <Nameplate name={name} color={color} />
              <select
                class="text"
                aria-label={words.timeOf(name)}
                value={String(allowed[member] ?? 1)}
                onChange={(event) => {
                  const factor = Number(event.currentTarget.value) as 1 | Factor
                  void move(['allow', { member, factor }])
                }}
              >
                {([1, ...FACTORS] as const).map((factor) => (
                  <option key={factor} value={String(factor)}>
                    {words.factors[factor]}
                  </option>
                ))}
              </select>
            </li>
          )
        })}
      </ul>
      <button type="button" class="button" onClick={() => dialog.current?.close()}>
        {page.close}
      </button>
    </dialog>
  )
}

/**
 * A match knows nothing of the one before it, and nobody should have to ask for their time twice: the host's page gives it
 * again at a rematch. It keeps it for as long as the tab is open, a reload included.
 */
function useKeptTimes({ view: { room, mine, scores }, move }: Stage<Quiz>): void {
  const key = `courtside.times.${room.code}`
  const given = mine?.allowed
  useEffect(() => {
    try {
      if (given) {
        sessionStorage.setItem(key, JSON.stringify({ match: room.match, given } satisfies Kept))
        return
      }
      const { match, given: before } = JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<Kept>
      if (!before || match === room.match) return
      for (const [member, factor] of Object.entries(before)) {
        if (Object.hasOwn(scores, member)) void move(['allow', { member, factor }], { quiet: true })
      }
    } catch {
      // No storage (private windows): the host gives it again.
    }
  }, [given, room.match])
}

interface Kept {
  readonly match: number
  readonly given: Allowed
}
