/**
 * Every way Courtside says no: the code is stable and for programs, the title is for people, the status is HTTP's.
 * PROTOCOL.md shows each one as it goes over the wire.
 */
export const REFUSALS = {
  'not-json': { status: 400, title: 'The body is not JSON' },
  'bad-token': { status: 401, title: 'This token opens nothing in this room' },
  'foreign-origin': { status: 403, title: 'Another site may not act with this browser’s cookie' },
  'not-a-member': { status: 403, title: 'Only a member of the room may do this' },
  'not-host': { status: 403, title: 'Only the host may do this' },
  'standing-in': { status: 403, title: 'Who stands in for the host may not do this to them or to their room' },
  'not-seated': { status: 403, title: 'Only a seated player may make this move' },
  locked: { status: 403, title: 'The room is locked' },
  kicked: { status: 403, title: 'The host has removed you from this room' },
  'no-such-room': { status: 404, title: 'There is no room with this code' },
  'no-such-member': { status: 404, title: 'There is no such member in this room' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'wrong-method': { status: 405, title: 'This address does not take this method' },
  'name-taken': { status: 409, title: 'Someone in the room has this name' },
  full: { status: 409, title: 'The room is full' },
  'wrong-phase': { status: 409, title: 'This is not possible in the room’s present phase' },
  'too-few-players': { status: 409, title: 'The game needs more players' },
  rejected: { status: 409, title: 'The game’s rules refuse this move' },
  closed: { status: 410, title: 'The room is closed' },
  'too-large': { status: 413, title: 'The body is too large' },
  invalid: { status: 422, title: 'The request does not have the right form' },
  'unknown-game': { status: 422, title: 'There is no such game' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'broken-rule': { status: 500, title: 'The game’s rules failed on this; the room is as it was' },
  fault: { status: 500, title: 'Something failed on our side' },
  'no-room-code': { status: 503, title: 'No free room code was found' },
} as const satisfies Record<string, { status: number; title: string }>

export type RefusalCode = keyof typeof REFUSALS

/** A refusal on its way to the asker. `reason` is the game's own word for a rejection; `retryAfter` is in seconds. */
export interface Refusal {
  readonly code: RefusalCode
  readonly detail?: string
  readonly reason?: string
  readonly retryAfter?: number
}

export interface Refused {
  readonly refusal: Refusal
}

export function refuse(code: RefusalCode, detail?: string): Refused {
  return { refusal: detail === undefined ? { code } : { code, detail } }
}

export function isRefused(answer: object): answer is Refused {
  return 'refusal' in answer
}

/** RFC 9457 problem details. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: RefusalCode
  readonly reason?: string
}

export function problemOf(refusal: Refusal): Problem {
  const { status, title } = REFUSALS[refusal.code]
  return {
    type: `/api/docs#${refusal.code}`,
    title,
    status,
    detail: refusal.detail ?? title,
    code: refusal.code,
    ...(refusal.reason === undefined ? {} : { reason: refusal.reason }),
  }
}
