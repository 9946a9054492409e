import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What both peers on Node share: GET opens a stream, POST passes its body on and answers with the version. */
export function answerMoves(
  server: Server,
  open: (response: ServerResponse, request: IncomingMessage) => void | Promise<void>,
  publish: (json: string, version: number) => void,
): void {
  let version = 0
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.method === 'GET') {
      void open(response, request)
      return
    }
    let json = ''
    request.setEncoding('utf8')
    request.on('data', (part: string) => {
      json += part
    })
    request.on('end', () => {
      publish(json, ++version)
      const answer = `{"version":${version}}`
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length })
      response.end(answer)
    })
  })
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`ready http://localhost:${(server.address() as AddressInfo).port}\n`)
  })
}
