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
  server = await startServer({ HOST_GRACE_SECONDS: '1' })
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

const WHY = 'The host’s phone lost its connection. The game waits.'
const key = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

test('a host’s phone dies: everyone is told why, a player goes on for them, and they take the remote back', async () => {
  let host = await people.open('/')
  const code = await people.host(host, /Tap Race/, { name: 'Ada', options: { Seconds: '120' } })
  const narrow = { width: 320, height: 640 }
  const [bo, cy] = await Promise.all([people.open(`/${code}`, narrow), people.open(`/${code}`)])
  await people.join(bo, 'Bo')
  await people.join(cy, 'Cy')
  const wall = await people.open(`/${code}/screen`, { width: 1280, height: 720 })
  await host.getByText('Cy', { exact: true }).waitFor()
  await key(host, 'Start the match').click()
  await Promise.all([bo, cy].map((page) => page.locator('.tap').waitFor()))

  const phone = host.context()
  await host.close()
  for (const page of [bo, cy, wall]) await page.locator('.pause').getByText(WHY).waitFor()
  await look(bo, 'a match that waits')
  await key(bo, 'Take the remote').click()
  await bo.getByRole('dialog').getByRole('button', { name: 'Take the remote' }).click()
  await key(bo, 'Go on').click()
  for (const page of [bo, cy, wall]) await page.locator('.pause').waitFor({ state: 'detached' })

  // Who stands in may run the match, and not shut the host out.
  await key(bo, 'Remote').click()
  await bo.getByText('stands in as host').waitFor()
  expect(await key(bo, 'Close the room').count()).toBe(0)
  await key(bo, 'Options for Ada').click()
  expect(await key(bo, 'Make host').count()).toBe(1)
  expect(await key(bo, 'Take out').count()).toBe(0)
  await bo.keyboard.press('Escape')

  host = await phone.newPage()
  await host.setViewportSize(narrow)
  await host.goto(`/${code}`)
  await host.getByText('Bo stands in for you.').waitFor()
  expect(await key(host, 'End the match').count()).toBe(0)
  await look(host, 'someone stands in')
  await key(host, 'Take the remote back').click()
  await key(host, 'End the match').waitFor()
  await key(bo, 'End the match').waitFor({ state: 'detached' })
  expect(await host.getByText('Bo stands in for you.').count()).toBe(0)

  // Away once more, and back before anyone stepped in.
  await host.close()
  await bo.locator('.pause').getByText(WHY).waitFor()
  host = await phone.newPage()
  await host.goto(`/${code}`)
  await host.getByRole('heading', { name: 'You were away' }).waitFor()
  await bo.locator('.pause').getByText(WHY).waitFor({ state: 'detached' })
  await bo.getByRole('heading', { name: 'Paused' }).waitFor()
  await host.locator('.pause').getByRole('button', { name: 'Go on' }).click()
  await bo.locator('.pause').waitFor({ state: 'detached' })
})

test('a host who only runs the match is told that they were away', async () => {
  let host = await people.open('/')
  const code = await people.host(host, /Tap Race/, { options: { Seconds: '120' } })
  const bo = await people.open(`/${code}`)
  await people.join(bo, 'Bo')
  await host.getByText('Bo', { exact: true }).waitFor()
  await key(host, 'Start the match').click()
  await bo.locator('.tap').waitFor()
  const phone = host.context()
  await host.close()
  await bo.locator('.pause').getByText(WHY).waitFor()
  host = await phone.newPage()
  await host.goto(`/${code}`)
  await host.getByRole('heading', { name: 'You were away' }).waitFor()
  await look(host, 'a host who was away')
  await host.locator('.missed').getByRole('button', { name: 'Go on' }).click()
  await bo.locator('.pause').waitFor({ state: 'detached' })
})

test('a host silences the big screen, takes a player’s network out, and forgives them', async () => {
  const host = await people.open('/')
  const code = await people.host(host, /Tap Race/, { name: 'Ada' })
  const wall = await people.open(`/${code}/screen`, { width: 1280, height: 720 })
  await wall.getByRole('button', { name: 'Sound off' }).click()
  await wall.getByRole('button', { name: 'Sound on' }).waitFor()
  await host.getByRole('switch', { name: /Silence the big screen/ }).click()
  await wall.getByRole('button', { name: 'Silenced by the host' }).waitFor()
  await host.getByRole('switch', { name: /Silence the big screen/ }).click()
  // The screen’s own setting is as it was.
  await wall.getByRole('button', { name: 'Sound on' }).waitFor()

  const bo = await people.open(`/${code}`)
  await people.join(bo, 'Bo')
  await key(host, 'Options for Bo').click()
  await key(host, 'Take out').click()
  await key(host, 'Take out and keep their network out').click()
  await bo.getByRole('heading', { name: 'You are out of this room' }).waitFor()
  const cy = await people.open(`/${code}`)
  await people.join(cy, 'Cy')
  await cy.getByText('The host is not letting you into this room.').waitFor()

  await host.getByRole('button', { name: /Let all networks in again/ }).click()
  await host.getByRole('button', { name: /Let all networks in again/ }).waitFor({ state: 'detached' })
  await people.join(cy, 'Cy')
  await cy.getByText('You’re in').waitFor()

  await key(host, 'Let back in').click()
  await key(host, 'Let back in').waitFor({ state: 'detached' })
  await bo.goto(`/${code}`)
  await people.join(bo, 'Bo')
  await bo.getByText('You’re in').waitFor()
})

test('a match that the host ends says so, and who leaves it keeps their name on the podium', async () => {
  const host = await people.open('/')
  const code = await people.host(host, /Tap Race/, { name: 'Ada', options: { Seconds: '120' } })
  const bo = await people.open(`/${code}`)
  await people.join(bo, 'Bo')
  const wall = await people.open(`/${code}/screen`, { width: 1280, height: 720 })
  await host.getByText('Bo', { exact: true }).waitFor()
  await key(host, 'Start the match').click()
  const ball = bo.locator('.tap[data-open=true] .tap-ball')
  await ball.waitFor()
  for (let tap = 0; tap < 3; tap++) await ball.click()
  await wall.locator('.lanes li', { hasText: 'Bo' }).getByText('3', { exact: true }).waitFor()
  await key(host, 'End the match').click()
  await host.getByRole('dialog').getByRole('button', { name: 'End the match' }).click()
  await host.getByRole('heading', { name: 'Ended early, with Bo ahead' }).waitFor()
  await bo.getByRole('heading', { name: 'Ended early. You were 1st' }).waitFor()
  await wall.getByRole('heading', { name: 'Ended early' }).waitFor()
  expect(await wall.locator('.confetti').count()).toBe(0)

  await key(bo, 'Leave the room').click()
  await bo.getByRole('dialog').getByRole('button', { name: 'Leave the room' }).click()
  await wall.getByText('1 player', { exact: true }).waitFor()
  expect(await wall.locator('.podium .step[data-rank="1"] .name').innerText()).toBe('Bo')
  expect(await host.locator('.leaderboard .name').allInnerTexts()).toEqual(['Bo', 'Ada'])
  await key(host, 'Rematch').click()
  await wall.locator('.doors').waitFor()
})
