import type { Browser } from 'playwright-core'
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

/** Asserts what becomes true sooner or later, on however busy a machine. */
function eventually<Value>(read: () => Promise<Value>) {
  return expect.poll(read, { timeout: 30_000 })
}

test('when the server dies the page says so, keeps what is done meanwhile, and goes on when it is back', async () => {
  const host = await people.open('/')
  await host.locator('.game-card', { hasText: 'Scoreboard' }).locator('input').check()
  await host.locator('.opening-options button[type=submit]').click()
  await host.getByLabel('Name or team').fill('Red')
  await host.keyboard.press('Enter')
  await host.getByRole('button', { name: '+1 for Red' }).click()
  const { pathname } = new URL(host.url())
  const wall = await people.open(`${pathname}/screen`, { width: 1280, height: 720 })
  const red = wall.locator('.leaderboard li', { hasText: 'Red' }).locator('.score')
  await eventually(() => red.innerText()).toBe('1')

  await server.kill()
  for (const page of [host, wall]) await page.getByText('Can’t reach the room. Trying again…').waitFor()
  await host.getByRole('button', { name: '+5 for Red' }).click()
  await host.getByRole('button', { name: '+5 for Red' }).click()
  await host.getByText('2 moves waiting').waitFor()

  await server.restart()
  for (const page of [host, wall]) await page.locator('.banner').waitFor({ state: 'detached' })
  await eventually(() => red.innerText()).toBe('11')
  expect(people.faults).toEqual([])
})

test('a device that loses its network says that it is the device, and catches up by itself', async () => {
  const host = await people.open('/')
  const code = await people.host(host, /Tap Race/, { name: 'Ada' })
  const guest = await people.open(`/${code}`)
  await people.join(guest, 'Bo')
  await guest.getByText('You’re in').waitFor()

  await guest.context().setOffline(true)
  await guest.getByText('You’re offline.', { exact: false }).waitFor()
  const third = await people.open(`/${code}`)
  await people.join(third, 'Cy')
  await host.getByText('Cy', { exact: true }).waitFor()
  expect(await guest.getByText('Cy', { exact: true }).count()).toBe(0)

  await guest.context().setOffline(false)
  await guest.getByText('Cy', { exact: true }).waitFor()
  await guest.locator('.banner').waitFor({ state: 'detached' })
  expect(people.faults).toEqual([])
})

test('eight tabs of one room share one stream, and the next takes it over when the first is closed', async () => {
  const host = await people.open('/')
  await host.locator('.game-card', { hasText: 'Scoreboard' }).locator('input').check()
  await host.locator('.opening-options button[type=submit]').click()
  await host.getByLabel('Name or team').fill('Red')
  await host.keyboard.press('Enter')
  const score = host.getByRole('button', { name: '+5 for Red' })
  await score.waitFor()
  const { pathname } = new URL(host.url())
  const first = await people.open(`${pathname}/screen`, { width: 1280, height: 720 })
  const tabs = [first]
  // Over HTTP/1.1 the seventh stream of a browser would hang.
  while (tabs.length < 8) {
    const tab = await first.context().newPage()
    await tab.goto(`${pathname}/screen`)
    tabs.push(tab)
  }
  const red = (tab: (typeof tabs)[number]) => tab.locator('.leaderboard li', { hasText: 'Red' }).locator('.score')
  await score.click()
  for (const tab of tabs) await eventually(() => red(tab).innerText()).toBe('5')
  // The host's stream, and one for the eight.
  for (const tab of tabs) await tab.getByText('2 devices on').waitFor()

  await tabs.shift()?.close()
  await score.click()
  for (const tab of tabs) await eventually(() => red(tab).innerText()).toBe('10')
  await tabs.pop()?.close()
  await score.click()
  for (const tab of tabs) await eventually(() => red(tab).innerText()).toBe('15')
  for (const tab of tabs) await tab.getByText('2 devices on').waitFor()
  expect(people.faults).toEqual([])
})

test('a second tab becomes the member that joined in the first', async () => {
  const host = await people.open('/')
  const code = await people.host(host, /Tap Race/, { name: 'Ada' })
  const one = await people.open(`/${code}`)
  await one.locator('.join-main form').waitFor()
  const two = await one.context().newPage()
  await two.goto(`/${code}`)
  await people.join(two, 'Bo')
  for (const tab of [one, two]) await tab.getByRole('heading', { name: 'Bo', exact: true }).waitFor()
  expect(people.faults).toEqual([])
})

test('a phone that sleeps lets its stream go after a minute and catches up when it wakes', async () => {
  const host = await people.open('/')
  await host.locator('.game-card', { hasText: 'Scoreboard' }).locator('input').check()
  await host.locator('.opening-options button[type=submit]').click()
  await host.getByLabel('Name or team').fill('Red')
  await host.keyboard.press('Enter')
  const score = host.getByRole('button', { name: '+5 for Red' })
  await score.waitFor()
  const phone = await people.open('/')
  await phone.clock.install()
  await phone.goto(new URL(host.url()).pathname)
  const red = phone.locator('.leaderboard li', { hasText: 'Red' }).locator('.score')
  await red.waitFor()

  const show = (state: 'hidden' | 'visible') =>
    phone.evaluate((now) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => now })
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  const letGo = phone.waitForEvent('requestfailed', (request) => request.url().includes('/stream'))
  await show('hidden')
  await phone.clock.fastForward(120_000)
  await letGo
  await score.click()
  await eventually(() => host.getByLabel('Score of Red').inputValue()).toBe('5')
  expect(await red.innerText()).toBe('0')
  await show('visible')
  await eventually(() => red.innerText()).toBe('5')
  expect(people.faults).toEqual([])
})

test('the stream of a frozen tab is taken over by the next one opened', async () => {
  const host = await people.open('/')
  const code = await people.host(host, /Tap Race/, { name: 'Ada' })
  const frozen = await people.open(`/${code}/screen`, { width: 1280, height: 720 })
  await frozen.locator('.doors-players li').waitFor()
  const devtools = await frozen.context().newCDPSession(frozen)
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' })
  const next = await frozen.context().newPage()
  await next.goto(`/${code}/screen`)
  await next.locator('.doors-players li').waitFor()
  const guest = await people.open(`/${code}`)
  await people.join(guest, 'Bo')
  await next.locator('.doors-players li', { hasText: 'Bo' }).waitFor()
  expect(people.faults).toEqual([])
})
