import { findGame } from '../games/catalog.ts'
import type { BotMove } from '../games/game.ts'
import type { MemberId } from '../protocol/view.ts'
import { matchTime } from '../room/match.ts'
import { resumeRandom, seedRandom } from '../room/random.ts'
import { phaseOf, type Room } from '../room/room.ts'
import type { Sight } from '../room/view.ts'

/** Milliseconds a bot takes for a move at the least, and before it looks again after one that was refused. */
const THOUGHT_MS = { least: 250, afterRefusal: 1000 } as const

/** Makes a bot's move; false if the rules refused it. */
export type MakeMove = (by: MemberId, move: BotMove) => Promise<boolean>

/**
 * Plays for the bots that the host has added. Each sees what any member in its seat would see, and no more; its moves
 * are moves like all others. Thoughts live in memory only: after a restart the bots look at the table and think again.
 */
export class Bots {
  readonly #makeMove: MakeMove
  readonly #thoughts = new Map<MemberId, ReturnType<typeof setTimeout>>()
  #sight: Sight | undefined
  /** The bots among the members, and the members they were found in. */
  #found: { readonly members: Room['members']; readonly ids: readonly MemberId[] } | undefined

  constructor(makeMove: MakeMove) {
    this.#makeMove = makeMove
  }

  /** Has every bot that is not already thinking look at this version, which has been saved. */
  look(sight: Sight): void {
    this.#sight = sight
    const ids = this.#botsOf(sight.room)
    if (phaseOf(sight.room) !== 'playing' || sight.room.closed) {
      for (const id of this.#thoughts.keys()) this.#stop(id)
      return
    }
    for (const id of ids) if (!this.#thoughts.has(id)) this.#think(id, sight)
  }

  #think(id: MemberId, sight: Sight): void {
    const move = chooseMove(id, sight, Date.now())
    if (!move) return
    const act = async (): Promise<void> => {
      const made = this.#sight?.room.members[id] ? await this.#makeMove(id, move) : true
      this.#thoughts.delete(id)
      if (made) this.#again(id)
      else this.#wait(id, THOUGHT_MS.afterRefusal, async () => this.#again(id))
    }
    this.#wait(id, Math.max(THOUGHT_MS.least, move.after ?? 0), act)
  }

  #wait(id: MemberId, ms: number, then: () => Promise<void>): void {
    this.#thoughts.set(
      id,
      setTimeout(() => void then(), ms),
    )
  }

  /** Looks again, by itself: its own move may have been the last one for a while. */
  #again(id: MemberId): void {
    this.#thoughts.delete(id)
    if (this.#sight) this.look(this.#sight)
  }

  #stop(id: MemberId): void {
    clearTimeout(this.#thoughts.get(id) ?? null)
    this.#thoughts.delete(id)
  }

  #botsOf(room: Room): readonly MemberId[] {
    if (this.#found?.members !== room.members) {
      const ids = Object.keys(room.members).filter((id) => room.members[id]?.bot === 'room' && room.members[id]?.player)
      for (const id of this.#thoughts.keys()) if (!ids.includes(id)) this.#stop(id)
      this.#found = { members: room.members, ids }
    }
    return this.#found.ids
  }
}

/** What the game's bot would do in this seat; nothing if it waits, or if it fails: a bad bot is a bot that waits. */
function chooseMove(you: MemberId, sight: Sight, now: number): BotMove | undefined {
  const { room, view, mine } = sight
  const { match } = room
  if (!match) return undefined
  const random = resumeRandom(seedRandom(`${room.seed}/${you}/${room.version}`))
  try {
    const turn = {
      you,
      state: view.state,
      mine: mine.get(you),
      scores: view.scores,
      now: matchTime(match.clock, now),
      random,
    }
    return findGame(room.game)?.bot?.(turn)
  } catch {
    return undefined
  }
}
