import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { People } from '../support/people.ts'
import { type Server, startServer } from '../support/server.ts'

/** A quiz whose phones sleep and whose server dies. */

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

const QUESTIONS = ['First?', 'Second?'].map((text) => ({ kind: 'single', text, options: ['Right', 'Wrong'], right: 0 }))

/** A room with a long first question open, its wall, and a phone that plays; the host only runs it. */
async function asking(prepare?: (phone: Page) => Promise<unknown>) {
  const host = await people.open('/')
  const body = { game: 'quiz', options: { questions: QUESTIONS, seconds: 300, reading: 0, shuffle: false } }
  const room = await host.request.post('/api/rooms', { data: body })
  const { code } = (await room.json()) as { code: string }
  const phone = await people.open('/')
  await prepare?.(phone)
  for (const page of [host, phone]) await page.goto(`/${code}`)
  await people.join(phone, 'Bo')
  await phone.locator('.lobby-in').waitFor()
  const other = await people.open(`/${code}`)
  await people.join(other, 'Cy')
  const wall = await people.open(`/${code}/screen`, { width: 1280, height: 720 })
  await host.locator('.dock .button.main').click()
  await phone.locator('.quiz-open').waitFor()
  return { code, host, phone, wall }
}

function answered(wall: Page) {
  return expect.poll(() => wall.locator('.quiz-counter b').innerText(), { timeout: 30_000 })
}

/** Seconds that a page's ring shows. */
async function left(page: Page): Promise<number> {
  return Number(await page.locator('.ring > span').first().innerText())
}

test('a phone that slept through a question wakes in the next one, with the right time, and answers once', async () => {
  const { host, phone, wall } = await asking((page) =>
    page.addInitScript(() => {
      // The minute that a hidden page keeps its stream is over at once.
      const later = globalThis.setTimeout
      const sooner = (run: () => void, ms?: number) => later(run, ms === 60_000 ? 0 : ms)
      globalThis.setTimeout = sooner as typeof setTimeout
    }),
  )
  const show = (state: 'hidden' | 'visible') =>
    phone.evaluate((now) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => now })
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  const letGo = phone.waitForEvent('requestfailed', (request) => request.url().includes('/stream'))
  await show('hidden')
  await letGo
  const devtools = await phone.context().newCDPSession(phone)
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' })

  await host.getByRole('button', { name: 'Reveal' }).click()
  await wall.locator('.quiz-wall[data-stage=revealed]').waitFor()
  await host.getByRole('button', { name: 'Next question' }).click()
  await wall.getByRole('heading', { name: 'Second?' }).waitFor()
  await wall.locator('.quiz-wall[data-stage=open]').waitFor()

  await devtools.send('Page.setWebLifecycleState', { state: 'active' })
  await show('visible')
  await phone.getByRole('heading', { name: 'Second?' }).waitFor()
  await phone.locator('.quiz-open').waitFor()
  const [ofPhone, ofWall] = await Promise.all([left(phone), left(wall)])
  expect(Math.abs(ofPhone - ofWall)).toBeLessThanOrEqual(1)
  await phone.getByRole('button', { name: 'Right' }).click()
  await answered(wall).toBe('1')
  await phone.locator('.quiz-locked').waitFor()
})

test('an answer given while the server is down is delivered once when it is back, in the same question', async () => {
  const { code, host, phone, wall } = await asking()
  await server.kill()
  for (const page of [phone, wall]) await page.locator('.banner[data-link=reconnecting]').waitFor()
  await phone.getByRole('button', { name: 'Right' }).click()
  await phone.getByText('1 move waiting').waitFor()
  await phone.getByRole('button', { name: 'Wrong' }).click({ force: true })
  await server.restart()
  await phone.locator('.banner[data-link=back]').waitFor()
  const seen = () => phone.evaluate(async (at) => (await fetch(at)).json(), `/api/rooms/${code}`)
  await expect.poll(async () => (await seen()).mine.answer, { timeout: 30_000 }).toBe(0)
  for (const page of [phone, wall]) await page.locator('.banner').waitFor({ state: 'detached' })
  // Whoever was away for long is not waited for: it may be over already.
  await host.request.post(`/api/rooms/${code}/moves`, { data: { name: 'reveal' } })
  await wall.locator('.quiz-wall[data-stage=revealed]').waitFor()
  const { you, scores } = await seen()
  expect(scores[you]).toBeGreaterThan(0)
  expect(scores[you]).toBeLessThanOrEqual(1000)
})
