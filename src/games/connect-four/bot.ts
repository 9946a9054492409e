import type { BotMove, BotTurn } from '../game.ts'
import { type Columns, drop, HEIGHT, lineThrough, type Side } from './board.ts'
import type { State } from './rules.ts'

/** Least and most milliseconds of thought. */
const THOUGHT_MS = { least: 400, most: 1600 } as const

/** Wins where it can, keeps the other from winning where it must, and else drops anywhere, sooner in the middle. */
export function bot({ state, you, random }: BotTurn<State, never>): BotMove | undefined {
  if (state.ended || state.sides[state.turn] !== you) return undefined
  const side = state.turn
  const open = [...state.columns.keys()].filter((column) => (state.columns[column] as string).length < HEIGHT)
  const wins = (by: Side) => open.find((column) => winsAt(state.columns, column, by))
  const column = wins(side) ?? wins(side === 0 ? 1 : 0) ?? anywhere(open, random.next())
  const after = THOUGHT_MS.least + random.int(THOUGHT_MS.most - THOUGHT_MS.least)
  return { name: 'drop', args: { column }, after }
}

function winsAt(columns: Columns, column: number, side: Side): boolean {
  return lineThrough(drop(columns, column, side), column) !== undefined
}

/** A column by lot, the middle one four times as likely as those at the sides. @param lot 0 to 1 */
function anywhere(open: readonly number[], lot: number): number {
  const tickets = open.flatMap((column) => Array<number>(4 - Math.abs(column - 3)).fill(column))
  return tickets[Math.floor(lot * tickets.length)] ?? 0
}
