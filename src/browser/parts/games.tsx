import { useCallback, useEffect, useState } from 'preact/hooks'
import type { GameCard } from '../../protocol/answer.ts'
import { isFailure } from '../connection/ask.ts'
import { findScreen, useGameWords } from '../screens.ts'
import { gameCards } from '../store/room.ts'
import { useWords } from '../words.ts'
import { Icon } from './icon.tsx'

/** Milliseconds until the catalogue is asked for again by itself. */
const AGAIN_MS = 5000

interface Games {
  readonly chosen: string | undefined
  /** The game chosen to begin with; without it the catalogue's first. */
  readonly first?: string
  onChoose(card: GameCard): void
}

/** The catalogue as cards to choose from. */
export function Games({ chosen, first, onChoose }: Games) {
  const words = useWords()
  const [cards, setCards] = useState<readonly GameCard[] | 'failed'>()
  const load = useCallback(() => {
    void gameCards().then((answer) => {
      if (isFailure(answer)) return setCards('failed')
      // A game that this page cannot draw is not offered: its server is newer than the page.
      const drawn = answer.filter((card) => findScreen(card.id))
      setCards(drawn)
      const begin = drawn.find((card) => card.id === first) ?? drawn[0]
      if (begin) onChoose(begin)
    })
  }, [first, onChoose])
  useEffect(load, [load])
  useEffect(() => {
    if (cards !== 'failed') return
    const again = setInterval(load, AGAIN_MS)
    addEventListener('online', load)
    return () => {
      clearInterval(again)
      removeEventListener('online', load)
    }
  }, [cards, load])
  if (cards === undefined) {
    return (
      <div class="games" aria-busy="true">
        <span class="unseen">{words.loading}</span>
        {[1, 2, 3, 4].map((each) => (
          <span key={each} class="game-card waiting" />
        ))}
      </div>
    )
  }
  if (cards === 'failed') {
    return (
      <div class="games-failed">
        <Icon name="offline" />
        <p>{words.gamesFailed}</p>
        <button type="button" class="button" onClick={load}>
          {words.tryAgain}
        </button>
      </div>
    )
  }
  return (
    <fieldset class="games">
      <legend class="unseen">{words.chooseGame}</legend>
      {cards.map((card) => (
        <Card key={card.id} card={card} chosen={card.id === chosen} onChoose={onChoose} />
      ))}
    </fieldset>
  )
}

function Card({ card, chosen, onChoose }: { card: GameCard; chosen: boolean; onChoose: (card: GameCard) => void }) {
  const words = useWords()
  const screen = findScreen(card.id)
  const own = useGameWords(card.id)
  const { min, max } = card.players
  return (
    <label class="game-card">
      <input type="radio" name="game" checked={chosen} onChange={() => onChoose(card)} />
      <span class="game-art">{screen && <screen.Icon />}</span>
      <span class="game-text">
        <b>{own?.title ?? card.title}</b>
        <span>{own?.summary ?? card.summary}</span>
        <small>{min === 0 ? words.noSeats : words.seats(min, max)}</small>
      </span>
    </label>
  )
}
