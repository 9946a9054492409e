import { connect, type Socket } from 'node:net'

export interface Answer {
  readonly status: number
  readonly body: string
}

/** One keep-alive connection that POSTs one thing after another. */
export class Poster {
  readonly #socket: Socket
  #text = ''
  #settle: { resolve(answer: Answer): void; reject(error: Error): void } | undefined
  #last: Promise<unknown> = Promise.resolve()

  constructor(port: number) {
    this.#socket = connect({ host: '127.0.0.1', port, noDelay: true })
    this.#socket.setEncoding('utf8')
    this.#socket.on('data', (text: string) => this.#read(text))
    this.#socket.on('error', (error) => this.#settle?.reject(error))
    this.#socket.on('end', () => this.#settle?.reject(new Error('the server closed the connection')))
  }

  /** Waits its turn behind what was asked before. @param headers lines, each with its CRLF. */
  post(path: string, headers: string, body: string): Promise<Answer> {
    const turn = this.#last.then(() => this.#send('POST', path, headers, body))
    this.#last = turn.catch(() => undefined)
    return turn
  }

  /** Sends at once, for one who waits for each answer. */
  send(path: string, headers: string, body: string): Promise<Answer> {
    return this.#send('POST', path, headers, body)
  }

  close(): void {
    this.#socket.destroy()
  }

  #send(method: string, path: string, headers: string, body: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject }
      this.#socket.write(
        `${method} ${path} HTTP/1.1\r\nHost: localhost\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      )
    })
  }

  #read(text: string): void {
    this.#text += text
    const end = this.#text.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = this.#text.slice(0, end).toLowerCase()
    const from = end + 4
    const length = /\r\ncontent-length: ?(\d+)/.exec(head)?.[1]
    let body: string | undefined
    if (length !== undefined) {
      const whole = Buffer.byteLength(this.#text) - Buffer.byteLength(this.#text.slice(0, from)) >= Number(length)
      if (whole) body = this.#text.slice(from)
    } else if (this.#text.endsWith('0\r\n\r\n')) {
      body = this.#text.slice(from).replace(/(^|\r\n)[0-9a-f]+\r\n/gi, '')
    }
    if (body === undefined) return
    this.#text = ''
    this.#settle?.resolve({ status: Number(head.slice(9, 12)), body })
  }
}
