import { Hono } from 'hono'
import { findGame } from '../games/catalog.ts'
import { DEMO_CODE } from '../protocol/code.ts'
import { BODY_BYTES } from '../protocol/limits.ts'
import { isRefused, type Refused, refuse } from '../protocol/refusal.ts'
import { DemoPost, type Move } from '../protocol/request.ts'
import { parseOptions } from '../room/open.ts'
import { type AppContext, type Asked, roomOf } from './asked.ts'
import { parse, readText } from './body.ts'
import type { Env } from './env.ts'
import { openStream } from './open-stream.ts'
import { problem } from './problem.ts'
import { readSettings } from './settings.ts'
import { makeEpoch, makeToken } from './token.ts'

const DEMO_GAME = 'scoreboard'

/** The two routes of the original example, unchanged, on one public scoreboard. */
export const demoRoutes = new Hono<{ Bindings: Env }>()

  .get('/stream', async (c) => {
    const room = await demoRoom(c)
    return isRefused(room) ? problem(room.refusal) : openStream(c.req.raw, room, 'plain', {})
  })

  .post('/game', async (c) => {
    const room = await demoRoom(c)
    if (isRefused(room)) return problem(room.refusal)
    const read = await readPost(c)
    if (isRefused(read)) return problem(read.refusal)
    const answer = await room.program(moveOf(read.value))
    return isRefused(answer) ? problem(answer.refusal) : c.json(answer)
  })

/** The demo room, opened by whoever comes first (and again after it was deleted for want of use). */
async function demoRoom(c: AppContext): Promise<Asked['room'] | Refused> {
  const { demoRoom: on, membersPerRoom: capacity } = readSettings(c.env)
  if (!on) return refuse('not-found')
  const game = findGame(DEMO_GAME)
  if (!game) return refuse('unknown-game')
  const parsed = parseOptions(game, {})
  if (isRefused(parsed)) return parsed
  const room = roomOf(c.env, DEMO_CODE)
  const { options } = parsed
  const opened = await room.create({
    game: DEMO_GAME,
    code: DEMO_CODE,
    epoch: makeEpoch(),
    seed: makeToken(),
    capacity,
    options,
  })
  return opened !== 'taken' && isRefused(opened) ? opened : room
}

async function readPost(c: AppContext): Promise<{ readonly value: DemoPost } | Refused> {
  const read = await readText(c, BODY_BYTES)
  if (isRefused(read)) return read
  // curl calls whatever it sends a form, so the text decides: an object is JSON, anything else a form.
  if (!read.text.trimStart().startsWith('{')) return parse(DemoPost, Object.fromEntries(new URLSearchParams(read.text)))
  try {
    return parse(DemoPost, JSON.parse(read.text))
  } catch {
    return refuse('not-json')
  }
}

function moveOf(post: DemoPost): Move {
  if ('status' in post) return { name: 'status', args: { text: post.status } }
  if ('add' in post) return { name: 'add', args: { player: post.player, by: post.add } }
  return { name: 'set', args: { player: post.player, score: post.score } }
}
