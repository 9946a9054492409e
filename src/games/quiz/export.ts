import { formatCsv } from './csv.ts'
import { LIMITS } from './limits.ts'
import type { Question } from './question.ts'
import type { Given, Sheet } from './state.ts'

/** Questions as JSON that `importQuestions` reads back. */
export function questionsJson(questions: readonly Question[]): string {
  return `${JSON.stringify({ questions }, undefined, 2)}\n`
}

const OPTIONS = Array.from({ length: LIMITS.options.most }, (_, at) => `option${at + 1}`)

/** Questions as a table that `importQuestions` reads back; the right options by their letters. */
export function questionsCsv(questions: readonly Question[]): string {
  const head = ['kind', 'question', ...OPTIONS, 'right', 'seconds', 'explanation', 'picture', 'unit', 'within']
  const rows = questions.map((question) => {
    const options = 'options' in question ? question.options : []
    return [
      question.kind,
      question.text,
      ...OPTIONS.map((_, at) => options[at] ?? ''),
      rightCell(question),
      question.seconds ?? '',
      question.explanation ?? '',
      question.picture ?? '',
      ...(question.kind === 'estimate' ? [question.unit ?? '', question.within ?? ''] : ['', '']),
    ]
  })
  return formatCsv([head, ...rows])
}

function rightCell(question: Question): string | number {
  switch (question.kind) {
    case 'single':
      return letter(question.right)
    case 'several':
      return question.right.map(letter).join(' ')
    case 'truth':
      return String(question.right)
    case 'estimate':
      return question.right
    default:
      return ''
  }
}

function letter(place: number): string {
  return String.fromCharCode(65 + place)
}

/** What the columns of the results are called, in the host's language. */
export interface ResultWords {
  readonly player: string
  readonly number: string
  readonly question: string
  readonly answer: string
  readonly seconds: string
  readonly points: string
  readonly yes: string
  readonly no: string
}

/** Every answer of a quiz, one a row, by question and then by player; those who did not answer have an empty one. */
export function resultsCsv({ names, rounds }: Sheet, words: ResultWords): string {
  const head = [words.number, words.question, words.player, words.answer, words.seconds, words.points]
  const rows = Object.entries(rounds)
    .sort(([a], [b]) => Number(a) - Number(b))
    .flatMap(([index, { question, answers }]) =>
      Object.entries(names).map(([id, name]) => {
        const given = answers[id]
        const told = given
          ? [answerText(question, given, words), Math.round(given.ms / 10) / 100, given.points]
          : ['', '', 0]
        return [Number(index) + 1, question.text, name, ...told]
      }),
    )
  return formatCsv([head, ...rows])
}

function answerText(question: Question, { answer }: Given, words: ResultWords): string | number {
  if (typeof answer === 'boolean') return answer ? words.yes : words.no
  if (!('options' in question)) return Number(answer)
  const places = typeof answer === 'number' ? [answer] : answer
  return places.map((place) => question.options[place] ?? '').join(question.kind === 'order' ? ' > ' : '; ')
}
