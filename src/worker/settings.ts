import { HOST_GRACE_MS } from '../protocol/limits.ts'
import type { Env } from './env.ts'

/** What an operator may set in wrangler.toml, read once. A value that is no number in range is an error at the first request. */
export interface Settings {
  readonly movesPerSecond: number
  readonly membersPerRoom: number
  readonly demoRoom: boolean
  readonly idleMs: number
  readonly roomMs: number
  readonly hostGraceMs: number
}

export function readSettings(env: Env): Settings {
  return {
    movesPerSecond: number('MOVES_PER_SECOND', env.MOVES_PER_SECOND, 20),
    membersPerRoom: number('MEMBERS_PER_ROOM', env.MEMBERS_PER_ROOM, 300),
    demoRoom: (env.DEMO_ROOM ?? 'on') === 'on',
    idleMs: number('IDLE_MINUTES', env.IDLE_MINUTES, 30) * 60_000,
    roomMs: number('ROOM_HOURS', env.ROOM_HOURS, 24) * 3_600_000,
    hostGraceMs: number('HOST_GRACE_SECONDS', env.HOST_GRACE_SECONDS, HOST_GRACE_MS / 1000) * 1000,
  }
}

function number(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback
  const value = Number(text)
  if (!(value > 0) || !Number.isFinite(value))
    throw new RangeError(`${name} must be a positive number, not ${JSON.stringify(text)}`)
  return value
}
