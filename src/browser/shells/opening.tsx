import { useEffect, useState } from 'preact/hooks'
import type { GameCard, RoomCreated } from '../../protocol/answer.ts'
import { ask, isFailure } from '../connection/ask.ts'
import { defaultsOf, type Values } from '../parts/fields.tsx'
import { Games } from '../parts/games.tsx'
import { NameField, suggestedName } from '../parts/name-field.tsx'
import { SetUp } from '../parts/set-up.tsx'
import { go } from '../route.ts'
import { lastName } from '../setting.ts'
import { refusalWords } from '../store/act.ts'
import { useWords } from '../words.ts'
import { Inside } from './room.tsx'

/** Opens a room: which game, with which options, and whether its host plays too. */
export function Opening() {
  const words = useWords()
  const [card, setCard] = useState<GameCard>()
  const [options, setOptions] = useState<Values>({})
  const [part, setPart] = useState<'play' | 'run'>('play')
  const [name, setName] = useState(() => lastName.get() || suggestedName(words))
  const [opening, setOpening] = useState(false)
  const [wrong, setWrong] = useState('')
  const seatless = card?.players.min === 0
  useEffect(() => {
    setOptions(card ? defaultsOf(card.options) : {})
    setWrong('')
  }, [card])

  async function open(chosen: GameCard): Promise<void> {
    setOpening(true)
    void Inside.load()
    const playing = part === 'play' && !seatless
    if (playing) lastName.set(name)
    const body = { game: chosen.id, options, ...(playing ? { name } : {}) }
    const room = await ask<RoomCreated>('/api/rooms', { method: 'POST', body })
    setOpening(false)
    if (isFailure(room)) setWrong(refusalWords(room, words))
    else go({ at: 'room', code: room.code })
  }

  return (
    <section class="opening" aria-labelledby="open">
      <div class="opening-head">
        <h2 id="open">{words.openTitle}</h2>
        <p>{words.openPitch}</p>
      </div>
      <form
        class="opening-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (card && !opening) void open(card)
        }}
      >
        <Games chosen={card?.id} onChoose={setCard} />
        {card && (
          <div class="opening-options card">
            <SetUp card={card} values={options} onChange={setOptions} />
            {!seatless && (
              <fieldset class="segments">
                <legend class="label">{words.takePart}</legend>
                {(['play', 'run'] as const).map((each) => (
                  <label key={each}>
                    <input type="radio" name="part" checked={part === each} onChange={() => setPart(each)} />
                    <span>{each === 'play' ? words.playToo : words.onlyRun}</span>
                  </label>
                ))}
              </fieldset>
            )}
            {!seatless && part === 'play' && <NameField value={name} onValue={setName} />}
            <p class="hint wrong" role="alert">
              {wrong}
            </p>
            <button type="submit" class="button main large" aria-disabled={opening}>
              {opening ? words.opening : words.openGo}
            </button>
          </div>
        )}
      </form>
    </section>
  )
}
