import { nextTimer } from '../room/apply.ts'
import type { Room } from '../room/room.ts'

/** The object's one alarm: it rings for the room's next timer, and for its end. */
export class Wake {
  readonly #storage: DurableObjectStorage
  readonly #roomMs: number
  /** When it is set to ring, epoch milliseconds. */
  #at: number | undefined

  /** @param roomMs milliseconds after its last action until a room is deleted */
  constructor(storage: DurableObjectStorage, roomMs: number) {
    this.#storage = storage
    this.#roomMs = roomMs
  }

  /** Finds out what a restart left. */
  async load(): Promise<void> {
    this.#at = (await this.#storage.getAlarm()) ?? undefined
  }

  /** It has rung, or was deleted with everything else: it is not set any more. */
  rang(): void {
    this.#at = undefined
  }

  endOf(room: Room): number {
    return room.at + this.#roomMs
  }

  /** Sets the alarm unless it rings in time already: an early one only looks, and each setting is a row written. */
  async setFor(room: Room): Promise<void> {
    const wake = Math.min(nextTimer(room)?.due ?? Number.POSITIVE_INFINITY, this.endOf(room))
    if (this.#at !== undefined && this.#at <= wake) return
    this.#at = wake
    await this.#storage.setAlarm(wake)
  }
}
