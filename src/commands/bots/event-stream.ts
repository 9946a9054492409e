/** One event of `text/event-stream`, as a reader gets it. */
export interface StreamEvent {
  readonly event: string
  readonly data: string
  /** The stream's last id so far; empty if it sent none. */
  readonly id: string
  /** Milliseconds to wait before reconnecting, if the stream has said so. */
  readonly retry?: number
}

/** Reads events off a byte stream by the rules of the HTML standard, 9.2.6. What is cut off unfinished is dropped. */
export async function* readEvents(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<StreamEvent> {
  const decoder = new TextDecoder()
  const reader = new EventReader()
  for await (const chunk of bytes) yield* reader.take(decoder.decode(chunk, { stream: true }))
}

/** The part without bytes: lines to events. */
export class EventReader {
  #rest = ''
  #id = ''
  #event = ''
  #data: string[] = []
  #retry: number | undefined;

  *take(text: string): Generator<StreamEvent> {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/)
    this.#rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line === '') yield* this.#dispatch()
      else this.#field(line)
    }
  }

  #field(line: string): void {
    const colon = line.indexOf(':')
    if (colon === 0) return
    const name = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (name === 'event') this.#event = value
    else if (name === 'data') this.#data.push(value)
    else if (name === 'id' && !value.includes('\0')) this.#id = value
    else if (name === 'retry' && /^\d+$/.test(value)) this.#retry = Number(value)
  }

  *#dispatch(): Generator<StreamEvent> {
    const [event, data] = [this.#event || 'message', this.#data]
    this.#event = ''
    this.#data = []
    if (data.length === 0) return
    yield {
      event,
      data: data.join('\n'),
      id: this.#id,
      ...(this.#retry === undefined ? {} : { retry: this.#retry }),
    }
  }
}
