import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export const USAGE = `npm run serve -- --port P --data DIR [--var NAME:VALUE]...
  --port  TCP port on every interface of this machine; 0 takes a free one
  --data  folder that keeps the rooms; made if it is not there
  --var   sets a variable of wrangler.toml, as wrangler's own --var does; may be given more than once`

export interface Flags {
  readonly port: number
  /** Absolute. */
  readonly data: string
  readonly vars: { readonly [name: string]: string }
}

/** Something about the command line or the machine that the person who typed the command can put right. */
export class ServeError extends Error {
  override name = 'ServeError'
}

/** @throws ServeError naming the flag at fault and the usage. */
export function parseFlags(args: readonly string[]): Flags {
  const { port, data, var: vars } = parsed(args)
  if (port === undefined) throw new ServeError(`--port is missing\n${USAGE}`)
  if (data === undefined || data === '') throw new ServeError(`--data is missing\n${USAGE}`)
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) {
    throw new ServeError(`--port ${port}: a port is a whole number from 0 to 65535`)
  }
  return { port: Number(port), data: resolve(data), vars: Object.fromEntries((vars ?? []).map(pair)) }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { port: { type: 'string' }, data: { type: 'string' }, var: { type: 'string', multiple: true } },
    }).values
  } catch (error) {
    throw new ServeError(`${error instanceof Error ? error.message : error}\n${USAGE}`)
  }
}

/** Split at the first colon only: a value may hold more of them. */
function pair(text: string): [name: string, value: string] {
  const match = /^([A-Za-z_][A-Za-z0-9_]*):(.*)$/s.exec(text)
  if (match?.[1] === undefined || match[2] === undefined) throw new ServeError(`--var ${text}: write NAME:VALUE`)
  return [match[1], match[2]]
}
