import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { Confirm } from '../../browser/parts/confirm.tsx'
import { download } from '../../browser/parts/download.ts'
import { Icon } from '../../browser/parts/icon.tsx'
import { notify } from '../../browser/parts/notice.tsx'
import { setting } from '../../browser/setting.ts'
import { useTable } from '../../browser/words.ts'
import { EDITOR_WORDS, type EditorWords, problemWords } from './editor-words.ts'
import { questionsCsv, questionsJson } from './export.ts'
import { importQuestions, type LineProblem } from './import.ts'
import { LIMITS } from './limits.ts'
import { inserted, replaced, swapped, without } from './list.ts'
import { type Language, type PackName, packOf } from './pack.ts'
import type { Question } from './question.ts'
import { QuestionForm } from './question-form.tsx'
import { Row } from './question-row.tsx'

/** The questions of one's own: written here or brought from a file, and kept in this browser. */

const kept = setting<string>(
  'quiz',
  (text): text is string => text !== '',
  () => '[]',
)

/** Problems of a file that are told at once. */
const TOLD = 8

interface Editor {
  readonly pack: PackName
  readonly language: Language
  readonly title: string
  onQuestions(questions: readonly Question[]): void
}

type Open = { readonly at: number } | { readonly at: 'new' }

export function Editor({ pack, language, title, onQuestions }: Editor) {
  const words = useTable(EDITOR_WORDS)
  const id = useId()
  const [questions, setQuestions] = useState<readonly Question[]>(keptQuestions)
  const [open, setOpen] = useState<Open>()
  const [problems, setProblems] = useState<readonly LineProblem[]>([])
  const [clearing, setClearing] = useState(false)
  const [pasted, setPasted] = useState('')
  const [removed, setRemoved] = useState<{ readonly at: number; readonly question: Question }>()
  const file = useRef<HTMLInputElement>(null)

  useEffect(() => onQuestions(questions), [questions])

  function keep(next: readonly Question[]): void {
    setQuestions(next)
    setRemoved(undefined)
    kept.set(JSON.stringify(next))
  }

  function add(more: readonly Question[]): boolean {
    if (questions.length + more.length > LIMITS.questions) {
      notify(words.full)
      return false
    }
    keep([...questions, ...more])
    notify(words.imported(more.length), 'done')
    return true
  }

  function take(text: string): boolean {
    const read = importQuestions(text)
    setProblems('problems' in read ? read.problems : [])
    return 'questions' in read && add(read.questions)
  }

  async function takeFile(chosen: File): Promise<void> {
    const text = await chosen.arrayBuffer().then(decoded, () => undefined)
    if (text === undefined) notify(words.unread)
    else take(text)
  }

  function save(question: Question): void {
    if (open?.at === 'new') keep([...questions, question])
    else if (open) keep(replaced(questions, open.at, question))
    setOpen(undefined)
  }

  const name = title.trim() || words.file
  return (
    <section class="quiz-editor" aria-label={words.list}>
      {questions.length === 0 ? (
        <p class="empty">{words.none}</p>
      ) : (
        <ol class="quiz-written">
          {questions.map((question, at) => (
            <Row
              key={at}
              question={question}
              at={at}
              last={at === questions.length - 1}
              words={words}
              onEdit={() => setOpen({ at })}
              onMove={(to) => keep(swapped(questions, at, to))}
              onRemove={() => {
                keep(without(questions, at))
                setRemoved({ at, question })
              }}
            />
          ))}
        </ol>
      )}
      <div role="status">
        {removed && (
          <p class="quiz-removed">
            {words.removed}
            <button
              type="button"
              class="button small"
              onClick={() => keep(inserted(questions, removed.at, removed.question))}
            >
              {words.undo}
            </button>
          </p>
        )}
      </div>
      <div class="quiz-editor-actions">
        <button
          type="button"
          class="button main"
          onClick={() => (questions.length < LIMITS.questions ? setOpen({ at: 'new' }) : notify(words.full))}
        >
          <Icon name="plus" />
          {words.add}
        </button>
        <button type="button" class="button small" onClick={() => file.current?.click()}>
          {words.import}
        </button>
        <input
          ref={file}
          class="quiz-file"
          type="file"
          accept=".csv,.tsv,.txt,.json,text/csv,application/json"
          aria-label={words.import}
          tabIndex={-1}
          onChange={(event) => {
            const [chosen] = event.currentTarget.files ?? []
            if (chosen) void takeFile(chosen)
            event.currentTarget.value = ''
          }}
        />
        <button type="button" class="button small" onClick={() => add(packOf(pack, language))}>
          {words.fromPack}
        </button>
      </div>
      <details class="quiz-more">
        <summary>{words.paste}</summary>
        <div>
          <label class="label" for={`${id}-paste`}>
            {words.pasteLabel}
          </label>
          <textarea
            id={`${id}-paste`}
            class="text"
            rows={5}
            spellcheck={false}
            value={pasted}
            onInput={(event) => setPasted(event.currentTarget.value)}
          />
          <button type="button" class="button small" onClick={() => take(pasted) && setPasted('')}>
            {words.pasteGo}
          </button>
        </div>
      </details>
      <Problems problems={problems} words={words} />
      {questions.length > 0 && (
        <div class="quiz-editor-actions">
          <button
            type="button"
            class="button small"
            onClick={() => download(`${name}.csv`, questionsCsv(questions), 'text/csv')}
          >
            {words.exportCsv}
          </button>
          <button
            type="button"
            class="button small"
            onClick={() => download(`${name}.json`, questionsJson(questions), 'application/json')}
          >
            {words.exportJson}
          </button>
          <button type="button" class="button small danger" onClick={() => setClearing(true)}>
            {words.clear}
          </button>
        </div>
      )}
      {open && (
        <QuestionForm
          question={open.at === 'new' ? undefined : questions[open.at]}
          title={open.at === 'new' ? words.newTitle : words.editTitle(open.at + 1)}
          onSave={save}
          onClose={() => setOpen(undefined)}
        />
      )}
      {clearing && (
        <Confirm
          question={{
            title: words.clearSure,
            text: words.clearText,
            yes: words.clear,
            danger: true,
            act: () => keep([]),
          }}
          onClose={() => setClearing(false)}
        />
      )}
    </section>
  )
}

/** Every mistake by its line, the first ones of many. */
function Problems({ problems, words }: { problems: readonly LineProblem[]; words: EditorWords }) {
  return (
    <div role="alert">
      {problems.length > 0 && (
        <div class="quiz-problems">
          <p>{words.wrong(problems.length)}</p>
          <ul>
            {problems.slice(0, TOLD).map((problem) => (
              <li key={`${problem.line} ${problem.code}`}>
                <b>{words.line(problem.line)}</b> {problemWords(problem, words)}
              </li>
            ))}
          </ul>
          {problems.length > TOLD && <p>{words.moreProblems(problems.length - TOLD)}</p>}
        </div>
      )}
    </div>
  )
}

function keptQuestions(): readonly Question[] {
  const read = importQuestions(kept.get())
  return 'questions' in read ? read.questions : []
}

/** Spreadsheets in China still write their own encoding. */
function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
