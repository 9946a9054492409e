import * as z from 'zod'
import { LIMITS, PICTURE } from './limits.ts'

/** What the host writes. Nothing of it is sent before its time: the rules choose what everyone sees (`asked.ts`). */

const Text = (length: number) => z.string().trim().min(1).max(length)

/** What every kind of question has. */
const common = {
  text: Text(LIMITS.text),
  /** Shown with the question. */
  picture: z.string().regex(PICTURE, 'a picture is an https:// address').max(LIMITS.picture).optional(),
  /** Seconds to answer, 0 for no limit; the quiz's own if absent. */
  seconds: z.int().min(0).max(LIMITS.seconds).optional(),
  /** Shown with the right answer. */
  explanation: Text(LIMITS.explanation).optional(),
}

const Choices = z.array(Text(LIMITS.option)).min(LIMITS.options.least).max(LIMITS.options.most)
const Place = z
  .int()
  .min(0)
  .max(LIMITS.options.most - 1)

/** One of 2 to 6 is right. `right` counts from 0. */
const Single = z
  .strictObject({ kind: z.literal('single'), ...common, options: Choices, right: Place })
  .refine(({ options, right }) => right < options.length, { path: ['right'], error: 'there is no such option' })

/** One or more of 2 to 6 are right. */
const Several = z
  .strictObject({ kind: z.literal('several'), ...common, options: Choices, right: z.array(Place).min(1) })
  .refine(({ options, right }) => right.every((place) => place < options.length), {
    path: ['right'],
    error: 'there is no such option',
  })
  .refine(({ right }) => new Set(right).size === right.length, { path: ['right'], error: 'an option is named twice' })

const Truth = z.strictObject({ kind: z.literal('truth'), ...common, right: z.boolean() })

/** A number to be guessed. The nearer the better; `within` is how far off still earns something. */
const Estimate = z.strictObject({
  kind: z.literal('estimate'),
  ...common,
  right: z.number().min(-LIMITS.number).max(LIMITS.number),
  within: z.number().positive().max(LIMITS.number).optional(),
  unit: Text(LIMITS.unit).optional(),
})

/** `options` stand in the right order; players get them shuffled. */
const Order = z.strictObject({ kind: z.literal('order'), ...common, options: Choices })

/** Asks for opinions: nothing is right, nobody gets points. */
const Poll = z.strictObject({ kind: z.literal('poll'), ...common, options: Choices })

export const Question = z.discriminatedUnion('kind', [Single, Several, Truth, Estimate, Order, Poll])
export type Question = Readonly<z.infer<typeof Question>>
export type Kind = Question['kind']
