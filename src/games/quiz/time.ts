import type { MemberId } from '../game.ts'
import { row } from './ledger.ts'
import type { QuizOptions } from './options.ts'
import type { Question } from './question.ts'
import type { State } from './state.ts'

/** How much time there is: for everyone by the quiz's options, for one player by the host's `allow`. */

/** Times everyone's limit. */
export const FACTORS = [1.5, 2, 3] as const
export type Factor = (typeof FACTORS)[number]

type Paced = Pick<QuizOptions, 'seconds' | 'reading' | 'pause'> & { readonly questions: readonly Question[] }

/** Every limit as it will be played. Without a limit on answers the others stay: they take nothing from anyone. */
export function paced<Given extends Paced>(given: Given, time: QuizOptions['time']): Given {
  if (time === '1') return given
  const factor = time === 'none' ? 1 : Number(time)
  const limit = (seconds: number) => (time === 'none' ? 0 : seconds * factor)
  return {
    ...given,
    seconds: limit(given.seconds),
    reading: given.reading * factor,
    pause: given.pause * factor,
    questions: given.questions.map((question) =>
      question.seconds === undefined ? question : { ...question, seconds: limit(question.seconds) },
    ),
  }
}

/** How many times everyone's limit is this player's. */
export function factorOf({ allowed }: State, id: MemberId): number {
  return allowed?.[id] ?? 1
}

/** When an open question is over for this player, milliseconds of the match clock. */
export function deadlineOf(state: State, id: MemberId): number {
  return state.until === undefined ? Number.POSITIVE_INFINITY : ownUntil(state.since, state.until, factorOf(state, id))
}

/** The same for the page, which knows its own factor alone. */
export function ownUntil(since: number, until: number, factor = 1): number {
  return since + (until - since) * factor
}

/** Whether this player's answer to the open question may still come. */
export function isAwaited(state: State, id: MemberId, now: number): boolean {
  return row(state.own, id)?.answer === undefined && now < deadlineOf(state, id)
}

/** When the time of somebody who may still answer is up next; nothing where nobody's will be. */
export function nextDeadline(state: State, now: number): number | undefined {
  const { until, allowed = {} } = state
  if (until === undefined) return undefined
  const later = Object.keys(allowed).filter((id) => isAwaited(state, id, now))
  const ends = [until, ...later.map((id) => deadlineOf(state, id))].filter((end) => end > now)
  return ends.length > 0 ? Math.min(...ends) : undefined
}
