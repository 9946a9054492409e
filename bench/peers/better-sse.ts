import { createServer } from 'node:http'
import { createChannel, createSession } from 'better-sse'
import { answerMoves } from './node-server.ts'

/** better-sse's channel on Node's own HTTP server, as its guide shows it; the event is text already, so nothing encodes it again. */
const channel = createChannel()

answerMoves(
  createServer(),
  async (response, request) => {
    channel.register(await createSession(request, response, { serializer: (data) => data as string }))
  },
  (json, version) => {
    channel.broadcast(json, 'update', { eventId: `e.${version}` })
  },
)
