const CR = 13
const LF = 10

/**
 * The least of HTTP/1.1 that a response needs: skips the head, takes a chunked body out of its chunks, and hands on the
 * body's bytes as views of what was read, without a copy.
 */
export class Body {
  status = 0
  #head: Buffer | undefined = Buffer.alloc(0)
  #chunked = false
  /** Body bytes left in this chunk. */
  #left = 0
  /** Where in the framing between two chunks: its line end, the size, or the rest of the size line. */
  #between: 'no' | 'end' | 'size' | 'line' = 'no'
  #size = 0
  readonly #take: (part: Buffer) => void

  constructor(take: (part: Buffer) => void) {
    this.#take = take
  }

  read(bytes: Buffer): void {
    let rest = bytes
    if (this.#head !== undefined) {
      const head = Buffer.concat([this.#head, bytes])
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) {
        this.#head = head
        return
      }
      const lines = head.toString('latin1', 0, end).toLowerCase()
      this.status = Number(lines.slice(9, 12))
      this.#chunked = lines.includes('\r\ntransfer-encoding: chunked')
      this.#between = this.#chunked ? 'size' : 'no'
      this.#head = undefined
      rest = head.subarray(end + 4)
    }
    if (this.#chunked) this.#chunks(rest)
    else if (rest.length > 0) this.#take(rest)
  }

  #chunks(bytes: Buffer): void {
    let at = 0
    while (at < bytes.length) {
      if (this.#between === 'no') {
        const part = Math.min(this.#left, bytes.length - at)
        this.#take(bytes.subarray(at, at + part))
        at += part
        this.#left -= part
        if (this.#left === 0) this.#between = 'end'
        continue
      }
      const byte = bytes[at++] as number
      if (this.#between === 'end') {
        if (byte === LF) this.#between = 'size'
      } else if (byte === LF) {
        this.#left = this.#size
        this.#size = 0
        this.#between = this.#left > 0 ? 'no' : 'end'
      } else if (byte === CR || this.#between === 'line') {
        this.#between = 'line'
      } else {
        this.#size = this.#size * 16 + digit(byte)
      }
    }
  }
}

/** The value of a hexadecimal digit: 0-9 are 0x30 on, letters of either case end in 1 to 6. */
function digit(byte: number): number {
  return byte < 0x40 ? byte - 0x30 : (byte & 7) + 9
}
