import { nextTimer } from '../room/apply.ts'
import { isAttended } from '../room/host.ts'
import type { Room } from '../room/room.ts'

/** Where it is kept on disk until when a host may stay away, epoch milliseconds. */
const HOST_DUE = 'host-due'
/** Milliseconds an alarm may come late and still count as having come by itself; later, the server had been down. */
const LATE_MS = 5000

export interface WakeTimes {
  /** Milliseconds after its last action until a room is deleted. */
  readonly roomMs: number
  /** Milliseconds a match goes on without any stream of its host. */
  readonly hostGraceMs: number
}

/** The object's one alarm: it rings for the room's next timer, for a host who stays away, and for the room's end. */
export class Wake {
  readonly #storage: DurableObjectStorage
  readonly #times: WakeTimes
  /** When it is set to ring, epoch milliseconds. */
  #at: number | undefined
  /** Until when the host may stay away; kept on disk, or an object that sleeps meanwhile would count anew at every waking. */
  #hostDue: number | undefined
  /** No stream has been seen since a restart. */
  #restarted = false

  constructor(storage: DurableObjectStorage, times: WakeTimes) {
    this.#storage = storage
    this.#times = times
  }

  /**
   * Finds out what a restart left. Every stream is gone with it, so a match that waits for its host begins to.
   * @param room absent if it cannot be played here now
   */
  async load(room: Room | undefined): Promise<void> {
    this.#at = (await this.#storage.getAlarm()) ?? undefined
    if (!room) return
    this.#restarted = true
    this.#hostDue = await this.#storage.get<number>(HOST_DUE)
    const now = Date.now()
    // Missed by so much, it was the server that was away.
    if (this.#hostDue !== undefined && this.#hostDue < now - LATE_MS) this.#hostDue = undefined
    if (isAttended(room)) await this.#expectHost(this.#hostDue ?? now + this.#times.hostGraceMs)
  }

  /** It has rung, or was deleted with everything else: it is not set any more. */
  rang(): void {
    this.#at = undefined
  }

  endOf(room: Room): number {
    return room.at + this.#times.roomMs
  }

  /** Whether it counts how long the host is away. */
  get expectsHost(): boolean {
    return this.#hostDue !== undefined
  }

  /**
   * Begins to count when the host's last stream goes, and stops when one is back: nothing is written while they are here.
   * After a restart it counts anew with the first stream of anyone: before that the host could not have come back either.
   * @param here whether the host has a stream
   * @param open how many streams there are
   */
  async watchHost(room: Room, here: boolean, open: number): Promise<void> {
    const waits = isAttended(room) && !here
    const anew = waits && this.#restarted && open > 0
    if (open > 0) this.#restarted = false
    if (waits === this.expectsHost && !anew) return
    await this.#expectHost(waits ? Date.now() + this.#times.hostGraceMs : undefined)
    await this.setFor(room)
  }

  /** Whether the host has stayed away for too long, by now. */
  isHostDue(now: number): boolean {
    return this.#hostDue !== undefined && this.#hostDue <= now
  }

  /** Whatever was due about the host has been done. */
  async forgetHost(): Promise<void> {
    await this.#expectHost(undefined)
  }

  /** Sets the alarm unless it rings in time already: an early one only looks, and each setting is a row written. */
  async setFor(room: Room): Promise<void> {
    const never = Number.POSITIVE_INFINITY
    const wake = Math.min(nextTimer(room)?.due ?? never, this.#hostDue ?? never, this.endOf(room))
    if (this.#at !== undefined && this.#at <= wake) return
    this.#at = wake
    await this.#storage.setAlarm(wake)
  }

  async #expectHost(due: number | undefined): Promise<void> {
    if (due === this.#hostDue) return
    this.#hostDue = due
    if (due === undefined) await this.#storage.delete(HOST_DUE)
    else await this.#storage.put(HOST_DUE, due)
  }
}
