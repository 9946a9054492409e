import { sentences } from '../../browser/parts/announce.tsx'
import { Icon } from '../../browser/parts/icon.tsx'
import type { Stage } from '../../browser/screen.ts'
import { type Words as PageWords, useTable, useWords } from '../../browser/words.ts'
import type { Quiz } from './asked.tsx'
import { Distribution, Explanation, rightAloud } from './reveal.tsx'
import type { Mine, Result } from './state.ts'
import { WORDS, type Words } from './words.ts'

/** What a player is told once the question is closed: how they did, and where they stand. */

type Verdict = 'right' | 'partly' | 'wrong' | 'poll' | 'none' | 'new'

function verdictOf({ view: { state } }: Stage<Quiz>, mine: Mine | undefined): Verdict {
  if (!mine?.result) return 'new'
  if (mine.answer === undefined) return 'none'
  if (state.asked?.kind === 'poll') return 'poll'
  if (mine.result.right) return 'right'
  return mine.result.points > 0 ? 'partly' : 'wrong'
}

function verdictWords(verdict: Verdict, words: Words): string {
  switch (verdict) {
    case 'right':
      return words.isRight
    case 'partly':
      return words.isPartly
    case 'wrong':
      return words.isWrong
    case 'poll':
      return words.thanks
    case 'none':
      return words.noAnswer
    case 'new':
      return words.fromNext
  }
}

export function Revealed({ stage, mine }: { stage: Stage<Quiz>; mine: Mine | undefined }) {
  const words = useTable(WORDS)
  const page = useWords()
  const { view, me = '' } = stage
  const { asked, reveal } = view.state
  const verdict = verdictOf(stage, mine)
  const result = mine?.result
  if (!asked || !reveal) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls and holds no control, so the keyboard needs a way in
    <section class="quiz-revealed" aria-label={words.questionOf(view.state.index + 1, view.state.total)} tabIndex={0}>
      <div class="quiz-verdict" data-verdict={verdict}>
        <p>
          {verdict === 'right' && <Icon name="check" />}
          {verdict === 'wrong' && <Icon name="cross" />}
          {verdictWords(verdict, words)}
        </p>
        {result && result.points > 0 && <b>{words.plus(page.number(result.points))}</b>}
        {result && result.bonus > 0 && <small>{words.bonus(page.number(result.bonus))}</small>}
      </div>
      {result && <Standing stage={stage} result={result} streak={mine?.streak ?? 0} total={view.scores[me] ?? 0} />}
      <div class="quiz-question">
        <h2>{asked.text}</h2>
      </div>
      <Distribution asked={asked} reveal={reveal} chosen={mine?.answer} />
      <Explanation text={reveal.explanation} />
    </section>
  )
}

interface Standing {
  readonly stage: Stage<Quiz>
  readonly result: Result
  readonly streak: number
  readonly total: number
}

/** Rank, points, and how far it is to the next. */
function Standing({ stage, result, streak, total }: Standing) {
  const words = useTable(WORDS)
  const page = useWords()
  const gap = gapWords(stage, result, words, page)
  return (
    <div class="quiz-standing">
      <p>
        <span>{words.place}</span>
        <b>{page.ordinal(result.rank)}</b>
      </p>
      <p>
        <span>{words.total}</span>
        <b>{page.number(total)}</b>
      </p>
      <p class="quiz-gap">
        {gap}
        {streak > 1 && <span class="quiz-streak">{words.streak(streak)}</span>}
      </p>
    </div>
  )
}

function gapWords({ view, me = '' }: Stage<Quiz>, { rank, gap }: Result, words: Words, page: PageWords): string {
  const ahead = gap && view.members[gap.to]?.name
  if (gap && ahead !== undefined) return words.gap(page.number(gap.points), ahead)
  return rank === 1 && (view.scores[me] ?? 0) > 0 && Object.keys(view.scores).length > 1 ? words.leading : ''
}

export function resultAloud(stage: Stage<Quiz>, words: Words, page: PageWords): string {
  const { state, mine } = stage.view
  const result = mine?.result
  const right = rightAloud(state, words)
  return sentences(
    verdictWords(verdictOf(stage, mine), words),
    result && result.points > 0 ? words.plusAloud(page.number(result.points)) : '',
    right === '' ? '' : `${words.rightAnswer}: ${right}`,
    result ? `${words.place}: ${page.ordinal(result.rank)}` : '',
    result ? gapWords(stage, result, words, page) : '',
    state.reveal?.explanation ?? '',
  )
}
