import { Hono } from 'hono'
import { DEMO_CODE } from '../protocol/code.ts'
import { BODY_BYTES } from '../protocol/limits.ts'
import { isRefused, type Refused, refuse } from '../protocol/refusal.ts'
import { DemoPost, type Move } from '../protocol/request.ts'
import { type AppContext, type Asked, roomOf } from './asked.ts'
import { parse, readText } from './body.ts'
import type { Env } from './env.ts'
import { openStream } from './open-stream.ts'
import { problem } from './problem.ts'
import { readSettings } from './settings.ts'
import { comeBack } from './sse.ts'
import { makeEpoch, makeToken } from './token.ts'

const DEMO_GAME = 'scoreboard'

/** The two routes of the original example, unchanged, on one public scoreboard. */
export const demoRoutes = new Hono<{ Bindings: Env }>()

  .use('/:route{stream|game}', async (c, next) => {
    if (!readSettings(c.env).demoRoom) return problem(refuse('not-found').refusal)
    return next()
  })

  .get('/stream', async (c) => {
    const room = roomOf(c.env, DEMO_CODE)
    try {
      await openDemoRoom(c.env, room)
    } catch {
      return comeBack()
    }
    return openStream(c.req.raw, room, 'plain', {})
  })

  .post('/game', async (c) => {
    const read = await readPost(c)
    if (isRefused(read)) return problem(read.refusal)
    const room = roomOf(c.env, DEMO_CODE)
    const move = moveOf(read.value)
    let answer = await room.program(move)
    if (isRefused(answer) && answer.refusal.code === 'no-such-room') {
      await openDemoRoom(c.env, room)
      answer = await room.program(move)
    }
    return isRefused(answer) ? problem(answer.refusal) : c.json(answer)
  })

/** Opens the demo room unless it is open: whoever comes first does, and again after it was deleted for want of use. */
async function openDemoRoom(env: Env, room: Asked['room']): Promise<void> {
  const capacity = readSettings(env).membersPerRoom
  const options = { status: '' }
  await room.create({ game: DEMO_GAME, code: DEMO_CODE, epoch: makeEpoch(), seed: makeToken(), capacity, options })
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
