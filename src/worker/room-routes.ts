import { Hono } from 'hono'
import { findGame } from '../games/catalog.ts'
import type { RoomCreated, RoomJoined } from '../protocol/answer.ts'
import { DEMO_CODE } from '../protocol/code.ts'
import { BODY_BYTES, CREATE_BODY_BYTES } from '../protocol/limits.ts'
import { isRefused, refuse } from '../protocol/refusal.ts'
import { BringTime, Control, CreateRoom, JoinRoom, MakeMoves } from '../protocol/request.ts'
import { parseOptions } from '../room/open.ts'
import { brake, giveToken, readAsked, readKey, roomOf } from './asked.ts'
import { readJson } from './body.ts'
import type { Env } from './env.ts'
import { hashNetwork, readNetwork } from './network.ts'
import { openStream } from './open-stream.ts'
import { problem } from './problem.ts'
import { readSettings } from './settings.ts'
import { hashToken, makeCode, makeEpoch, makeToken } from './token.ts'

/** Codes tried before giving up: at a million open rooms one in 24 is taken, so five in a row happen once in 8 million. */
const CODE_TRIES = 5

/** Everything under /api/rooms. Each route parses, asks the room's object, and writes its answer down. */
export const roomRoutes = new Hono<{ Bindings: Env }>()

  .post('/', async (c) => {
    const slowed = await brake(c, c.env.CREATE_LIMIT)
    if (slowed) return problem(slowed.refusal)
    const read = await readJson(c, CreateRoom, CREATE_BODY_BYTES)
    if (isRefused(read)) return problem(read.refusal)
    const { game: id, options: given, name } = read.value
    const game = findGame(id)
    if (!game) return problem(refuse('unknown-game', `There is no game called ${JSON.stringify(id)}`).refusal)
    const parsed = parseOptions(game, given)
    if (isRefused(parsed)) return problem(parsed.refusal)
    const token = makeToken()
    const networkKey = makeToken()
    const network = readNetwork(c)
    const host = {
      hash: await hashToken(token),
      ...(name === undefined ? {} : { name }),
      ...(network === undefined ? {} : { network: await hashNetwork(networkKey, network) }),
    }
    const capacity = readSettings(c.env).membersPerRoom
    for (let tries = 0; tries < CODE_TRIES; tries++) {
      const code = makeCode()
      if (code === DEMO_CODE) continue
      const made = { code, epoch: makeEpoch(), seed: makeToken(), networkKey }
      const opened = await roomOf(c.env, code).create({ game: id, ...made, capacity, options: parsed.options, host })
      if (opened === 'taken') continue
      if (isRefused(opened)) return problem(opened.refusal)
      if (!opened.host) continue
      giveToken(c, code, token)
      const { origin } = new URL(c.req.url)
      const urls = {
        join: `${origin}/${code}`,
        screen: `${origin}/${code}/screen`,
        stream: `${origin}/api/rooms/${code}/stream`,
      }
      return c.json({ code, member: opened.host, token, urls } satisfies RoomCreated, 201)
    }
    return problem(refuse('no-room-code').refusal)
  })

  .get('/:code', async (c) => {
    const asked = await readAsked(c)
    if (isRefused(asked)) return problem(asked.refusal)
    const seen = await asked.room.look(asked.asker, c.req.header('If-None-Match'))
    if (isRefused(seen)) return problem(seen.refusal)
    const headers = { ETag: seen.etag, 'Cache-Control': 'private, no-cache', Vary: 'Cookie, Authorization' }
    if (seen.text === undefined) return c.body(null, 304, headers)
    return c.body(seen.text, 200, { ...headers, 'Content-Type': 'application/json' })
  })

  .post('/:code/members', async (c) => {
    const asked = await readAsked(c)
    if (isRefused(asked)) return problem(asked.refusal)
    const slowed = await brake(c, c.env.JOIN_LIMIT)
    if (slowed) return problem(slowed.refusal)
    const read = await readJson(c, JoinRoom, BODY_BYTES)
    if (isRefused(read)) return problem(read.refusal)
    const token = makeToken()
    const { name, bot } = read.value
    const hash = await hashToken(token)
    // A bot of the room's own comes from nowhere.
    const network = bot === 'room' ? undefined : readNetwork(c)
    const joined = await asked.room.join(asked.asker, { name, hash, ...(bot ? { bot } : {}) }, network)
    if (isRefused(joined)) return problem(joined.refusal)
    // Whoever adds a bot stays who they are.
    if (!bot) giveToken(c, asked.code, token)
    return c.json({ member: joined.member, token } satisfies RoomJoined, 201)
  })

  .delete('/:code/members/:member', async (c) => {
    const asked = await readAsked(c)
    if (isRefused(asked)) return problem(asked.refusal)
    const left = await asked.room.leave(asked.asker, c.req.param('member'))
    return isRefused(left) ? problem(left.refusal) : c.body(null, 204)
  })

  .post('/:code/moves', async (c) => {
    const asked = await readAsked(c)
    if (isRefused(asked)) return problem(asked.refusal)
    const keyed = readKey(c)
    if (isRefused(keyed)) return problem(keyed.refusal)
    const read = await readJson(c, MakeMoves, BODY_BYTES)
    if (isRefused(read)) return problem(read.refusal)
    const { room, asker } = asked
    const { value } = read
    const answer = await ('moves' in value
      ? room.moves(asker, value.moves, keyed.key)
      : room.move(asker, value, keyed.key))
    return isRefused(answer) ? problem(answer.refusal) : c.json(answer)
  })

  .post('/:code/controls', async (c) => {
    const asked = await readAsked(c)
    if (isRefused(asked)) return problem(asked.refusal)
    const keyed = readKey(c)
    if (isRefused(keyed)) return problem(keyed.refusal)
    const read = await readJson(c, Control, CREATE_BODY_BYTES)
    if (isRefused(read)) return problem(read.refusal)
    const answer = await asked.room.control(asked.asker, read.value, keyed.key)
    return isRefused(answer) ? problem(answer.refusal) : c.json(answer)
  })

  .post('/:code/time', async (c) => {
    const asked = await readAsked(c)
    if (isRefused(asked)) return problem(asked.refusal)
    const read = await readJson(c, BringTime, BODY_BYTES)
    if (isRefused(read)) return problem(read.refusal)
    const answer = await asked.room.time(asked.asker, read.value.brought)
    return isRefused(answer) ? problem(answer.refusal) : c.json(answer, 200, { 'Cache-Control': 'no-store' })
  })

  .get('/:code/history', async (c) => {
    const asked = await readAsked(c)
    if (isRefused(asked)) return problem(asked.refusal)
    const told = await asked.room.history(asked.asker)
    if (isRefused(told)) return problem(told.refusal)
    const headers = { 'Content-Type': 'application/x-ndjson; charset=utf-8', 'Cache-Control': 'no-store' }
    return c.body(told.text, 200, headers)
  })

  .get('/:code/stream', async (c) => {
    const asked = await readAsked(c)
    if (isRefused(asked)) return problem(asked.refusal)
    return openStream(c.req.raw, asked.room, 'room', asked.asker)
  })
