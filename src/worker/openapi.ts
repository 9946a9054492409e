import * as z from 'zod'
import { REFUSALS, type RefusalCode } from '../protocol/refusal.ts'
import { BringTime, Control, CreateRoom, DemoPost, JoinRoom, MakeMoves } from '../protocol/request.ts'
import { ANSWERS, EVENT_SCHEMAS, ProblemSchema } from '../protocol/wire.ts'

interface Operation {
  readonly method: 'get' | 'post' | 'delete'
  readonly path: string
  readonly summary: string
  readonly asks?: z.ZodType
  readonly answers: Readonly<
    Record<number, { readonly text: string; readonly type?: string; readonly schema?: z.ZodType }>
  >
  readonly refusals?: readonly RefusalCode[]
  readonly keyed?: true
}

const JSON_TYPE = 'application/json'
const ROOM: readonly RefusalCode[] = ['no-such-room', 'closed', 'bad-token', 'kicked']
const CHANGING: readonly RefusalCode[] = [...ROOM, 'foreign-origin', 'not-json', 'invalid', 'too-large']

/** Every route, with the schemas that check what is asked of it. */
export const OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/games',
    summary: 'The games',
    answers: { 200: { text: 'The catalogue', schema: ANSWERS.GameCards } },
  },
  {
    method: 'post',
    path: '/api/rooms',
    summary: 'Open a room',
    asks: CreateRoom,
    answers: { 201: { text: 'The room and its host’s token', schema: ANSWERS.RoomCreated } },
    refusals: ['not-json', 'invalid', 'unknown-game', 'too-large', 'too-many-requests', 'no-room-code'],
  },
  {
    method: 'get',
    path: '/api/rooms/{code}',
    summary: 'The view, as the asker may see it',
    answers: {
      200: { text: 'The view, with an ETag', schema: ANSWERS.View },
      304: { text: 'If-None-Match still holds' },
    },
    refusals: ROOM,
  },
  {
    method: 'post',
    path: '/api/rooms/{code}/members',
    summary: 'Join',
    asks: JoinRoom,
    answers: { 201: { text: 'The member and their token', schema: ANSWERS.RoomJoined } },
    refusals: [...CHANGING, 'locked', 'full', 'name-taken', 'not-host', 'too-many-requests'],
  },
  {
    method: 'delete',
    path: '/api/rooms/{code}/members/{member}',
    summary: 'Leave, or (the host) remove someone',
    answers: { 204: { text: 'Gone' } },
    refusals: [...ROOM, 'foreign-origin', 'not-a-member', 'not-host', 'standing-in', 'no-such-member'],
  },
  {
    method: 'post',
    path: '/api/rooms/{code}/moves',
    summary: 'Make a move, or a batch of them',
    asks: MakeMoves,
    answers: { 200: { text: 'Saved', schema: ANSWERS.MovesDone } },
    refusals: [
      ...CHANGING,
      'not-host',
      'not-seated',
      'not-a-member',
      'wrong-phase',
      'rejected',
      'too-many-requests',
      'broken-rule',
    ],
    keyed: true,
  },
  {
    method: 'post',
    path: '/api/rooms/{code}/time',
    summary: 'Fair timing: bring back at once the time that came last',
    asks: BringTime,
    answers: { 200: { text: 'The next time to bring', schema: ANSWERS.Time } },
    refusals: [...CHANGING, 'not-a-member', 'too-many-requests'],
  },
  {
    method: 'post',
    path: '/api/rooms/{code}/controls',
    summary: 'The host’s controls; claim is for whoever takes the remote while the host is away',
    asks: Control,
    answers: { 200: { text: 'Saved', schema: ANSWERS.Accepted } },
    refusals: [
      ...CHANGING,
      'not-host',
      'standing-in',
      'not-a-member',
      'not-seated',
      'wrong-phase',
      'too-few-players',
      'no-such-member',
      'unknown-game',
      'broken-rule',
    ],
    keyed: true,
  },
  {
    method: 'get',
    path: '/api/rooms/{code}/stream',
    summary: 'The stream of snapshot, update, presence, heartbeat and closed',
    answers: {
      200: { text: 'Events; their data are the schemas Event…', type: 'text/event-stream', schema: z.string() },
      204: { text: 'Do not come back: answered to a cursor when the room is closed, idle, or the member was removed' },
    },
    refusals: ROOM,
  },
  {
    method: 'get',
    path: '/api/rooms/{code}/history',
    summary: 'What replays the room; for the host',
    answers: { 200: { text: 'One JSON object a line', type: 'application/x-ndjson', schema: z.string() } },
    refusals: [...ROOM, 'not-host', 'wrong-phase'],
  },
  {
    method: 'get',
    path: '/stream',
    summary: 'The demo board’s stream of message events',
    answers: {
      200: {
        text: '{"scores":{NAME:N},"status":"…"} at once and on every change',
        type: 'text/event-stream',
        schema: z.string(),
      },
    },
    refusals: ['not-found'],
  },
  {
    method: 'post',
    path: '/game',
    summary: 'Change the demo board; also as a form',
    asks: DemoPost,
    answers: { 200: { text: 'Saved', schema: ANSWERS.Accepted } },
    refusals: ['not-found', 'not-json', 'invalid', 'too-large', 'rejected', 'too-many-requests'],
  },
]

/** The OpenAPI 3.1 document, whose schemas are JSON Schema draft 2020-12 (OpenAPI 3.1.1, section 4.8.24). */
export function openApi(): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const operation of OPERATIONS) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) }
  }
  const events = Object.entries(EVENT_SCHEMAS).map(([name, schema]) => [
    `Event ${name}`.replace(' ', '.'),
    output(schema),
  ])
  return {
    openapi: '3.1.1',
    info: {
      title: 'Courtside',
      version: '0.1.0',
      summary: 'Live game rooms at the edge',
      description: 'PROTOCOL.md in the source has the rules behind it, with numbers and examples.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths,
    components: {
      schemas: { Problem: output(ProblemSchema), ...Object.fromEntries(events) },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'courtside' },
      },
    },
    // Without any of them one is a spectator.
    security: [{}, { bearer: [] }, { cookie: [] }],
  }
}

function describe({ path, summary, asks, answers, refusals = [], keyed }: Operation): object {
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const key = { name: 'Idempotency-Key', in: 'header', schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,64}$' } }
  const byStatus = Object.groupBy(refusals, (code) => String(REFUSALS[code].status))
  const refused = Object.entries(byStatus).map(([status, codes = []]) => [
    status,
    {
      description: codes.map((code) => `${code}: ${REFUSALS[code].title}`).join('\n\n'),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ])
  const answered = Object.entries(answers).map(([status, { text, type = JSON_TYPE, schema }]) => [
    status,
    { description: text, ...(schema ? { content: { [type]: { schema: output(schema) } } } : {}) },
  ])
  return {
    summary,
    parameters: keyed ? [...named, key] : named,
    ...(asks
      ? { requestBody: { required: true, content: { [JSON_TYPE]: { schema: z.toJSONSchema(asks, { io: 'input' }) } } } }
      : {}),
    responses: Object.fromEntries([...answered, ...refused]),
  }
}

function output(schema: z.ZodType): object {
  return z.toJSONSchema(schema)
}
