import type { JsonObject } from '../protocol/json.ts'
import { CHECKPOINT_SAVES, HISTORY_CHARACTERS } from '../protocol/limits.ts'
import { applyPatch, type Patch } from '../protocol/patch.ts'
import type { MemberId } from '../protocol/view.ts'
import type { Input, Room } from '../room/room.ts'

/** One accepted input as it is kept. */
export interface AcceptedEntry {
  readonly version: number
  readonly at: number
  readonly input: Input
  /** From the room before to the room after. */
  readonly patch: Patch
}

/** The answer to a request with an Idempotency-Key, refusals too. */
export interface AnswerEntry {
  readonly by: MemberId
  readonly key: string
  readonly answer: unknown
}

export type Entry = AcceptedEntry | AnswerEntry

type Row = { seq: number; entries: string }

/** What a restart finds. */
export interface Stored {
  /** The room as it was at the older checkpoint. */
  readonly room: Room
  /** The answers to keys before it, as far back as the log goes, oldest first: a repeat may come after many saves of others. */
  readonly answers: readonly AnswerEntry[]
  /** Everything after it, oldest first. */
  readonly entries: readonly Entry[]
}

/**
 * A room on disk: a log with one row a save, and the whole room at every 64th save. A row holds the inputs accepted in
 * that save with the patches they made, so loading folds patches and runs no rules: a deploy with changed rules cannot
 * change what was acknowledged. The first checkpoint is kept for the history, and the newest two: the older of those is
 * loaded, so that streams can resume across a restart whenever it comes.
 */
export class Store {
  readonly #sql: SqlStorage
  #seq = 0
  #savesSinceCheckpoint = 0
  #characters = 0

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** What is stored, or nothing: a code that nobody opened leaves no trace, not even empty tables. */
  load(): Stored | undefined {
    const tables = this.#sql
      .exec("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'checkpoint'")
      .toArray()
    if (tables.length === 0) return undefined
    const [newest, older = newest] = this.#sql
      .exec<{ seq: number; room: string }>('SELECT seq, room FROM checkpoint ORDER BY seq DESC LIMIT 2')
      .toArray()
    if (!newest || !older) return undefined
    const rows = this.#sql.exec<Row>('SELECT seq, entries FROM log WHERE seq > ? ORDER BY seq', older.seq).toArray()
    this.#seq = rows.at(-1)?.seq ?? older.seq
    this.#savesSinceCheckpoint = this.#seq - newest.seq
    this.#characters = this.#sql.exec<{ n: number | null }>('SELECT SUM(LENGTH(entries)) AS n FROM log').one().n ?? 0
    return {
      room: JSON.parse(older.room) as Room,
      answers: this.#answersUpTo(older.seq),
      entries: rows.flatMap((row) => JSON.parse(row.entries) as Entry[]),
    }
  }

  #answersUpTo(seq: number): AnswerEntry[] {
    const rows = this.#sql.exec<{ entries: string }>(
      `SELECT entries FROM log WHERE seq <= ? AND entries LIKE '%"key":%' ORDER BY seq`,
      seq,
    )
    const answers: AnswerEntry[] = []
    for (const row of rows) {
      for (const entry of JSON.parse(row.entries) as Entry[]) if ('key' in entry) answers.push(entry)
    }
    return answers
  }

  /** Stores a new room; this object may have held another, whose time was over. */
  create(room: Room): void {
    this.#seq = 0
    this.#characters = 0
    this.#sql.exec('CREATE TABLE checkpoint (seq INTEGER PRIMARY KEY, room TEXT NOT NULL)')
    this.#sql.exec('CREATE TABLE log (seq INTEGER PRIMARY KEY, entries TEXT NOT NULL)')
    this.#checkpoint(room)
  }

  /** One save: one row, and two more every 64th time (a checkpoint written, an old one deleted). */
  save(entries: readonly Entry[], room: Room): void {
    const text = JSON.stringify(entries)
    this.#seq += 1
    this.#sql.exec('INSERT INTO log (seq, entries) VALUES (?, ?)', this.#seq, text)
    this.#characters += text.length
    this.#savesSinceCheckpoint += 1
    if (this.#savesSinceCheckpoint >= CHECKPOINT_SAVES) this.#checkpoint(room)
  }

  /** What replays the room: how it began (or where its history was cut), and every input since. */
  history(): { readonly first: Room; readonly entries: readonly AcceptedEntry[] } {
    const { seq, room: first } = this.#first()
    const entries: AcceptedEntry[] = []
    for (const row of this.#sql.exec<Row>('SELECT seq, entries FROM log WHERE seq > ? ORDER BY seq', seq)) {
      for (const entry of JSON.parse(row.entries) as Entry[]) if ('input' in entry) entries.push(entry)
    }
    return { first, entries }
  }

  /** Reads one row: an object that was replaced by a newer one finds out only when it touches its storage. */
  touch(): void {
    this.#sql.exec('SELECT MAX(seq) FROM checkpoint').toArray()
  }

  #checkpoint(room: Room): void {
    this.#sql.exec('INSERT INTO checkpoint (seq, room) VALUES (?, ?)', this.#seq, JSON.stringify(room))
    this.#sql.exec(
      `DELETE FROM checkpoint WHERE seq > (SELECT MIN(seq) FROM checkpoint)
       AND seq NOT IN (SELECT seq FROM checkpoint ORDER BY seq DESC LIMIT 2)`,
    )
    this.#savesSinceCheckpoint = 0
    if (this.#characters > HISTORY_CHARACTERS) this.#cut()
  }

  /** Lets the oldest quarter of the log go, but nothing that a restart needs. */
  #cut(): void {
    const needed = this.#sql
      .exec<{ seq: number }>('SELECT seq FROM checkpoint ORDER BY seq DESC LIMIT 2')
      .toArray()
      .at(-1)?.seq
    const first = this.#first()
    let { seq, room } = first
    for (const row of this.#sql.exec<Row>('SELECT seq, entries FROM log WHERE seq <= ? ORDER BY seq', needed ?? 0)) {
      if (this.#characters <= (HISTORY_CHARACTERS * 3) / 4) break
      this.#characters -= row.entries.length
      seq = row.seq
      for (const entry of JSON.parse(row.entries) as Entry[]) if ('input' in entry) room = fold(room, entry)
    }
    if (seq === first.seq) return
    this.#sql.exec('DELETE FROM log WHERE seq <= ?', seq)
    this.#sql.exec('DELETE FROM checkpoint WHERE seq = ?', first.seq)
    this.#sql.exec('INSERT OR REPLACE INTO checkpoint (seq, room) VALUES (?, ?)', seq, JSON.stringify(room))
  }

  /** The room as it was before the oldest entry that is kept. */
  #first(): { readonly seq: number; readonly room: Room } {
    const { seq, room } = this.#sql
      .exec<{ seq: number; room: string }>('SELECT seq, room FROM checkpoint ORDER BY seq LIMIT 1')
      .one()
    return { seq, room: JSON.parse(room) as Room }
  }
}

/** The room after one accepted input, without running any rule. */
export function fold(room: Room, entry: AcceptedEntry): Room {
  return applyPatch(room as unknown as JsonObject, entry.patch) as unknown as Room
}
