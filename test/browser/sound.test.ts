import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { People } from '../support/people.ts'
import { type Server, startServer } from '../support/server.ts'

/** The big screen is heard only when it was asked to be, and by nobody once it is left. */

let server: Server
let browser: Browser

beforeAll(async () => {
  server = await startServer()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await server?.end()
})

interface Heard {
  contexts: number
  loops: number
  notes: number
  running: number
}

/** Counts what the page's contexts are made to play. */
async function listen(page: Page): Promise<() => Promise<Heard>> {
  await page.addInitScript(() => {
    const heard = { contexts: 0, loops: 0, notes: 0, running: 0 }
    const Real = AudioContext
    class Counted extends Real {
      constructor() {
        super()
        heard.contexts += 1
      }
      override createOscillator() {
        return count(super.createOscillator(), 'notes')
      }
      override createBufferSource() {
        return count(super.createBufferSource(), 'loops')
      }
    }
    function count<Source extends AudioScheduledSourceNode>(source: Source, as: 'loops' | 'notes'): Source {
      heard[as] += 1
      heard.running += 1
      source.addEventListener('ended', () => {
        heard.running -= 1
      })
      return source
    }
    Object.assign(globalThis, { AudioContext: Counted, heard })
  })
  await page.reload()
  return () => page.evaluate(() => (globalThis as unknown as { heard: Heard }).heard)
}

test('music in the lobby, ticks in the match, and silence when it is off, muted or left', async () => {
  const people = new People(browser, server.url)
  const host = await people.open('/')
  const code = await people.host(host, /Tap Race/, { name: 'Ada', options: { Seconds: '5' } })
  const wall = await people.open(`/${code}/screen`, { width: 1280, height: 720 })
  const heard = await listen(wall)
  await wall.locator('.doors-players li').waitFor()
  expect(await heard()).toEqual({ contexts: 0, loops: 0, notes: 0, running: 0 })

  await wall.getByRole('button', { name: 'Sound off' }).click()
  await expect.poll(heard).toMatchObject({ contexts: 1, loops: 1 })
  const { notes } = await heard()
  await host.locator('.dock .button.main').click()
  await wall.locator('.lanes').waitFor()
  await host.locator('.tap[data-open=true] .tap-ball').click()
  await expect.poll(async () => (await heard()).notes).toBeGreaterThan(notes)
  // The music has stopped, and what was struck has rung out.
  await expect.poll(async () => (await heard()).running).toBe(0)

  await wall.locator('.podium').waitFor()
  await expect.poll(async () => (await heard()).running).toBeGreaterThan(3)
  await wall.getByRole('button', { name: 'Sound on' }).click()
  await expect.poll(async () => (await heard()).running).toBe(0)

  await host.getByRole('button', { name: 'Rematch' }).click()
  await wall.locator('.doors').waitFor()
  const { loops } = await heard()
  await wall.getByRole('button', { name: 'Sound off' }).click()
  await expect.poll(async () => (await heard()).loops).toBe(loops + 1)
  await wall.locator('.brand').click()
  await wall.locator('.home').waitFor()
  await expect.poll(async () => (await heard()).running).toBe(0)
  expect(people.faults).toEqual([])
  await people.leave()
})
