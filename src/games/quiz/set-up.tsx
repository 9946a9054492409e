import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { Fields, type Values } from '../../browser/parts/fields.tsx'
import { later } from '../../browser/parts/later.tsx'
import type { OptionWords, SetUpStage } from '../../browser/screen.ts'
import { LANGUAGES, type Language, useLanguage, useTable } from '../../browser/words.ts'
import { isObject, type JsonObject } from '../../protocol/json.ts'

/** What the quiz asks before it is opened: which questions, and how they are played. */

const TABLE = {
  en: {
    questions: 'Questions',
    packs: { general: 'General knowledge', science: 'Science', geography: 'Geography' },
    own: 'Your own',
    ownHint: 'Write them here, or import CSV or JSON.',
    packHint: '15 questions, ready to play.',
    language: 'Language of the questions',
    none: 'Write or import at least one question.',
    more: 'More settings',
  },
  zh: {
    questions: '题目',
    packs: { general: '常识', science: '科学', geography: '地理' },
    own: '自己的题目',
    ownHint: '在这里编写，或导入 CSV、JSON。',
    packHint: '15 道题，现成可用。',
    language: '题目语言',
    none: '请至少编写或导入一道题。',
    more: '更多设置',
  },
}

/** Most evenings need no others. */
const FIRST = ['seconds', 'advance', 'teams'] as const

const Editor = later(() => import('./editor.tsx').then((editor) => editor.Editor))

export function SetUp({
  schema,
  values,
  onChange,
  words,
}: SetUpStage & { words: { readonly [name: string]: OptionWords } }) {
  const table = useTable(TABLE)
  const shown = useLanguage()
  const id = useId()
  const [own, setOwn] = useState(false)
  const [chosen, setChosen] = useState<Language>()
  const ownInput = useRef<HTMLInputElement>(null)
  const { questions, ...rest } = values
  const count = Array.isArray(questions) ? questions.length : 0
  const language = chosen ?? shown

  // The packs speak the language of the page until told otherwise.
  useEffect(() => {
    if (values.language !== language) onChange({ ...values, language })
  }, [values, language])
  useEffect(() => ownInput.current?.setCustomValidity(own && count === 0 ? table.none : ''), [own, count, table])

  function choosePack(pack: string): void {
    setOwn(false)
    onChange({ ...rest, pack })
  }

  return (
    <>
      <fieldset class="quiz-packs">
        <legend class="label">{table.questions}</legend>
        <div class="segments">
          {(Object.keys(table.packs) as (keyof typeof table.packs)[]).map((pack) => (
            <label key={pack}>
              <input
                type="radio"
                name={`${id}-pack`}
                checked={!own && values.pack === pack}
                onChange={() => choosePack(pack)}
              />
              <span>{table.packs[pack]}</span>
            </label>
          ))}
          <label>
            <input ref={ownInput} type="radio" name={`${id}-pack`} checked={own} onChange={() => setOwn(true)} />
            <span>{table.own}</span>
          </label>
        </div>
        <p class="hint">{own ? table.ownHint : table.packHint}</p>
      </fieldset>
      {own ? (
        <Editor
          pack={packOf(values)}
          language={language}
          title={typeof values.title === 'string' ? values.title : ''}
          onQuestions={(written) => onChange({ ...values, questions: written })}
        />
      ) : (
        <div class="field">
          <label class="label" for={`${id}-language`}>
            {table.language}
          </label>
          <select
            id={`${id}-language`}
            class="text"
            value={language}
            onChange={(event) => setChosen(event.currentTarget.value === 'zh' ? 'zh' : 'en')}
          >
            {(Object.keys(LANGUAGES) as Language[]).map((each) => (
              <option key={each} value={each}>
                {LANGUAGES[each].name}
              </option>
            ))}
          </select>
        </div>
      )}
      <Fields schema={only(schema, (name) => isFirst(name))} values={values} words={words} onChange={onChange} />
      <details class="quiz-more">
        <summary>{table.more}</summary>
        <div>
          <Fields
            schema={only(schema, (name) => !isFirst(name) && !['pack', 'language'].includes(name))}
            values={values}
            words={words}
            onChange={onChange}
          />
        </div>
      </details>
    </>
  )
}

function isFirst(name: string): boolean {
  return (FIRST as readonly string[]).includes(name)
}

function packOf({ pack }: Values): 'general' | 'science' | 'geography' {
  return pack === 'science' || pack === 'geography' ? pack : 'general'
}

/** The schema with some of its members. */
function only(schema: JsonObject, wanted: (name: string) => boolean): JsonObject {
  const { properties } = schema
  if (!isObject(properties)) return schema
  return { ...schema, properties: Object.fromEntries(Object.entries(properties).filter(([name]) => wanted(name))) }
}
