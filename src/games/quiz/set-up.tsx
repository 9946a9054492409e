import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { Fields, type Values } from '../../browser/parts/fields.tsx'
import { later } from '../../browser/parts/later.tsx'
import { styles } from '../../browser/parts/styles.ts'
import type { OptionWords, SetUpStage } from '../../browser/screen.ts'
import { LANGUAGES as SPOKEN, useLanguage, useTable } from '../../browser/words.ts'
import { isObject, type JsonObject } from '../../protocol/json.ts'
import { LANGUAGES } from './limits.ts'
import type { Language } from './pack.ts'
import { SET_UP_WORDS } from './set-up-words.ts'

/** What the quiz asks before it is opened: which questions, and how they are played. */

/** Most evenings need no others. */
const FIRST = ['seconds', 'time', 'advance', 'teams'] as const

const Editor = later(async () => {
  const [editor] = await Promise.all([import('./editor.tsx'), styles('editor')])
  return editor.Editor
})

export function SetUp({
  schema,
  values,
  onChange,
  words,
}: SetUpStage & { words: { readonly [name: string]: OptionWords } }) {
  const table = useTable(SET_UP_WORDS)
  const shown = useLanguage()
  const id = useId()
  const [own, setOwn] = useState(false)
  const [chosen, setChosen] = useState<Language>()
  const ownInput = useRef<HTMLInputElement>(null)
  const { questions, ...rest } = values
  const count = Array.isArray(questions) ? questions.length : 0
  const language = chosen ?? (isWritten(shown) ? shown : 'en')

  // The packs speak the language of the page until told otherwise, and English where they are not written in it.
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
            onChange={(event) => isWritten(event.currentTarget.value) && setChosen(event.currentTarget.value)}
          >
            {LANGUAGES.map((each) => (
              <option key={each} value={each} lang={SPOKEN[each].tag}>
                {SPOKEN[each].name}
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

function isWritten(language: string): language is Language {
  return (LANGUAGES as readonly string[]).includes(language)
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
