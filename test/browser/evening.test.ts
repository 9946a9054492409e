import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
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

/** Asserts what becomes true sooner or later, on however busy a machine. */
function eventually<Value>(read: () => Promise<Value>) {
  return expect.poll(read, { timeout: 30_000 })
}

/** The leaderboard of a page as `name score` lines, all of one moment. */
function board(page: Page): Promise<string[]> {
  return page
    .locator('.leaderboard li')
    .evaluateAll((rows) =>
      rows.map((row) => ['.name', '.score'].map((part) => row.querySelector(part)?.textContent).join(' ')),
    )
}

test('a host and two players play a tap race to the podium, and the big screen shows the same scores', async () => {
  const host = await people.open('/')
  const code = await people.host(host, /Tap Race/, { name: 'Ada', options: { Seconds: '5' } })
  const wall = await people.open(`/${code}/screen`, { width: 1280, height: 720 })
  const [bo, cy] = await Promise.all([people.open(`/${code}`), people.open(`/${code.toLowerCase()}`)])
  await Promise.all([people.join(bo, 'Bo'), people.join(cy, 'Cy')])
  await Promise.all([bo.getByText('You’re in').waitFor(), cy.getByText('You’re in').waitFor()])
  expect(new URL(cy.url()).pathname).toBe(`/${code}`)
  await expect
    .poll(() =>
      wall
        .locator('.doors-players li')
        .allInnerTexts()
        .then((all) => all.length),
    )
    .toBe(3)

  await host.getByRole('button', { name: 'Start the match' }).click()
  await wall.locator('.countdown').waitFor()
  const balls = [host, bo, cy].map((page) => page.locator('.tap[data-open=true] .tap-ball'))
  await Promise.all(balls.map((ball) => ball.waitFor()))
  await Promise.all(
    balls.map(async (ball, index) => {
      for (let tap = 0; tap < 4 + index * 4; tap++) await ball.click({ noWaitAfter: true })
    }),
  )
  // One's own taps stand there at once, and soon on the wall.
  expect(await cy.locator('.tap-total b').innerText()).toBe('12')
  await wall.locator('.lanes li', { hasText: 'Cy' }).getByText('12', { exact: true }).waitFor()

  for (const page of [host, bo, cy, wall]) await page.locator('.podium').waitFor()
  expect(await wall.locator('.podium [data-rank="1"] .name').innerText()).toBe('Cy')
  expect(await wall.getByRole('heading', { level: 1 }).innerText()).toBe('Cy wins')
  expect(await cy.getByRole('heading', { level: 1 }).innerText()).toBe('You won!')
  expect(await bo.getByRole('heading', { level: 1 }).innerText()).toBe('You came 2nd')
  const scores = ['Cy 12', 'Bo 8', 'Ada 4']
  for (const page of [host, bo, cy]) expect(await board(page)).toEqual(scores)
  expect((await wall.locator('.podium .score').allInnerTexts()).map(Number).sort((a, b) => b - a)).toEqual([12, 8, 4])
  // The way in is on the big screen all through.
  expect(await wall.locator('.rail .code-tiles').getAttribute('aria-label')).toContain([...code].join(' '))
  await wall.locator('.rail .qr path').waitFor({ state: 'attached' })

  await host.getByRole('button', { name: 'Rematch' }).click()
  for (const page of [bo, cy]) await page.getByText('You’re in').waitFor()
  await wall.locator('.doors').waitFor()
})

