import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { fits } from '../support/look.ts'
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

/** Drops a disc with the number key of the column, and waits until it lies there. */
async function drop(page: Page, column: number): Promise<void> {
  await page.locator('.four-board[data-open=true]').waitFor()
  const discs = page.locator('.four-dropped')
  const before = await discs.count()
  await page.locator('.four-column').first().focus()
  await page.keyboard.press(String(column))
  await discs.nth(before).waitFor()
}

test('two play by keyboard to four in a row; the others see it, and the next in line gets the seat', async () => {
  const host = await people.open('/')
  const code = await people.host(host, /Connect Four/, { name: 'Ada', options: { 'Seconds a move': '0' } })
  const bo = await people.open(`/${code}`)
  await people.join(bo, 'Bo')
  await bo.getByText('You’re in').waitFor()
  const wall = await people.open(`/${code}/screen`, { width: 1920, height: 1080 })
  await host.getByRole('button', { name: 'Start the match' }).click()
  const cy = await people.open(`/${code}`)
  await people.join(cy, 'Cy')
  await cy.getByRole('heading', { name: 'You’re on the bench' }).waitFor()
  await wall.locator('.four-queue').getByText('Cy').waitFor()

  for (const [page, column] of [
    [host, 4],
    [bo, 4],
    [host, 3],
  ] as const) {
    await drop(page, column)
  }
  await expect.poll(() => wall.locator('.four-turn').innerText()).toBe('Bo to move')
  await expect
    .poll(() => wall.locator('.four-board').getAttribute('aria-label'))
    .toContain('Column 4, from below: Ada, Bo')
  await fits(wall, '.four-wall')
  // It is not Ada's turn: her columns do nothing.
  await host.locator('.four-column').nth(6).click({ force: true })
  expect(await host.locator('.four-dropped').count()).toBe(3)
  // With the arrows and Enter, too.
  await bo.locator('.four-column').nth(3).focus()
  await bo.keyboard.press('ArrowRight')
  await bo.keyboard.press('Enter')
  await expect.poll(() => bo.locator('.four-dropped').count()).toBe(4)
  expect(await bo.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toContain('Column 5')
  for (const [page, column] of [
    [host, 2],
    [bo, 4],
  ] as const) {
    await drop(page, column)
  }
  await host.locator('.four-board[data-open=true]').waitFor()
  await host.locator('.four-column').first().click()

  for (const page of [host, bo]) await page.getByRole('heading', { name: 'Ada has four in a row' }).waitFor()
  for (const page of [host, bo, wall]) {
    await expect.poll(() => page.locator('.four-dropped[data-line=true]').count()).toBe(4)
  }
  await fits(wall, '.four-over')
  await host.getByRole('button', { name: 'Rematch' }).click()
  // In the lobby already, the one without a seat is told so.
  await bo.getByText('All seats are taken', { exact: false }).waitFor()
  expect(await cy.getByText('All seats are taken', { exact: false }).count()).toBe(0)
  await host.getByRole('button', { name: 'Start the match' }).click()
  // The winner stays on, and who waited begins.
  await cy.locator('.four-turn').getByText('Your turn').waitFor()
  await cy.locator('.four-column:focus').waitFor()
  await bo.getByRole('heading', { name: 'You’re on the bench' }).waitFor()
})
