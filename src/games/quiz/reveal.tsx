import { Icon } from '../../browser/parts/icon.tsx'
import type { Stage } from '../../browser/screen.ts'
import { useTable, useWords } from '../../browser/words.ts'
import type { Answer } from './answer.ts'
import type { Quiz } from './asked.tsx'
import { letterOf, Shape, Truth } from './shape.tsx'
import type { Asked, Public, Reveal } from './state.ts'
import { WORDS, type Words } from './words.ts'

/** What came of a question: who chose what, and what was right. */

/** Characters beyond which the big screen writes them smaller. */
const LONG_OPTION = 36
const LONG_EXPLANATION = 130

interface Shown {
  readonly asked: Asked
  readonly reveal: Reveal
  /** One's own answer, where there is one. */
  readonly chosen?: Answer | undefined
}

export function Distribution(shown: Shown) {
  switch (shown.asked.kind) {
    case 'estimate':
      return <Guesses {...shown} />
    case 'order':
      return <RightOrder {...shown} />
    default:
      return <Bars {...shown} />
  }
}

function isAt(answer: Answer | undefined, place: number, kind: Asked['kind']): boolean {
  if (kind === 'truth') return answer === (place === 0)
  return typeof answer === 'object' ? answer.includes(place) : answer === place
}

function Bars({ asked: { kind, options }, reveal: { counts = [], right }, chosen }: Shown) {
  const words = useTable(WORDS)
  const most = Math.max(1, ...counts)
  const texts = kind === 'truth' ? [words.right, words.wrong] : (options ?? [])
  return (
    <ul class="quiz-bars" data-count={texts.length} data-long={texts.some((text) => text.length > LONG_OPTION)}>
      {texts.map((text, place) => {
        const count = counts[place] ?? 0
        const isRight = isAt(right, place, kind)
        return (
          <li
            key={place}
            data-place={kind === 'truth' ? (place === 0 ? 3 : 0) : place}
            data-right={isRight}
            data-judged={right !== undefined}
            style={{ '--share': count / most }}
          >
            {kind === 'truth' ? <Truth truth={place === 0} /> : <Shape place={place} />}
            <span class="quiz-bar-text">
              {kind !== 'truth' && <span class="unseen">{letterOf(place)}: </span>}
              {text}
              {isAt(chosen, place, kind) && <span class="quiz-yours">{words.yours}</span>}
            </span>
            {isRight && (
              <span class="quiz-tick">
                <Icon name="check" />
                <span class="unseen">{words.rightAnswer}</span>
              </span>
            )}
            <b class="quiz-count">
              <span class="unseen">{words.votes(count)}</span>
              <span aria-hidden="true">{count}</span>
            </b>
          </li>
        )
      })}
    </ul>
  )
}

function RightOrder({ asked: { options = [] }, reveal: { right }, chosen }: Shown) {
  const words = useTable(WORDS)
  const order = typeof right === 'object' ? right : []
  const own = typeof chosen === 'object' ? chosen : undefined
  return (
    <ol class="quiz-bars quiz-right-order" aria-label={words.rightAnswer}>
      {order.map((place, at) => (
        <li key={place} data-place={place} data-right={own === undefined || own[at] === place} data-judged="true">
          <span class="quiz-order-place" aria-hidden="true">
            {at + 1}
          </span>
          <Shape place={place} />
          <span class="quiz-bar-text">{options[place]}</span>
          {own?.[at] === place && (
            <span class="quiz-tick">
              <Icon name="check" />
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}

/** Guesses on a line around the right number; those far off stand at its ends. */
function Guesses({ asked: { unit }, reveal: { guesses = [], right }, chosen }: Shown) {
  const words = useTable(WORDS)
  const page = useWords()
  const target = typeof right === 'number' ? right : 0
  const off = guesses.map((guess) => Math.abs(guess - target)).sort((a, b) => a - b)
  const reach = Math.max(1, Math.abs(target) / 4, off[Math.floor(off.length * 0.7)] ?? 0)
  const at = (guess: number) => Math.min(1, Math.max(0, 0.5 + (guess - target) / reach / 2.2))
  return (
    <div class="quiz-guesses">
      <p class="quiz-right-number">
        <span>{words.rightAnswer}</span>
        <b>
          {page.number(target)} {unit !== undefined && <small>{unit}</small>}
        </b>
      </p>
      {guesses.length === 0 ? (
        <p class="quiz-quiet">{words.nobodyGuessed}</p>
      ) : (
        <div
          class="quiz-line-of-guesses"
          dir="ltr"
          role="img"
          aria-label={`${words.guesses}: ${guesses.map((guess) => page.number(guess)).join(', ')}`}
        >
          <span class="quiz-target" />
          {guesses.map((guess, each) => (
            <span key={each} class="quiz-guess-dot" style={{ '--at': at(guess), '--lift': (each * 7) % 5 }} />
          ))}
          {typeof chosen === 'number' && (
            <span class="quiz-guess-own" style={{ '--at': at(chosen) }}>
              <b>{page.number(chosen)}</b>
            </span>
          )}
        </div>
      )}
      {guesses.length > 0 && (
        <p class="quiz-ends" dir="ltr" aria-hidden="true">
          <span>{page.number(guesses[0] ?? 0)}</span>
          <span>{page.number(guesses.at(-1) ?? 0)}</span>
        </p>
      )}
    </div>
  )
}

/** How many had it right, and who was first. */
export function tally({ members, scores, state }: Stage<Quiz>['view'], words: Words): string[] {
  const { reveal, answered, asked } = state
  if (!reveal) return []
  const players = Object.keys(scores).length
  if (asked?.kind === 'poll') return [words.voted(answered, players)]
  const { fastest, rightly } = reveal
  const first = fastest && members[fastest.member]?.name
  const told = [words.rightly(rightly, players)]
  return fastest && first !== undefined ? [...told, words.fastest(first, (fastest.ms / 1000).toFixed(1))] : told
}

/** The right answer in words. */
export function rightAloud({ asked, reveal }: Public, words: Words): string {
  const right = reveal?.right
  if (!asked || right === undefined) return ''
  if (typeof right === 'boolean') return right ? words.right : words.wrong
  if (asked.kind === 'estimate') return `${right} ${asked.unit ?? ''}`.trim()
  const places = typeof right === 'number' ? [right] : right
  return places.map((place) => asked.options?.[place] ?? '').join(', ')
}

export function Explanation({ text }: { text: string | undefined }) {
  const words = useTable(WORDS)
  if (text === undefined) return null
  return (
    <p class="quiz-why" data-long={text.length > LONG_EXPLANATION}>
      <span class="unseen">{words.explanation}: </span>
      <span>{text}</span>
    </p>
  )
}
