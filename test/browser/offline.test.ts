import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { type Front, startFront } from '../support/front.ts'
import { People } from '../support/people.ts'
import { type Server, startServer } from '../support/server.ts'

let server: Server
let front: Front
let browser: Browser
let people: People

beforeAll(async () => {
  server = await startServer()
  front = await startFront(server.url)
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await front?.end()
  await server?.end()
})
beforeEach(() => {
  people = new People(browser, server.url)
})
afterEach(async () => {
  expect(people.faults).toEqual([])
  await people.leave()
})

/** Waits until the worker has kept the page and controls it. */
function worked(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (!navigator.serviceWorker.controller) {
      await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve))
    }
    return caches.keys()
  })
}

/** The script that the page was begun with. */
function begunWith(page: Page): Promise<string> {
  return page.evaluate(
    () => new URL(document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? '').pathname,
  )
}

describe('without a network', () => {
  test('the start page opens, says so, and goes on by itself', async () => {
    const page = await people.open('/')
    await worked(page)
    await page.context().setOffline(true)
    await page.reload()
    await page.getByText('You’re offline.', { exact: false }).waitFor()
    await page.getByText('The games could not be loaded.').waitFor()
    await page.context().setOffline(false)
    await page.locator('.opening-options').waitFor()
    await page.locator('.banner').waitFor({ state: 'detached' })
  })

  test('a room’s page opens in Chinese too, says that the room waits, and goes in by itself', async () => {
    const host = await people.open('/')
    const code = await people.host(host, /Tap Race/, { name: 'Ada' })
    const guest = await people.open(`/${code}`, { language: 'zh' })
    await people.join(guest, 'Bo')
    await guest.locator('.lobby-in').waitFor()
    await worked(guest)
    await guest.reload()
    await guest.locator('.lobby-in').waitFor()

    await server.kill()
    await guest.reload()
    await guest.getByText(`房间 ${code} 在等你`, { exact: false }).waitFor()
    await guest.locator('.banner[data-link=reconnecting]').waitFor()
    await server.restart()
    await guest.locator('.lobby-in').waitFor()
    await guest.locator('.banner').waitFor({ state: 'detached' })
  })
})

test('the worker hands out built files and never stands between a page and its room', async () => {
  const host = await people.open('/')
  await worked(host)
  const code = await people.host(host, /Tap Race/, { name: 'Ada' })
  const answers = new Map<string, boolean>()
  host.on('response', (response) => answers.set(new URL(response.url()).pathname, response.fromServiceWorker()))
  await host.reload()
  await host.locator('.dock .button').first().waitFor()
  await expect.poll(() => answers.has(`/api/rooms/${code}/stream`)).toBe(true)
  expect(answers.get(await begunWith(host))).toBe(true)
  expect([...answers].filter(([path, worker]) => path.startsWith('/api/') && worker)).toEqual([])
})

describe('a deploy', () => {
  beforeEach(() => {
    front.deploy('first')
    people = new People(browser, front.url)
  })

  test('takes over at the next navigation, and what was kept of the old build goes', async () => {
    const page = await people.open('/')
    const [before] = await worked(page)
    expect(await begunWith(page)).toBe(front.script('first'))
    front.deploy('second')
    await page.reload()
    expect(await begunWith(page)).toBe(front.script('second'))
    await page.locator('.opening-options').waitFor()
    await expect
      .poll(() => page.evaluate(() => caches.keys()), { timeout: 30_000 })
      .toEqual([expect.not.stringContaining(before ?? '')])

    await page.context().setOffline(true)
    await page.reload()
    await page.getByText('You’re offline.', { exact: false }).waitFor()
    expect(await begunWith(page)).toBe(front.script('second'))
  })

  test.each(['not-found', 'page'] as const)(
    'that took away a part still to be fetched loads the page again, in its room (%s)',
    async (gone) => {
      const host = await people.open('/')
      const code = await people.host(host, /Tap Race/, { name: 'Ada' })
      const phone = await people.open('/')
      // The race has not been fetched yet, and never will be.
      front.deploy('second', gone)
      await phone.locator('.home-join input').fill(code)
      await phone.keyboard.press('Enter')
      await people.join(phone, 'Bo')
      await phone.locator('.lobby-in').waitFor()
      expect(await begunWith(phone)).toBe(front.script('first'))
      await host.locator('.dock .button.main').click()
      await phone.locator('.tap[data-open=true]').waitFor()
      expect(new URL(phone.url()).pathname).toBe(`/${code}`)
      expect(await begunWith(phone)).toBe(front.script('second'))
    },
  )

  test('asks first where something half written would be lost', async () => {
    const page = await people.open('/')
    await page.locator('.opening-options').waitFor()
    front.deploy('second')
    await page.locator('.game-card', { hasText: 'Quiz' }).locator('input').check()
    await page.getByLabel('Your own', { exact: true }).check()
    await page.getByText('A new version is out').waitFor()
    expect(await begunWith(page)).toBe(front.script('first'))
    await page.getByRole('button', { name: 'Load again' }).click()
    await page.waitForFunction((script) => document.querySelector(`script[src="${script}"]`), front.script('second'))
  })
})

test('a part that did not come through is asked for again', async () => {
  const host = await people.open('/')
  const code = await people.host(host, /Tap Race/, { name: 'Ada' })
  const phone = await people.open('/', { bare: true })
  let cut = 0
  await phone.route('**/built/play-*', (route) => (cut++ < 1 ? route.abort() : route.continue()))
  await phone.goto(`/${code}`)
  await people.join(phone, 'Bo')
  await phone.locator('.lobby-in').waitFor()
  await host.locator('.dock .button.main').click()
  await phone.locator('.tap[data-open=true]').waitFor()
  expect(cut).toBe(2)
})
