import type { Answer } from './answer.ts'
import type { Question } from './question.ts'

/** A right answer within this time earns full marks: nobody reads faster, so what is below is the network's doing. */
export const FULL_MARKS_MS = 500
const FULL_POINTS = 1000
const STREAK_STEP = 100
const STREAK_MOST = 500

/** How right an answer is. */
export interface Judged {
  /** Counts as right: for the streak, for the distribution. */
  readonly right: boolean
  /** Of the points, 0 to 1. Some kinds give a part for an answer that is partly right. */
  readonly share: number
}

const WRONG: Judged = { right: false, share: 0 }
const RIGHT: Judged = { right: true, share: 1 }

/** @param answer by the places written */
export function judge(question: Question, answer: Answer): Judged {
  switch (question.kind) {
    case 'single':
    case 'truth':
      return answer === question.right ? RIGHT : WRONG
    case 'several':
      return several(question.right, answer as readonly number[])
    case 'order':
      return order(answer as readonly number[])
    case 'estimate':
      return estimate(question, answer as number)
    case 'poll':
      return WRONG
  }
}

/** A wrong choice takes back a right one, so choosing everything earns nothing much. */
function several(right: readonly number[], chosen: readonly number[]): Judged {
  const hits = chosen.filter((place) => right.includes(place)).length
  const misses = chosen.length - hits
  if (misses === 0 && hits === right.length) return RIGHT
  return { right: false, share: Math.max(0, hits - misses) / right.length }
}

/** The share of neighbours that follow each other as they should. */
function order(places: readonly number[]): Judged {
  const pairs = places.length - 1
  let kept = 0
  for (let at = 0; at < pairs; at++) if ((places[at] as number) + 1 === places[at + 1]) kept += 1
  return kept === pairs ? RIGHT : { right: false, share: kept / pairs }
}

/** From all for the very number down to half at the edge of what counts. */
function estimate({ right, within }: Extract<Question, { kind: 'estimate' }>, guess: number): Judged {
  const reach = within ?? Math.max(1, Math.abs(right) / 10)
  const off = Math.abs(guess - right)
  return off > reach ? WRONG : { right: true, share: 1 - off / reach / 2 }
}

/**
 * Points of an answer: round(1000 · (1 − (time / limit) / 2)), a share of it for a part of the answer. Without points for
 * speed, or without a limit to measure it by, time does not count.
 * @param ms from the opening to the answer
 */
export function pointsFor(share: number, ms: number, limitMs: number | undefined, speed: boolean): number {
  const quickness = !speed || limitMs === undefined || ms < FULL_MARKS_MS ? 1 : 1 - Math.min(1, ms / limitMs) / 2
  return Math.round(FULL_POINTS * quickness * share)
}

/** @param streak right answers in a row, this one included */
export function streakBonus(streak: number): number {
  return Math.min(STREAK_MOST, Math.max(0, streak - 1) * STREAK_STEP)
}
