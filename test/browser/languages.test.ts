import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { People } from '../support/people.ts'
import { type Server, startServer } from '../support/server.ts'

/** Which language the page speaks, and what is fetched for it. */

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

test('the language is the browser’s, is chosen by its own name, and stays', async () => {
  const page = await people.open('/', { bare: true, language: 'zh' })
  await page.getByRole('heading', { name: '开一个房间' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hans')
  const menu = page.getByRole('combobox', { name: '语言', exact: true })
  expect(await menu.locator('option').allInnerTexts()).toEqual(['English', '中文', 'Español'])
  await menu.selectOption('Español')
  await page.getByRole('heading', { name: 'Abre una sala' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Abre una sala' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('es')
  expect(await page.locator('html').getAttribute('dir')).toBe('ltr')
})

test('only the language shown is fetched, and nothing is said in another before it has come', async () => {
  const page = await people.open('/', { bare: true, language: 'en' })
  await page.getByRole('heading', { name: 'Open a room' }).waitFor()
  const fetched = () =>
    page.evaluate(() =>
      performance.getEntriesByType('resource').flatMap(({ name }) => name.match(/built\/(es|zh)-/g) ?? []),
    )
  expect(await fetched()).toEqual([])

  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  await page.route(/\/built\/es-/, async (route) => {
    await released
    await route.continue()
  })
  const asked = page.waitForRequest(/\/built\/es-/)
  await page.getByRole('combobox', { name: 'Language', exact: true }).selectOption('Español')
  await asked
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Everyone plays.')
  const askedAgain = page.waitForRequest(/\/built\/es-/)
  await page.reload({ waitUntil: 'commit' })
  await askedAgain
  expect(await page.locator('#page').innerHTML()).toBe('')
  release()
  await page.getByRole('heading', { name: 'Abre una sala' }).waitFor()
  expect(await fetched()).toEqual(['built/es-'])
})

test('a language that cannot be fetched leaves the page in English, and is there the next time', async () => {
  const page = await people.open('/', { bare: true, language: 'en' })
  await page.route(/\/built\/es-/, (route) => route.abort())
  await page.getByRole('combobox', { name: 'Language', exact: true }).selectOption('Español')
  await page.reload()
  await page.getByRole('heading', { name: 'Open a room' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  await page.unroute(/\/built\/es-/)
  await page.reload()
  await page.getByRole('heading', { name: 'Abre una sala' }).waitFor()
})
