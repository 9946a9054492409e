import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
  people = new People(browser, server.url)
})
afterAll(async () => {
  await people?.leave()
  await browser?.close()
  await server?.end()
})

test('a host finds anyone among many, by name or by going on, and the list grows only as it is looked at', async () => {
  const host = await people.open('/')
  const code = await people.host(host, /Tap Race/, { name: 'Ada' })
  for (let joined = 1; joined <= 79; joined++) {
    const name = joined === 70 ? 'Zoé' : `Player ${joined}`
    await host.request.post(`/api/rooms/${code}/members`, { data: { name }, headers: { authorization: '' } })
  }
  await expect.poll(() => host.locator('.people .count').innerText(), { timeout: 30_000 }).toBe('80')
  const rows = host.locator('.people li')
  expect(await rows.count()).toBeLessThan(80)
  await look(host, 'host’s lobby with many')

  await host.getByRole('searchbox', { name: 'Find a name' }).fill('zoe')
  await expect.poll(() => rows.count()).toBe(1)
  await host.getByRole('button', { name: 'Options for Zoé' }).click()
  await host.getByRole('button', { name: 'Take out' }).waitFor()
  await host.getByRole('searchbox', { name: 'Find a name' }).fill('nobody at all')
  await host.getByText('Nobody has this name.').waitFor()
  await host.getByRole('searchbox', { name: 'Find a name' }).fill('')

  const more = host.getByRole('button', { name: 'Show more' })
  while ((await more.count()) > 0) await more.click({ timeout: 1000 }).catch(() => {})
  expect(await rows.count()).toBe(80)
  expect(people.faults).toEqual([])
})
