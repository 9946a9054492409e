import * as z from 'zod'
import { BATCH_MOVES, KEY_LENGTH } from './limits.ts'
import { parseName } from './name.ts'

/** The schemas of everything anyone can ask. Unknown members are refused, so that a misspelt option is not silently lost. */

// Code generation by `new Function` is not allowed in Workers; say so rather than let zod try and fail at every start.
z.config({ jitless: true })

/** A member's or a scoreboard line's name, trimmed and normalised. */
export const Name = z.string().transform((text, context) => {
  const name = parseName(text)
  if (name !== undefined) return name
  context.addIssue('a name has 1 to 24 characters and no control or direction characters')
  return z.NEVER
})
const Member = z.string().regex(/^m[1-9][0-9]{0,8}$/, 'a member id looks like m12')

export const CreateRoom = z.strictObject({ game: z.string(), options: z.unknown().optional(), name: Name.optional() })
/** `true`: the bot’s own program plays it. `"room"`: the room does, and only the host may ask for it. */
const Bot = z.union([z.literal(true), z.literal('room')])
export const JoinRoom = z.strictObject({ name: Name, bot: Bot.optional() })

const Move = z.strictObject({ name: z.string().max(64), args: z.unknown().optional() })
export const MakeMoves = z.union([Move, z.strictObject({ moves: z.array(Move).min(1).max(BATCH_MOVES) })], {
  error: `a move is {name, args?}; a batch is {moves: [1 to ${BATCH_MOVES} of them]}`,
})

/** One exchange of fair timing: the time that came last, at once; absent the first time. */
export const BringTime = z.strictObject({ brought: z.int().optional() })

export const Control = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.enum(['start', 'pause', 'resume', 'end', 'lock', 'unlock', 'mute', 'unmute', 'claim', 'close']),
  }),
  z.strictObject({ do: z.literal('rematch'), game: z.string().optional(), options: z.unknown().optional() }),
  z.strictObject({ do: z.literal('kick'), member: Member, ban: z.boolean().optional() }),
  z.strictObject({ do: z.literal('transfer'), member: Member }),
  z.strictObject({ do: z.literal('pardon'), member: Member.optional() }),
])

/** A number, or its decimal text, as a form sends it. Coercion would make 0 of an empty field, of `null` and of `[]`. */
const FormNumber = z.union([
  z.number(),
  z
    .string()
    .regex(/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?\s*$/i)
    .transform(Number)
    .pipe(z.number()),
])

/** The original example's `POST /game`, as JSON or as a form, where a number comes as text. */
export const DemoPost = z.union(
  [
    z.strictObject({ player: Name, score: FormNumber }),
    z.strictObject({ player: Name, add: FormNumber }),
    z.strictObject({ status: z.string() }),
  ],
  { error: 'send {player, score}, {player, add} or {status}' },
)

export const IdempotencyKey = z
  .string()
  .regex(
    new RegExp(`^[\\x21-\\x7e]{1,${KEY_LENGTH}}$`),
    `an Idempotency-Key has 1 to ${KEY_LENGTH} visible ASCII characters`,
  )

export type CreateRoom = z.infer<typeof CreateRoom>
export type JoinRoom = z.infer<typeof JoinRoom>
export type Move = z.infer<typeof Move>
export type MakeMoves = z.infer<typeof MakeMoves>
export type Control = z.infer<typeof Control>
export type DemoPost = z.infer<typeof DemoPost>
