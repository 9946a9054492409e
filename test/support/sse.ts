/** One dispatched event, as the HTML standard's parser (9.2.6) gives it to a page. */
export interface Received {
  readonly event: string
  readonly data: string
  /** The last event id after it, which an event without an `id` line does not move. */
  readonly id: string
}

/** The parser of `text/event-stream`, written from the HTML standard, so that the tests do not read with the sender's eyes. */
export class EventReader {
  #rest = ''
  #data: string[] = []
  #event = ''
  #id = ''
  /** The newest `retry:`, milliseconds. */
  retry: number | undefined
  /** Everything that came, byte for byte as text. */
  raw = ''

  read(text: string): Received[] {
    this.raw += text
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    return lines.flatMap((line) => this.#line(line))
  }

  #line(line: string): Received[] {
    if (line.includes('\r')) throw new Error(`a bare CR in ${JSON.stringify(line)}`)
    if (line === '') return this.#dispatch()
    const colon = line.indexOf(':')
    if (colon === 0) return []
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'data') this.#data.push(value)
    else if (field === 'event') this.#event = value
    else if (field === 'id') this.#id = value
    else if (field === 'retry') this.retry = Number(value)
    else throw new Error(`an unknown field ${JSON.stringify(field)}`)
    return []
  }

  #dispatch(): Received[] {
    if (this.#data.length === 0) throw new Error('a blank line that ends no event')
    const received = { event: this.#event || 'message', data: this.#data.join('\n'), id: this.#id }
    this.#data = []
    this.#event = ''
    return [received]
  }
}

export function readEvents(text: string): Received[] {
  return new EventReader().read(text)
}
