import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { look } from '../support/look.ts'
import { People } from '../support/people.ts'
import { type Server, startServer } from '../support/server.ts'

let server: Server
let browser: Browser
let people: People

beforeAll(async () => {
  server = await startServer()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await server?.end()
})
beforeEach(() => {
  people = new People(browser, server.url)
})
afterEach(async () => {
  expect(people.faults).toEqual([])
  await people.leave()
})

const total = async (page: Page) => Number(await page.locator('.tap-total b').innerText())

async function race(part: { hold?: true; seconds?: number } = {}): Promise<Page> {
  const page = await people.open('/', { width: 320, height: 640 })
  await page.clock.install()
  await page.locator('.game-card', { hasText: 'Tap Race' }).locator('input').check()
  if (part.hold) await page.locator('.toggle', { hasText: 'Holding counts too' }).locator('input').check()
  await people.host(page, /Tap Race/, { name: 'Ada', options: { Seconds: String(part.seconds ?? 60) } })
  await page.getByRole('button', { name: 'Start the match' }).click()
  await page.locator('.tap[data-open=true]').waitFor()
  return page
}

test('a held key counts once, and so do a finger and the click of a switch', async () => {
  const page = await race()
  const ball = page.locator('.tap-ball')
  await ball.focus()
  for (const key of ['Space', 'Enter']) {
    // Pressed again without being let go: what a held key does.
    for (let pressed = 0; pressed < 4; pressed++) await page.keyboard.down(key)
    await page.keyboard.up(key)
  }
  expect(await total(page)).toBe(2)
  await ball.click()
  expect(await total(page)).toBe(3)
  await ball.evaluate((node) => (node as unknown as { click(): void }).click())
  await expect.poll(() => total(page)).toBe(4)
  await page.getByText('Your place').waitFor()
  await look(page, 'a race')
})

test('where holding counts, a held ball goes on counting and one let go does not; a switch begins and ends', async () => {
  const page = await race({ hold: true })
  const ball = page.locator('.tap-ball')
  /** How much a second adds, by the page's own clock. */
  const second = async () => {
    const before = await total(page)
    await page.clock.runFor(1000)
    return (await total(page)) - before
  }
  const runs = async () => expect(await second()).toBeGreaterThanOrEqual(5)
  const stands = async () => expect(await second()).toBe(0)
  await ball.hover()
  await page.mouse.down()
  await runs()
  await page.mouse.up()
  await stands()
  await ball.focus()
  await page.keyboard.down('Space')
  await runs()
  await page.keyboard.up('Space')
  await stands()
  const click = () => ball.evaluate((node) => (node as unknown as { click(): void }).click())
  await click()
  await runs()
  await click()
  await stands()
})

test('where nobody has tapped nobody wins: no podium, no first place', async () => {
  const page = await race({ seconds: 5 })
  const wall = await people.open(`${new URL(page.url()).pathname}/screen`, { width: 1920, height: 1080 })
  for (const each of [page, wall]) {
    await each.getByRole('heading', { name: 'Nobody wins this one' }).waitFor()
    expect(await each.locator('.podium').count()).toBe(0)
    await each.locator('.leaderboard').waitFor()
  }
  await look(page, 'a race that nobody won')
})
