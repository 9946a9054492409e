import type { Question } from '../../src/games/quiz/question.ts'
import type { Mine, Public } from '../../src/games/quiz/state.ts'
import type { View } from '../../src/protocol/view.ts'
import { Table } from './table.ts'

export const SINGLE: Extract<Question, { kind: 'single' }> = {
  kind: 'single',
  text: 'Which?',
  options: ['a', 'b', 'c'],
  right: 1,
  explanation: 'b it is',
}
export const TRUTH: Question = { kind: 'truth', text: 'Is it?', right: true }

/** Ada runs it (m1), Bob, Cy and Di play (m2, m3, m4). */
export function seated(options: object): Table {
  const table = new Table({ game: 'quiz', host: '', options: { shuffle: false, ...options } })
  for (const name of ['Bob', 'Cy', 'Di']) table.join(name)
  return table
}

/** The same, with the first question open. */
export function asked(questions: readonly Question[], options: object = {}): Table {
  const table = seated({ questions, reading: 0, ...options })
  table.must({ do: 'start', by: 'm1' })
  table.wait(3000)
  return table
}

export function seen(table: Table, who?: string): View<Public, Mine> {
  return table.view(who) as unknown as View<Public, Mine>
}

export function answer(table: Table, who: string, given: unknown, question = seen(table).state.index) {
  return table.move(who, 'answer', { question, answer: given })
}

export function host(table: Table, name: string) {
  return table.move('m1', name)
}

export const rejected = (reason: string) => ({ refusal: { code: 'rejected', reason } })
