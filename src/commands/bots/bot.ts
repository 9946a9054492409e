import { setTimeout as sleep } from 'node:timers/promises'
import { findGame } from '../../games/catalog.ts'
import type { BotMove, Random } from '../../games/game.ts'
import type { Json } from '../../protocol/json.ts'
import { applyPatch, type Patch } from '../../protocol/patch.ts'
import type { MemberId, View } from '../../protocol/view.ts'
import type { Door } from './door.ts'
import { readEvents, type StreamEvent } from './event-stream.ts'
import type { Tally } from './tally.ts'

/** Longest wait before a stream is opened again, milliseconds. */
const RECONNECT_MS = 5000

export interface BotSeat {
  readonly id: MemberId
  readonly door: Door
  readonly random: Random
  readonly tally: Tally
  /** Ends the bot at once. */
  readonly stop: AbortSignal
  /** Called with every phase it sees the room in. */
  phase(view: View): void
}

/** One seated bot: follows its own stream, and plays by the game's `bot` on nothing but its own view. */
export class Bot {
  readonly #seat: BotSeat
  #view: View | undefined
  #cursor = ''
  #retry = 1000
  /** Server's clock less ours, milliseconds, by the newest event. */
  #ahead = 0
  /** A move is being thought about or sent. */
  #busy = false
  /** The version that must be seen before the next thought: that of the last move. */
  #until = 0
  #moves = 0

  constructor(seat: BotSeat) {
    this.#seat = seat
  }

  /** Plays until the room closes or it is told to stop. */
  async play(): Promise<void> {
    const { stop, tally, door } = this.#seat
    for (let tries = 0; !stop.aborted; tries++) {
      let heard = false
      try {
        const response = await door.stream(this.#cursor)
        if (response.status === 204 || response.status === 404 || response.status === 410) return
        if (response.ok && response.body) {
          if (this.#cursor !== '') tally.resumed += 1
          for await (const event of readEvents(response.body)) {
            heard = true
            if (this.#hear(event) === 'closed') return
          }
        } else await response.body?.cancel()
      } catch {
        // A broken stream is an everyday thing; the cursor brings back what was missed.
      }
      if (stop.aborted) return
      if (heard) tries = 0
      await sleep(Math.min(RECONNECT_MS, this.#retry * (tries + 1)), undefined, { signal: stop }).catch(() => {})
    }
  }

  #hear({ event, data, id, retry }: StreamEvent): 'closed' | undefined {
    const { tally } = this.#seat
    tally.events += 1
    if (retry !== undefined) this.#retry = retry
    if (id !== '') this.#cursor = id
    const json = JSON.parse(data) as Patch
    switch (event) {
      case 'snapshot': {
        const { reset, ...view } = json as unknown as View & { reset?: true }
        if (reset) tally.reset += 1
        this.#see(view)
        return undefined
      }
      case 'update':
        if (this.#view) this.#see(applyPatch(this.#view, json) as unknown as View)
        return undefined
      case 'closed': {
        const { reason } = json as { reason: string }
        return reason === 'moved' ? undefined : 'closed'
      }
      default:
        return undefined
    }
  }

  #see(view: View): void {
    this.#view = view
    this.#ahead = Math.max(this.#ahead, view.at - Date.now())
    this.#seat.phase(view)
    this.#think()
  }

  /** Asks the game for a move, unless one is on its way. */
  #think(): void {
    const view = this.#view
    if (this.#busy || !view || view.version < this.#until || view.room.phase !== 'playing') return
    const move = this.#choose(view)
    if (!move) return
    this.#busy = true
    void this.#make(move).finally(() => {
      this.#busy = false
      // What came in meanwhile may call for the next move.
      if (!this.#seat.stop.aborted) this.#think()
    })
  }

  #choose(view: View): BotMove | undefined {
    const { id, random } = this.#seat
    return findGame(view.room.game)?.bot?.({
      you: id,
      state: view.state,
      mine: view.mine,
      scores: view.scores,
      now: this.#matchTime(view),
      random,
    })
  }

  #matchTime({ room }: View): number {
    if (!room.clock) return 0
    return 'zero' in room.clock ? Date.now() + this.#ahead - room.clock.zero : room.clock.stopped
  }

  async #make({ name, args, after = 0 }: BotMove): Promise<void> {
    const { door, stop, tally, id } = this.#seat
    try {
      await sleep(after, undefined, { signal: stop })
      this.#moves += 1
      const answer = await door.move(name, args as Json | undefined, `${id}-${this.#moves}`)
      if (answer.ok) {
        tally.accepted += 1
        this.#until = answer.body.version
      } else {
        tally.refuse(answer.refused.code, answer.refused.reason)
        // It judged by a view that is no longer right: wait for the next one.
        this.#until = (this.#view?.version ?? 0) + 1
      }
    } catch {
      // Told to stop in the middle of it.
    }
  }
}
