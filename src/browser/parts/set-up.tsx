import type { GameCard } from '../../protocol/answer.ts'
import { findScreen, useGameWords } from '../screens.ts'
import { Fields, type Values } from './fields.tsx'

/** A match's options: the game's own form, or the one drawn from their schema. */
export function SetUp({
  card,
  values,
  onChange,
}: {
  card: GameCard
  values: Values
  onChange: (values: Values) => void
}) {
  const words = useGameWords(card.id)
  const screen = findScreen(card.id)
  if (screen?.SetUp) return <screen.SetUp schema={card.options} values={values} onChange={onChange} />
  return <Fields schema={card.options} values={values} words={words?.options} onChange={onChange} />
}
