import { useEffect, useState } from 'preact/hooks'
import type { GameCard } from '../../protocol/answer.ts'
import { isFailure } from '../connection/ask.ts'
import { Confirm, type Question } from '../parts/confirm.tsx'
import { defaultsOf, type Values } from '../parts/fields.tsx'
import { Games } from '../parts/games.tsx'
import { Icon } from '../parts/icon.tsx'
import { suggestedName } from '../parts/name-field.tsx'
import { notify } from '../parts/notice.tsx'
import { SetUp } from '../parts/set-up.tsx'
import { refusalWords, useControl } from '../store/act.ts'
import { useLiveRoom, useView } from '../store/use.ts'
import { useWords } from '../words.ts'

/** What the host can do with the room at any time: the lock, the next game, the end of it. */
export function Remote() {
  const words = useWords()
  const control = useControl()
  const { room } = useView()
  const [question, setQuestion] = useState<Question>()
  const between = room.phase === 'lobby' || room.phase === 'over'
  return (
    <section class="remote card" aria-label={words.remote}>
      <Toggle
        title={words.lock}
        hint={room.locked ? words.lockOn : words.lockOff}
        on={room.locked}
        flip={() => void control({ do: room.locked ? 'unlock' : 'lock' })}
      />
      <Toggle
        title={words.mute}
        hint={room.muted ? words.muteOn : words.muteOff}
        on={room.muted === true}
        flip={() => void control({ do: room.muted ? 'unmute' : 'mute' })}
      />
      {room.barred && (
        <button type="button" class="row-button" onClick={() => void control({ do: 'pardon' })}>
          <Icon name="unlock" />
          <span>
            {words.pardon}
            <span class="hint">{words.pardonHint}</span>
          </span>
        </button>
      )}
      {between && <NextGame />}
      {room.phase === 'lobby' && <AddBot />}
      {room.owner === undefined && (
        <button
          type="button"
          class="row-button danger"
          onClick={() =>
            setQuestion({
              title: words.closeSure,
              text: words.closeText,
              yes: words.closeRoom,
              danger: true,
              act: () => void control({ do: 'close' }),
            })
          }
        >
          <Icon name="exit" />
          {words.closeRoom}
        </button>
      )}
      {question && <Confirm question={question} onClose={() => setQuestion(undefined)} />}
    </section>
  )
}

interface Toggle {
  readonly title: string
  readonly hint: string
  readonly on: boolean
  flip(): void
}

function Toggle({ title, hint, on, flip }: Toggle) {
  return (
    <label class="toggle">
      <span>
        <b>{title}</b>
        <span class="hint">{hint}</span>
      </span>
      <input type="checkbox" role="switch" checked={on} aria-checked={on} onChange={flip} />
    </label>
  )
}

/** Someone to play against when nobody else is there yet. */
function AddBot() {
  const words = useWords()
  const live = useLiveRoom()
  const [adding, setAdding] = useState(false)
  async function add(): Promise<void> {
    setAdding(true)
    const added = await live.addBot(suggestedName(words))
    setAdding(false)
    if (isFailure(added)) notify(refusalWords(added, words))
  }
  return (
    <button type="button" class="row-button" aria-disabled={adding} onClick={() => adding || void add()}>
      <Icon name="plus" />
      <span>
        {words.addBot}
        <span class="hint">{words.addBotHint}</span>
      </span>
    </button>
  )
}

/** Another game in the same room, with the same people. */
function NextGame() {
  const words = useWords()
  const control = useControl()
  const { room } = useView()
  const [open, setOpen] = useState(false)
  const [card, setCard] = useState<GameCard>()
  const [options, setOptions] = useState<Values>({})
  useEffect(() => setOptions(card ? defaultsOf(card.options) : {}), [card])
  return (
    <div class="next-game">
      <button type="button" class="row-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="repeat" />
        {words.changeGame}
        <Icon name="down" />
      </button>
      {open && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (!card) return
            void control({ do: 'rematch', game: card.id, options }).then((sent) => {
              if (!isFailure(sent)) setOpen(false)
            })
          }}
        >
          <Games chosen={card?.id} first={room.game} onChoose={setCard} />
          {card && <SetUp card={card} values={options} onChange={setOptions} />}
          <button type="submit" class="button main">
            {words.changeGo}
          </button>
        </form>
      )}
    </div>
  )
}
