import { createServer, type ServerResponse } from 'node:http'
import { answerMoves } from './node-server.ts'

/** Node's own HTTP server: each event encoded once and written to every response. */
const streams = new Set<ServerResponse>()

answerMoves(
  createServer(),
  (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
    response.flushHeaders()
    streams.add(response)
    response.once('close', () => streams.delete(response))
  },
  (json, version) => {
    const event = Buffer.from(`event: update\ndata: ${json}\nid: e.${version}\n\n`)
    for (const stream of streams) stream.write(event)
  },
)
