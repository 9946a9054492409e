import { useId } from 'preact/hooks'
import { isObject, type JsonObject } from '../../protocol/json.ts'
import type { OptionWords } from '../screen.ts'
import { useWords } from '../words.ts'
import { Icon } from './icon.tsx'

/** A game's set-up form, drawn from the JSON Schema of its options. */

export type Values = Readonly<Record<string, unknown>>
export type FieldWords = { readonly [name: string]: OptionWords }

interface Property extends JsonObject {
  readonly type?: string
  readonly title?: string
  readonly description?: string
  readonly default?: string | number | boolean
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly enum?: readonly string[]
}

function propertiesOf(schema: JsonObject): readonly (readonly [string, Property])[] {
  const { properties } = schema
  if (!isObject(properties)) return []
  return Object.entries(properties).filter((entry): entry is [string, Property] => isField(entry[1]))
}

/** Lists and the like have no field: a game that has them brings a form of its own. */
function isField(property: unknown): boolean {
  return isObject(property) && ['string', 'integer', 'number', 'boolean'].includes(String(property.type))
}

/** What the form starts with. */
export function defaultsOf(schema: JsonObject): Values {
  const named = propertiesOf(schema).filter(([, property]) => property.default !== undefined)
  return Object.fromEntries(named.map(([name, property]) => [name, property.default]))
}

interface Fields {
  readonly schema: JsonObject
  readonly values: Values
  readonly words?: FieldWords | undefined
  onChange(values: Values): void
}

export function Fields({ schema, values, words, onChange }: Fields) {
  return (
    <>
      {propertiesOf(schema).map(([name, property]) => (
        <Field
          key={name}
          property={property}
          title={words?.[name]?.title ?? property.title ?? name}
          hint={words?.[name] ? words[name].hint : property.description}
          choices={words?.[name]?.choices}
          value={values[name]}
          onValue={(value) => onChange({ ...values, [name]: value })}
        />
      ))}
    </>
  )
}

interface Field {
  readonly property: Property
  readonly title: string
  readonly hint: string | undefined
  readonly choices: OptionWords['choices']
  readonly value: unknown
  onValue(value: unknown): void
}

function Field(field: Field) {
  const id = useId()
  const { property, title, hint } = field
  if (property.type === 'boolean') return <Toggle {...field} id={id} />
  return (
    <div class="field">
      <label class="label" for={id}>
        {title}
      </label>
      {property.enum ? (
        <Choice {...field} id={id} />
      ) : isNumber(property) ? (
        <Figure {...field} id={id} />
      ) : (
        <Line {...field} id={id} />
      )}
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

function isNumber({ type }: Property): boolean {
  return type === 'integer' || type === 'number'
}

type Input = Field & { readonly id: string }

function Toggle({ id, title, hint, value, onValue }: Input) {
  return (
    <label class="toggle" for={id}>
      <span>
        <b>{title}</b>
        {hint !== undefined && <span class="hint">{hint}</span>}
      </span>
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={value === true}
        aria-checked={value === true}
        onChange={(event) => onValue(event.currentTarget.checked)}
      />
    </label>
  )
}

function Choice({ id, property, choices, value, onValue }: Input) {
  return (
    <select id={id} class="text" value={String(value)} onChange={(event) => onValue(event.currentTarget.value)}>
      {property.enum?.map((option) => (
        <option key={option} value={option}>
          {choices?.[option] ?? option}
        </option>
      ))}
    </select>
  )
}

/** A number with large buttons at its sides, since on a phone nobody likes to type one. */
function Figure({ id, title, property, value, onValue }: Input) {
  const words = useWords()
  const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = property
  const held = typeof value === 'number' ? value : minimum
  const stride = maximum - minimum > 40 && maximum < 100_000 ? 5 : 1
  const keep = (next: number) => onValue(Math.min(maximum, Math.max(minimum, next)))
  return (
    <div class="figure">
      <button
        type="button"
        class="button square"
        aria-label={`${title}: ${words.less}`}
        onClick={() => keep(held - stride)}
      >
        <Icon name="minus" />
      </button>
      <input
        id={id}
        class="text"
        type="number"
        inputMode="numeric"
        min={minimum}
        max={maximum}
        required
        value={held}
        onChange={(event) => keep(Math.round(event.currentTarget.valueAsNumber || minimum))}
      />
      <button
        type="button"
        class="button square"
        aria-label={`${title}: ${words.plus}`}
        onClick={() => keep(held + stride)}
      >
        <Icon name="plus" />
      </button>
    </div>
  )
}

function Line({ id, property, value, hint, onValue }: Input) {
  return (
    <input
      id={id}
      class="text"
      type="text"
      maxLength={property.maxLength}
      aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      value={typeof value === 'string' ? value : ''}
      onInput={(event) => onValue(event.currentTarget.value)}
    />
  )
}
