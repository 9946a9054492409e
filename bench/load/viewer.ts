import { connect, type Socket } from 'node:net'
import { Body } from './body.ts'
import { type EventLog, readUpdate } from './event-log.ts'
import type { Histogram } from './histogram.ts'

/** Read buffer of all streams: each read is dealt with before the next one starts, so one is enough. */
const READ = Buffer.allocUnsafe(1 << 18)

/** What the streams of one run share. */
export interface Watch {
  readonly log: EventLog
  /** From a move's sending to its arrival, one entry a delivery. */
  readonly latency: Histogram
  /** What went wrong: the first few, in words. */
  readonly faults: string[]
  readonly port: number
  /** When anything last arrived. */
  last: number
}

/** One open stream that holds all it reads against the log: every version, once, in order. */
export class Viewer {
  /** Index of the next event in the log; -1 before the first one. */
  next = -1
  /** Bytes of the body so far. */
  received = 0
  /** Text of each snapshot, in order of arrival. */
  readonly snapshots: string[] = []
  /** Settles when the stream has begun: with its first event, or its head where the server sends nothing at first. */
  readonly open: Promise<void>
  #opened: () => void = () => {}
  #socket: Socket | undefined
  #body: Body
  /** Offset in the log, while `next` is placed. */
  #at = 0
  /** An event that has come in part. */
  #tail: Buffer | undefined
  readonly #watch: Watch

  constructor(watch: Watch) {
    this.#watch = watch
    this.#body = new Body((part) => this.#take(part))
    this.open = new Promise((resolve) => {
      this.#opened = resolve
    })
  }

  /** @param greeting whether the server begins a stream with an event. */
  connect(path: string, greeting: boolean, token?: string): this {
    const { port } = this.#watch
    const socket = connect({
      host: '127.0.0.1',
      port,
      onread: {
        buffer: READ,
        callback: (length) => {
          this.#body.read(READ.subarray(0, length))
          if (!greeting || this.received > 0) this.#opened()
          return true
        },
      },
    })
    socket.on('error', (error) => this.#fault(`stream failed: ${error.message}`))
    socket.on('end', () => this.#fault('stream ended'))
    const authorization = token === undefined ? '' : `Authorization: Bearer ${token}\r\n`
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n${authorization}\r\n`)
    this.#socket = socket
    return this
  }

  get status(): number {
    return this.#body.status
  }

  pause(): void {
    this.#socket?.pause()
  }

  resume(): void {
    this.#socket?.resume()
  }

  close(): void {
    this.#socket?.removeAllListeners('end')
    this.#socket?.destroy()
  }

  #fault(text: string): void {
    this.#watch.faults.push(text)
  }

  #take(part: Buffer): void {
    this.received += part.length
    if (this.#tail !== undefined || this.next < 0) {
      this.#slow(part)
      return
    }
    const same = this.#sameAsLog(part)
    if (same < 0) {
      // Back to the last event's end: what of the next one has come already is what the log holds there.
      const { log } = this.#watch
      const start = log.start(this.next)
      const begun = log.bytes.subarray(start, this.#at)
      this.#at = start
      this.#slow(Buffer.concat([begun, part]))
    } else if (same < part.length) this.#slow(part.subarray(same))
  }

  /** How many bytes the log holds next and so does `part`; -1 if they differ. */
  #sameAsLog(part: Buffer): number {
    const { log } = this.#watch
    const length = Math.min(part.length, log.length - this.#at)
    if (log.bytes.compare(part, 0, length, this.#at, this.#at + length) !== 0) return -1
    this.#at += length
    this.#arrived()
    return length
  }

  /** Counts the events that the stream has now shown to their end. */
  #arrived(): void {
    const { log, latency } = this.#watch
    const now = performance.now()
    this.#watch.last = now
    while (this.next < log.count && (log.ends[this.next] as number) <= this.#at) {
      const sent = log.sent[this.next++] as number
      if (!Number.isNaN(sent)) latency.add(now - sent)
    }
  }

  /** Event by event: for the stream that is ahead of the log, for what stands in no log, and until the first update. */
  #slow(part: Buffer): void {
    const bytes = this.#tail ? Buffer.concat([this.#tail, part]) : part
    this.#tail = undefined
    let at = 0
    while (at < bytes.length) {
      const same = this.next < 0 ? 0 : this.#sameAsLog(bytes.subarray(at))
      if (same > 0) {
        at += same
        continue
      }
      const end = bytes.indexOf('\n\n', at)
      if (end < 0) {
        this.#tail = Buffer.from(bytes.subarray(at))
        return
      }
      this.#event(bytes.subarray(at, end + 2))
      at = end + 2
    }
  }

  #event(event: Buffer): void {
    const { log } = this.#watch
    const text = event.toString('latin1', 0, Math.min(event.length, 400))
    if (!isUpdate(text)) {
      if (text.includes('event: snapshot')) this.#snapshot(event)
      return
    }
    if (this.next < 0) this.#place(event)
    if (this.next === log.count) {
      const fault = log.append(event)
      if (fault !== undefined) {
        this.#fault(fault)
        return
      }
    } else if (!event.equals(log.bytes.subarray(log.start(this.next), log.ends[this.next]))) {
      this.#fault(`expected version ${log.versions[this.next]}, got ${JSON.stringify(text)}`)
      return
    }
    this.#at = log.ends[this.next] as number
    this.#arrived()
  }

  /** A snapshot is the whole view at its version: what follows is the version after it. */
  #snapshot(event: Buffer): void {
    this.snapshots.push(event.toString())
    this.next = -1
    this.#opened()
  }

  #place(event: Buffer): void {
    const { log } = this.#watch
    const version = readUpdate(event)?.version ?? Number.NaN
    const found = log.find(version)
    this.next = found < 0 ? log.count : found
    this.#at = log.start(this.next)
    const before = versionOf(this.snapshots.at(-1))
    if (before !== undefined && version !== before + 1) this.#fault(`${version} after a snapshot of ${before}`)
  }

  /** The version this stream shows by now: its last update's, or its snapshot's. */
  version(): number | undefined {
    return this.next > 0 ? this.#watch.log.versions[this.next - 1] : versionOf(this.snapshots.at(-1))
  }
}

/** A view's own version is its first: members and state hold no such name in the games measured here. */
function versionOf(snapshot: string | undefined): number | undefined {
  const version = /"version":(\d+)/.exec(snapshot ?? '')?.[1]
  return version === undefined ? undefined : Number(version)
}

/** Any block with data is an update, but for Courtside's other four events. */
function isUpdate(text: string): boolean {
  return /^data:/m.test(text) && !/^event: ?(snapshot|presence|heartbeat|closed)$/m.test(text)
}
