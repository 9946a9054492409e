import * as z from 'zod'
import { parseCode } from './code.ts'
import { parseCursor } from './cursor.ts'
import { REFUSALS, type RefusalCode } from './refusal.ts'

/**
 * The schemas of everything that goes out: answers, views, events, refusals. Tests hold every answer to them, and the
 * OpenAPI document is made from them; nothing is checked by them on its way out.
 */

const Id = z.string().regex(/^m[1-9][0-9]*$/)
const Time = z.int().min(0).describe('epoch milliseconds of the server')
const Code = z
  .string()
  .refine((text) => parseCode(text) === text, 'a room code in capitals')
  .meta({ pattern: '^[2-9A-Z]{5}$' })
const Version = z.int().min(1)

export const EventId = z
  .string()
  .max(32)
  .refine((text) => parseCursor(text) !== undefined, 'EPOCH.VERSION')

const MemberView = z.strictObject({
  name: z.string(),
  color: z.string().regex(/^#[0-9a-f]{6}$/),
  host: z.boolean(),
  player: z.boolean().describe('has a seat'),
  bot: z.literal(true).optional(),
})

const RoomView = z.strictObject({
  code: Code,
  game: z.string(),
  phase: z.enum(['lobby', 'playing', 'paused', 'over']),
  locked: z.boolean(),
  muted: z.literal(true).optional().describe('the big screen is to make no sound'),
  barred: z.literal(true).optional().describe('the network of someone removed is kept out'),
  hostAway: z.literal(true).optional().describe('paused because the host’s streams were gone for too long'),
  owner: Id.optional().describe('who was host until someone stepped in for them'),
  match: z.int().min(1),
  players: z.strictObject({ min: z.int().min(0), max: z.int().min(1) }),
  clock: z
    .union([z.strictObject({ zero: z.number() }), z.strictObject({ stopped: z.number() })])
    .optional()
    .describe('match time is now − zero while it runs, stopped while it stands; milliseconds'),
  outcome: z.looseObject({ winners: z.array(z.string()) }).optional(),
})

const viewShape = {
  version: Version,
  at: Time,
  room: RoomView,
  you: Id.optional().describe('the asker; absent for a spectator'),
  members: z.record(Id, MemberView),
  gone: z
    .record(Id, z.strictObject({ name: z.string().optional(), color: MemberView.shape.color }))
    .optional()
    .describe('who left this match with a score; who was removed has no name'),
  scores: z.record(z.string(), z.number()),
  state: z.looseObject({}).describe('the game’s public view; {} in the lobby'),
  mine: z.looseObject({}).optional().describe('what only the asker may see'),
}

export const ViewSchema = z.strictObject(viewShape)

/** The data of each event of a room's stream. */
export const EVENT_SCHEMAS = {
  snapshot: z.strictObject({ ...viewShape, reset: z.literal(true).optional() }),
  update: z
    .looseObject({ version: Version, at: Time })
    .describe('an RFC 7396 merge patch from the view before to this one'),
  presence: z.strictObject({ online: z.record(Id, z.literal(true)), streams: z.int().min(0) }),
  heartbeat: z.strictObject({ now: Time }),
  closed: z.strictObject({ reason: z.enum(['ended', 'idle', 'kicked', 'moved']) }),
}

const OwnMember = MemberView.extend({ id: Id })
const Accepted = z.strictObject({ version: Version })
const RefusalCodes = z.enum(Object.keys(REFUSALS) as [RefusalCode, ...RefusalCode[]])

export const ANSWERS = {
  GameCards: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      summary: z.string(),
      players: RoomView.shape.players,
      options: z.looseObject({}).describe('JSON Schema (draft 2020-12) of the options'),
    }),
  ),
  RoomCreated: z.strictObject({
    code: Code,
    member: OwnMember,
    token: z.string(),
    urls: z.strictObject({ join: z.url(), screen: z.url(), stream: z.url() }),
  }),
  RoomJoined: z.strictObject({ member: OwnMember, token: z.string() }),
  Time: z.strictObject({ time: Time }),
  View: ViewSchema,
  Accepted,
  MovesDone: z.union([
    Accepted,
    z.strictObject({
      results: z.array(
        z.union([
          Accepted,
          z.strictObject({ code: RefusalCodes, reason: z.string().optional(), detail: z.string().optional() }),
        ]),
      ),
    }),
  ]),
}

/** RFC 9457 problem details with Courtside's stable code. */
export const ProblemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: RefusalCodes,
  reason: z.string().optional().describe('the game’s own word, for rejected'),
})
