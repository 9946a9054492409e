import { parseArgs } from 'node:util'
import { parseCode } from '../../protocol/code.ts'

export const USAGE = `npm run bots -- --url URL --room CODE --players N [--seconds S] [--linger S]
  --url      where Courtside runs, such as http://localhost:8787
  --room     code of an open room
  --players  bots to seat, 1 to 1000
  --seconds  seconds after which they leave whatever happens, 1 to 86400; 600 if not given
  --linger   seconds they stay for the podium and a rematch once a match is over, 0 to 3600; 10 if not given`

export interface Flags {
  /** Origin, without a slash at its end. */
  readonly url: string
  readonly room: string
  readonly players: number
  readonly seconds: number
  readonly linger: number
}

/** Something the person who typed the command can put right. */
export class BotsError extends Error {
  override name = 'BotsError'
}

const MOST_PLAYERS = 1000
const MOST_SECONDS = 86_400
const MOST_LINGER = 3600

/** @throws BotsError naming the flag at fault. */
export function parseFlags(args: readonly string[]): Flags {
  const { url, room, players, seconds, linger } = parsed(args)
  if (url === undefined) throw new BotsError(`--url is missing\n${USAGE}`)
  if (room === undefined) throw new BotsError(`--room is missing\n${USAGE}`)
  if (players === undefined) throw new BotsError(`--players is missing\n${USAGE}`)
  const code = parseCode(room)
  if (code === undefined) throw new BotsError(`--room ${room}: a room code has five letters and digits, such as K7QXM`)
  return {
    url: origin(url),
    room: code,
    players: whole('--players', players, 1, MOST_PLAYERS),
    seconds: whole('--seconds', seconds ?? '600', 1, MOST_SECONDS),
    linger: whole('--linger', linger ?? '10', 0, MOST_LINGER),
  }
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const
  try {
    const options = { url: text, room: text, players: text, seconds: text, linger: text }
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    throw new BotsError(`${error instanceof Error ? error.message : error}\n${USAGE}`)
  }
}

function origin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new BotsError(`--url ${text}: write it with http:// or https://`)
  }
  return url.origin
}

function whole(flag: string, text: string, least: number, most: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= least && value <= most)) {
    throw new BotsError(`${flag} ${text}: a whole number from ${least} to ${most} is needed`)
  }
  return value
}
