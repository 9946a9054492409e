import { abortAllDurableObjects } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { View } from '../../src/protocol/view.ts'
import { Chance } from '../support/chance.ts'
import { fold, move, open, Viewer, versionOf, viewOf } from './support/room.ts'

beforeEach(() => {
  // What is cut off in the middle is a fault, and faults are logged.
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterEach(() => {
  vi.restoreAllMocks()
})

/** A page that folds what it gets and comes back with its cursor whenever its line is cut. */
class Page {
  view: View | undefined
  cursor: string | undefined
  readonly versions: number[] = []
  #viewer: Viewer | undefined

  /** Reads until it knows a version. */
  async upTo(path: string, version: number): Promise<void> {
    while ((this.view?.version ?? 0) < version) {
      const headers = this.cursor === undefined ? {} : { 'Last-Event-ID': this.cursor }
      this.#viewer ??= await Viewer.open({ path }, { headers })
      const event = await this.#viewer.next('snapshot', 'update').catch(() => undefined)
      if (event === undefined) {
        this.#viewer = undefined
        continue
      }
      if (event.event === 'snapshot' && this.cursor !== undefined) throw new Error('a reset nothing calls for')
      this.view = fold([event], this.view)
      this.versions.push(versionOf(event))
      this.cursor = event.id
    }
  }

  async close(): Promise<void> {
    await this.#viewer?.close().catch(() => undefined)
    this.#viewer = undefined
  }
}

describe('moves while the object falls over again and again', () => {
  for (const seed of ['one', 'two', 'three', 'four']) {
    it(`[G2] [G3] [G4] [M5] each counts once, and a stream misses and repeats nothing: run ${seed}`, async () => {
      const chance = new Chance(seed)
      const room = await open({ game: 'scoreboard' })
      const page = new Page()
      await page.upTo(room.path, 1)
      let keys = 0
      /** Sends one move again until it is answered: what a page does whose line is bad. */
      const add = async (): Promise<number> => {
        keys += 1
        const headers = { 'Idempotency-Key': `${seed}-${keys}` }
        for (;;) {
          const answer = await move(room, 'add', { player: 'ada', by: 1 }, { headers })
          if (answer.status === 200) return ((await answer.json()) as { version: number }).version
          expect([429, 500]).toContain(answer.status)
        }
      }
      for (let round = 0; round < 12; round++) {
        const moves = Array.from({ length: 1 + chance.int(6) }, () => add())
        for (let turns = chance.int(30); turns > 0; turns--) await Promise.resolve()
        // An open line that is cut has the runtime write to its log: in one of the runs that is enough.
        if (seed !== 'one') await page.close()
        if (!chance.once(3)) await abortAllDurableObjects()
        const versions = await Promise.all(moves)
        if (chance.once(2)) await page.upTo(room.path, Math.max(...versions))
        if (chance.once(4)) await page.close()
      }
      const view = await viewOf(room)
      expect(view.scores).toEqual({ ada: keys })
      expect(view.version).toBe(keys + 1)
      await page.upTo(room.path, view.version)
      expect(page.view).toEqual(view)
      expect(page.versions).toEqual(Array.from({ length: keys + 1 }, (_, index) => index + 1))
      await page.close()
    })
  }
})
