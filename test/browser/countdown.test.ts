import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { People } from '../support/people.ts'
import { type Server, startServer } from '../support/server.ts'

let server: Server
let browser: Browser
let people: People

beforeAll(async () => {
  server = await startServer()
  browser = await launchChromium()
  people = new People(browser, server.url)
})
afterAll(async () => {
  await people?.leave()
  await browser?.close()
  await server?.end()
})

/** A device whose clock is wrong by so many milliseconds. */
async function withClock(page: Page, wrong: number): Promise<void> {
  await page.addInitScript((by) => {
    const Right = Date
    globalThis.Date = class extends Right {
      constructor(...parts: []) {
        super(...((parts.length === 0 ? [Right.now() + by] : parts) as []))
      }
      static override now(): number {
        return Right.now() + by
      }
    } as DateConstructor
  }, wrong)
}

/**
 * When the ring on a page will have run out, in milliseconds that all pages share. A drawing is seen a little after it was
 * reckoned, never before, so the earliest of several is the best.
 */
function runsOut(page: Page, seconds: number): Promise<number> {
  return page.evaluate(
    (length) =>
      new Promise<number>((resolve) => {
        const ring = document.querySelector<SVGElement>('.ring-left')
        const ends: number[] = []
        const watcher = new MutationObserver(() => {
          const left = (1 - Number(ring?.style.strokeDashoffset)) * length
          ends.push(performance.timeOrigin + performance.now() + left)
          if (ends.length < 10) return
          watcher.disconnect()
          resolve(Math.min(...ends))
        })
        if (ring) watcher.observe(ring, { attributes: true, attributeFilter: ['style'] })
      }),
    seconds * 1000,
  )
}

test('a countdown is the same on every screen, however wrong their clocks are', async () => {
  const host = await people.open('/')
  const code = await people.host(host, /Tap Race/, { name: 'Ada', options: { Seconds: '120' } })
  const ahead = await people.open('/')
  await withClock(ahead, 37_000)
  await ahead.goto(`/${code}`)
  await people.join(ahead, 'Bo')
  await ahead.locator('.lobby-in').waitFor()
  await host.getByRole('button', { name: 'Start the match' }).click()
  await ahead.locator('.tap[data-open=true]').waitFor()
  // Comes in the middle of it, and has heard nothing but what a stream begins with.
  const behind = await people.open('/')
  await withClock(behind, -12 * 60_000)
  await behind.goto(`/${code}/screen`)
  await behind.locator('.race .ring-left').waitFor()

  const apart = async () => {
    const [one = 0, ...others] = await Promise.all([host, ahead, behind].map((page) => runsOut(page, 120)))
    return Math.max(...others.map((other) => Math.abs(other - one)))
  }
  await expect.poll(apart, { timeout: 30_000 }).toBeLessThanOrEqual(50)
  expect(people.faults).toEqual([])
})
