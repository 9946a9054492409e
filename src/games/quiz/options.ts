import * as z from 'zod'
import { LANGUAGES, LIMITS } from './limits.ts'
import { PACKS } from './pack.ts'
import { Question } from './question.ts'

/** What the host chooses. The form on the page is drawn from it, so every choice stands for itself and has a default. */
export const QuizOptions = z.strictObject({
  pack: z
    .enum(PACKS)
    .default('general')
    .meta({ title: 'Questions', description: 'A built-in pack of 15, unless you bring your own questions.' }),
  language: z.enum(LANGUAGES).default('en').meta({ title: 'Language', description: 'Of the built-in packs.' }),
  questions: z
    .array(Question)
    .min(1)
    .max(LIMITS.questions)
    .optional()
    .meta({ title: 'Your own questions', description: 'Written in the page or imported; they replace the pack.' }),
  title: z.string().trim().max(LIMITS.title).default('').meta({ title: 'Title', description: 'On the big screen.' }),
  seconds: z
    .int()
    .min(0)
    .max(LIMITS.seconds)
    .default(20)
    .meta({ title: 'Seconds to answer', description: 'For questions without their own limit. 0: no limit.' }),
  time: z.enum(['1', '1.5', '2', '3', 'none']).default('1').meta({
    title: 'Time for everyone',
    description: 'Times every limit, a question’s own too; points count by the longer limit.',
  }),
  reading: z
    .int()
    .min(0)
    .max(30)
    .default(3)
    .meta({ title: 'Seconds to read', description: 'The question stands alone before its answers appear.' }),
  speed: z
    .boolean()
    .default(true)
    .meta({ title: 'Points for speed', description: 'Off: every right answer earns the same.' }),
  streak: z
    .boolean()
    .default(true)
    .meta({ title: 'Streak bonus', description: '100 points more for each right answer in a row, up to 500.' }),
  teams: z
    .enum(['off', '2', '3', '4', '5', '6'])
    .default('off')
    .meta({ title: 'Teams', description: 'Players are dealt out evenly; a team has the average of its players.' }),
  shuffle: z
    .boolean()
    .default(true)
    .meta({ title: 'Shuffle answers', description: 'Off: they appear as they were written.' }),
  advance: z
    .enum(['host', 'auto'])
    .default('host')
    .meta({ title: 'Next question', description: 'When the host says so, or by itself.' }),
  pause: z
    .int()
    .min(3)
    .max(60)
    .default(8)
    .meta({ title: 'Seconds for the result', description: 'How long it stands when questions follow by themselves.' }),
})
export type QuizOptions = Readonly<z.infer<typeof QuizOptions>>
