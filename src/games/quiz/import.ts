import { type Problem, type ProblemCode, readQuestion } from './check.ts'
import { parseCsv, type Row, readCell } from './csv.ts'
import { KINDS, LIMITS } from './limits.ts'
import type { Kind, Question } from './question.ts'

/** The questions of a file, or everything that is wrong with it. */
export type Imported = { readonly questions: readonly Question[] } | { readonly problems: readonly LineProblem[] }

export interface LineProblem extends Problem {
  /** Of the file, from 1. */
  readonly line: number
}

/** Reads a quiz from JSON (a list of questions, or an object with one called `questions`) or else from CSV. */
export function importQuestions(text: string): Imported {
  const source = text.replace(/^\ufeff/, '')
  if (source.trim() === '') return wrong(1, 'empty')
  return /^\s*[[{]/.test(source) ? importJson(source) : importCsv(source)
}

function importJson(text: string): Imported {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    // Chrome and Node tell a position, Firefox a line, Safari nothing.
    const [, at, line] = /position (\d+)|line (\d+)/.exec(String(error)) ?? []
    return wrong(at === undefined ? Number(line ?? 1) : text.slice(0, Number(at)).split('\n').length, 'not-json')
  }
  const list = Array.isArray(json) ? json : (json as { questions?: unknown }).questions
  if (!Array.isArray(list)) return wrong(1, 'no-questions')
  const lines = linesOfQuestions(text)
  return collected(list.map((raw, at) => ({ line: lines[at] ?? at + 1, read: readQuestion(raw) })))
}

/** The line on which each question begins: of the whole list, or of the one called `questions` in an object. */
function linesOfQuestions(text: string): number[] {
  const lines: number[] = []
  const open: string[] = []
  let line = 1
  let last = ''
  let inList = false
  let awaited = false
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[^\s"[\]{},:]+|[[\]{},\n]/gs)) {
    if (token === '\n') {
      line += 1
      continue
    }
    const atTop = inList && open.at(-1) === 'list'
    if (atTop && token === ',') awaited = true
    else if (atTop && awaited && token !== ']') {
      lines.push(line)
      awaited = false
    }
    if (token === '[' && !inList && (open.length === 0 || (open.length === 1 && last === '"questions"'))) {
      open.push('list')
      inList = true
      awaited = true
    } else if (token === '[' || token === '{') open.push(token)
    else if ((token === ']' || token === '}') && open.pop() === 'list') break
    last = token
  }
  return lines
}

/** What a column may be called. */
const COLUMNS = {
  kind: ['kind', 'type', '题型', '类型'],
  text: ['question', 'text', '题目', '问题'],
  right: ['right', 'correct', 'answer', '正确答案', '答案'],
  seconds: ['seconds', 'time', '秒数', '限时'],
  explanation: ['explanation', '解析', '说明'],
  picture: ['picture', 'image', '图片'],
  unit: ['unit', '单位'],
  within: ['within', '误差'],
} as const
type Column = keyof typeof COLUMNS
const OPTION = /^(?:option|answer|选项)\s*([1-6a-f])$/i

const KIND_WORDS: ReadonlyMap<string, Kind> = new Map([
  ...KINDS.map((kind) => [kind, kind] as const),
  ['', 'single'],
  ['true/false', 'truth'],
  ['true or false', 'truth'],
  ['单选', 'single'],
  ['多选', 'several'],
  ['判断', 'truth'],
  ['估算', 'estimate'],
  ['排序', 'order'],
  ['投票', 'poll'],
])
const TRUE_WORDS: readonly string[] = ['true', 'yes', 't', '对', '是', '正确']
const FALSE_WORDS: readonly string[] = ['false', 'no', 'f', '错', '否', '错误']

function importCsv(text: string): Imported {
  const rows = parseCsv(text)
  if (!rows) return wrong(text.split('\n').length, 'quote-open')
  const [head, ...rest] = rows as readonly [Row, ...Row[]]
  const columns = head.cells.map((name) => columnOf(name.trim().toLowerCase()))
  const unknown = columns.indexOf(undefined)
  if (unknown >= 0) return wrong(head.line, 'unknown-column', head.cells[unknown]?.trim() ?? '')
  if (!columns.includes('text')) return wrong(head.line, 'no-column', 'question')
  return collected(rest.map(({ line, cells }) => ({ line, read: readRow(columns as string[], cells) })))
}

function columnOf(name: string): string | undefined {
  if (name === '') return ''
  const option = OPTION.exec(name)?.[1]
  if (option !== undefined) return `option${placeOf(option)}`
  return Object.entries(COLUMNS).find(([, names]) => (names as readonly string[]).includes(name))?.[0]
}

function readRow(columns: readonly string[], cells: readonly string[]): Question | Problem {
  const row = new Map(columns.map((column, at) => [column, readCell(cells[at] ?? '')]))
  const cell = (column: Column): string => row.get(column) ?? ''
  const kind = KIND_WORDS.get(cell('kind').toLowerCase())
  if (!kind) return { code: 'unknown-kind', column: 'kind' }
  const options = Array.from({ length: LIMITS.options.most }, (_, at) => row.get(`option${at}`) ?? '')
  while (options.at(-1) === '') options.pop()
  const raw: Record<string, unknown> = { kind, text: cell('text') }
  for (const column of ['picture', 'explanation'] as const) if (cell(column) !== '') raw[column] = cell(column)
  if (cell('seconds') !== '') raw.seconds = numberIn(cell('seconds'))
  if (kind === 'truth') raw.right = truthIn(cell('right').toLowerCase())
  else if (kind === 'estimate') {
    raw.right = numberIn(cell('right'))
    if (cell('unit') !== '') raw.unit = cell('unit')
    if (cell('within') !== '') raw.within = numberIn(cell('within'))
  } else {
    raw.options = options
    const places = cell('right')
      .split(/[\s;,，；、]+/)
      .filter((word) => word !== '')
      .map(placeOf)
    if (kind === 'single') raw.right = places.length > 1 ? Number.NaN : places[0]
    if (kind === 'several') raw.right = places
  }
  return readQuestion(raw)
}

/** `1` and `A` are the first option. */
function placeOf(word: string): number {
  return /^[a-f]$/i.test(word) ? word.toLowerCase().charCodeAt(0) - 97 : Number(word) - 1
}

function truthIn(word: string): boolean | undefined {
  return TRUE_WORDS.includes(word) ? true : FALSE_WORDS.includes(word) ? false : undefined
}

function numberIn(cell: string): number | undefined {
  return cell === '' ? undefined : Number(cell.replaceAll(' ', ''))
}

function collected(read: ReadonlyArray<{ readonly line: number; readonly read: Question | Problem }>): Imported {
  const problems: LineProblem[] = []
  const questions: Question[] = []
  for (const { line, read: one } of read) {
    if ('code' in one) problems.push({ line, ...one })
    else questions.push(one)
  }
  if (problems.length > 0) return { problems }
  if (questions.length === 0) return wrong(1, 'no-questions')
  const last = read[LIMITS.questions]
  return last ? wrong(last.line, 'too-many-questions') : { questions }
}

function wrong(line: number, code: ProblemCode, column?: string): Imported {
  return { problems: [column === undefined ? { line, code } : { line, code, column }] }
}
