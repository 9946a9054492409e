import type { MemberId } from '../game.ts'
import { type Answer, asShown, asWritten } from './answer.ts'
import { ledgerOf, rowsOf } from './ledger.ts'
import { judge, pointsFor, streakBonus } from './points.ts'
import type { Question } from './question.ts'
import { standings, withAverages } from './rank.ts'
import type { Given, Own, Reveal, State } from './state.ts'
import { factorOf } from './time.ts'

/** What one player's answer came to. */
interface Marked extends Given {
  readonly right: boolean
  readonly bonus: number
  /**
   * How long it took, by a clock that goes slower for those who have more time. What everyone is shown goes by it alone:
   * the true time would tell, beside the points, who has more.
   */
  readonly ownMs: number
}

/**
 * Closes the question: marks every answer, moves points and ranks, and makes what everyone may see from now on. Nothing
 * is marked before, since points that moved at the answer would tell who was right.
 */
export function closed(state: State, question: Question): State {
  const limitMs = state.until === undefined ? undefined : state.until - state.since
  const marks = new Map<MemberId, Marked>()
  const rows = rowsOf(state.own)
  for (const [id, own] of rows) {
    const marked = mark(state, question, id, own, limitMs)
    if (marked) marks.set(id, marked)
  }
  const points = { ...state.points }
  for (const [id, marked] of marks) points[id] = (points[id] ?? 0) + marked.points
  const places = standings(points)
  const told = rows.map(([id, before]): [MemberId, Own] => {
    const { right = false, bonus = 0, points: earned = 0 } = marks.get(id) ?? {}
    const streak = question.kind === 'poll' ? before.streak : right ? before.streak + 1 : 0
    const result = { right, points: earned, bonus, ...(places.get(id) ?? { rank: 1 }) }
    return [id, { ...before, streak, result }]
  })
  const answers: Record<MemberId, Given> = {}
  for (const [id, { answer, ms, points }] of marks) answers[id] = { answer, ms, points }
  return {
    ...state,
    stage: 'revealed',
    own: ledgerOf(told),
    points,
    reveal: reveal(state, question, marks),
    rounds: { ...state.rounds, [state.index]: { question, answers } },
    ...(state.teams ? { teams: withAverages(state.teams, points) } : {}),
  }
}

function mark(
  state: State,
  question: Question,
  id: MemberId,
  own: Own,
  limitMs: number | undefined,
): Marked | undefined {
  if (own.answer === undefined || own.ms === undefined) return undefined
  const ownMs = limitMs === undefined ? own.ms : Math.round(own.ms / factorOf(state, id))
  const answer = asWritten(question, own.answer, state.shown)
  const { right, share } = judge(question, answer)
  const bonus = right && state.settings.streak ? streakBonus(own.streak + 1) : 0
  return {
    answer,
    ms: own.ms,
    right,
    bonus,
    ownMs,
    points: pointsFor(share, ownMs, limitMs, state.settings.speed) + bonus,
  }
}

function reveal(state: State, question: Question, marks: ReadonlyMap<MemberId, Marked>): Reveal {
  const answers = [...marks.values()].map(({ answer }) => answer)
  let fastest: Reveal['fastest']
  let rightly = 0
  for (const [member, { right, ownMs }] of marks) {
    if (!right) continue
    rightly += 1
    if (!fastest || ownMs < fastest.ms) fastest = { member, ms: ownMs }
  }
  const right = rightAnswer(question)
  return {
    rightly,
    ...(right === undefined ? {} : { right: asShown(question, right, state.shown) }),
    ...distribution(state, question, answers),
    ...(fastest ? { fastest } : {}),
    ...(question.explanation === undefined ? {} : { explanation: question.explanation }),
  }
}

/** By the places written. */
function rightAnswer(question: Question): Answer | undefined {
  if (question.kind === 'poll') return undefined
  return question.kind === 'order' ? question.options.map((_, place) => place) : question.right
}

function distribution(
  { shown }: State,
  question: Question,
  answers: readonly Answer[],
): Pick<Reveal, 'counts' | 'guesses'> {
  switch (question.kind) {
    case 'estimate':
      return { guesses: answers.map(Number).sort((a, b) => a - b) }
    case 'truth':
      return { counts: [true, false].map((truth) => answers.filter((answer) => answer === truth).length) }
    case 'order':
      return {}
    default: {
      const counts = question.options.map(() => 0)
      for (const answer of answers) {
        for (const place of typeof answer === 'object' ? answer : [Number(answer)]) {
          const at = shown.indexOf(place)
          counts[at] = (counts[at] ?? 0) + 1
        }
      }
      return { counts }
    }
  }
}