test('the same by keyboard alone', async () => {
  const host = await people.open('/')
  const code = await people.host(host, /Tap Race/, { name: 'Ada', options: { Seconds: '60' } })
  await host.getByRole('button', { name: 'Start the match' }).focus()
  await host.keyboard.press('Enter')
  await host.locator('.tap[data-open=true]').waitFor()
  // What is to be played with has the focus by itself.
  await host.locator('.tap-ball:focus').waitFor()
  for (const key of ['Space', 'Enter', 'Space']) await host.keyboard.press(key)
  // A key held down is one tap.
  await host.keyboard.down('Enter')
  await host.keyboard.down('Enter')
  await host.keyboard.up('Enter')
  expect(await host.locator('.tap-total b').innerText()).toBe('4')
  // The running total is told twice a second: the match shall not end before.
  const told = async () => {
    const response = await host.request.get(`/api/rooms/${code}`)
    return ((await response.json()) as { scores: object }).scores
  }
  await eventually(told).toEqual({ m1: 4 })
  await host.getByRole('button', { name: 'End the match' }).focus()
  await host.keyboard.press('Enter')
  await host.getByRole('dialog').waitFor()
  // The dialog holds the focus: first what does no harm, then the deed.
  await host.keyboard.press('Tab')
  await host.keyboard.press('Enter')
  await host.locator('.podium').waitFor()
  await eventually(() => board(host)).toEqual(['Ada 4'])
})

test('a scoreboard is scored by tap, and everyone sees it', async () => {
  const host = await people.open('/')
  await host.locator('.game-card', { hasText: 'Scoreboard' }).locator('input').check()
  await host.locator('.opening-options button[type=submit]').click()
  await host.getByLabel('Name or team').fill('Red')
  await host.getByRole('button', { name: 'Add', exact: true }).click()
  await host.getByRole('button', { name: '+5 for Red' }).click()
  await host.getByRole('button', { name: '+1 for Red' }).click()
  await host.getByLabel('Name or team').fill('Blue')
  await host.keyboard.press('Enter')
  await host.getByLabel('Score of Blue').fill('9.5')
  await host.getByLabel('Score of Blue').press('Enter')
  await host.getByLabel('Status line').fill('Half-time')
  await host.getByRole('button', { name: 'Show' }).click()

  const { pathname } = new URL(host.url())
  const wall = await people.open(`${pathname}/screen`, { width: 1280, height: 720 })
  await wall.getByRole('heading', { name: 'Half-time' }).waitFor()
  await eventually(() => board(wall)).toEqual(['Blue 9.5', 'Red 6'])
  const phone = await people.open(pathname)
  await eventually(() => board(phone)).toEqual(['Blue 9.5', 'Red 6'])

  await host.getByRole('button', { name: 'Remove Blue' }).click()
  await eventually(() => board(wall)).toEqual(['Red 6'])
})

test('the host pauses, goes on, hands over, and takes someone out', async () => {
  const host = await people.open('/')
  const code = await people.host(host, /Tap Race/, { options: { Seconds: '120' } })
  const [bo, cy] = await Promise.all([people.open(`/${code}`), people.open(`/${code}`)])
  await people.join(bo, 'Bo')
  await people.join(cy, 'Cy')
  await host.getByText('Cy', { exact: true }).waitFor()
  await host.getByRole('button', { name: 'Start the match' }).click()
  await bo.locator('.tap').waitFor()

  await host.getByRole('button', { name: 'Pause' }).click()
  await bo.getByRole('heading', { name: 'Paused' }).waitFor()
  await host.getByRole('button', { name: 'Go on' }).click()
  await bo.getByRole('heading', { name: 'Paused' }).waitFor({ state: 'detached' })

  await host.getByRole('button', { name: 'Options for Cy' }).click()
  await host.getByRole('button', { name: 'Take out' }).click()
  await host.getByRole('dialog').getByRole('button', { name: 'Take out', exact: true }).click()
  await cy.getByRole('heading', { name: 'You are out of this room' }).waitFor()

  await host.getByRole('button', { name: 'Options for Bo' }).click()
  await host.getByRole('button', { name: 'Make host' }).click()
  await host.getByRole('dialog').getByRole('button', { name: 'Make host' }).click()
  await bo.getByRole('button', { name: 'End the match' }).click()
  await bo.getByRole('dialog').getByRole('button', { name: 'End the match' }).click()
  await bo.getByRole('button', { name: 'Rematch' }).waitFor()

  await bo.getByRole('button', { name: 'Close the room' }).click()
  await bo.getByRole('dialog').getByRole('button', { name: 'Close the room' }).click()
  for (const page of [host, bo]) await page.getByRole('heading', { name: 'That’s the match' }).waitFor()
})
