import * as z from 'zod'
import { LIMITS } from './limits.ts'
import type { Question } from './question.ts'

const Place = z
  .int()
  .min(0)
  .max(LIMITS.options.most - 1)

/**
 * `single` and `poll`: a place among the options as shown, from 0. `several`: the places chosen. `order`: all places, first
 * to last. `truth`: true or false. `estimate`: a number.
 */
export const Answer = z.union(
  [z.number().min(-LIMITS.number).max(LIMITS.number), z.boolean(), z.array(Place).min(1).max(LIMITS.options.most)],
  { error: 'an answer is a place, a list of places, true or false, or a number' },
)
export type Answer = number | boolean | readonly number[]

/** Whether this question can be answered so. */
export function fits(question: Question, answer: Answer): boolean {
  switch (question.kind) {
    case 'single':
    case 'poll':
      return typeof answer === 'number' && isPlace(answer, question.options)
    case 'several':
      return isPlaces(answer, question.options)
    case 'order':
      return isPlaces(answer, question.options) && answer.length === question.options.length
    case 'truth':
      return typeof answer === 'boolean'
    case 'estimate':
      return typeof answer === 'number'
  }
}

function isPlace(place: number, options: readonly string[]): boolean {
  return Number.isInteger(place) && place >= 0 && place < options.length
}

function isPlaces(answer: Answer, options: readonly string[]): answer is readonly number[] {
  if (typeof answer !== 'object') return false
  return new Set(answer).size === answer.length && answer.every((place) => isPlace(place, options))
}

/** An answer by the places shown, told by the places written. @param shown which option stands at each place shown */
export function asWritten(question: Question, answer: Answer, shown: readonly number[]): Answer {
  return moved(question, answer, (place) => shown[place] ?? place)
}

/** The other way round. */
export function asShown(question: Question, answer: Answer, shown: readonly number[]): Answer {
  return moved(question, answer, (place) => {
    const at = shown.indexOf(place)
    return at < 0 ? place : at
  })
}

function moved(question: Question, answer: Answer, to: (place: number) => number): Answer {
  if (typeof answer === 'boolean' || question.kind === 'estimate') return answer
  if (typeof answer === 'number') return to(answer)
  const places = answer.map(to)
  return question.kind === 'several' ? places.sort((a, b) => a - b) : places
}
