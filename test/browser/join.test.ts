import type { Browser } from 'playwright-core'
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

test('a code is typed in any case and way, and what never stands in one is said', async () => {
  const host = await people.open('/')
  const code = await people.host(host, /Tap Race/, { name: 'Ada' })
  const guest = await people.open('/')
  const field = guest.getByLabel('Room code')
  await field.fill('o')
  await guest.getByText('“O” never stands in a code.', { exact: false }).waitFor()
  await field.fill('ab')
  await guest.getByRole('button', { name: 'Join the room' }).click()
  await guest.getByText('A room code has five letters and digits.').waitFor()
  await field.fill(` ${code.slice(0, 2)}-${code.slice(2)} `.toLowerCase())
  await field.press('Enter')
  await guest.getByRole('heading', { name: 'Who’s playing?' }).waitFor()
  expect(new URL(guest.url()).pathname).toBe(`/${code}`)
  // The focus is not lost on the way, though what had it is gone: the next stop is the name.
  await guest.locator('h1:focus').waitFor()
  await guest.keyboard.press('Tab')
  await guest.keyboard.press('Enter')
  await guest.locator('.lobby h1:focus').waitFor()
})

test('from the link, joining takes one tap: a name is suggested, and remembered for the next room', async () => {
  const host = await people.open('/')
  const code = await people.host(host, /Tap Race/, { name: 'Ada' })
  const guest = await people.open(`/${code}`)
  const suggested = await guest.getByLabel('Your name').inputValue()
  expect(suggested).toMatch(/\S+ \S+/)
  await guest.getByRole('button', { name: 'Join', exact: true }).click()
  await guest.getByRole('heading', { name: suggested }).waitFor()
  // Reloading keeps the seat: the cookie says who one is.
  await guest.reload()
  await guest.getByRole('heading', { name: suggested }).waitFor()
  const next = await people.open('/')
  const other = await people.host(next, /Tap Race/, { name: 'Bo' })
  await guest.goto(`/${other}`)
  expect(await guest.getByLabel('Your name').inputValue()).toBe(suggested)
})

test('a taken name, a locked room and an unknown code are said in words', async () => {
  const host = await people.open('/')
  const code = await people.host(host, /Tap Race/, { name: 'Ada' })
  const guest = await people.open(`/${code}`)
  await people.join(guest, 'ADA')
  await guest.getByText('Somebody in the room has this name. Choose another.').waitFor()
  expect(await guest.getByLabel('Your name').getAttribute('aria-invalid')).toBe('true')

  await host.getByRole('switch', { name: 'Lock the room' }).click()
  await guest.getByText('The host has locked this room.', { exact: false }).waitFor()
  expect(await guest.getByRole('button', { name: 'Join', exact: true }).count()).toBe(0)
  await host.getByRole('switch', { name: 'Lock the room' }).click()
  await people.join(guest, 'Bo')
  await guest.getByRole('heading', { name: 'Bo' }).waitFor()

  const lost = await people.open('/ZZZZZ')
  await lost.getByRole('heading', { name: 'No such room' }).waitFor()
  const zh = await people.open('/ZZZZZ/screen', { language: 'zh' })
  await zh.getByRole('heading', { name: '没有这个房间' }).waitFor()
  const nowhere = await people.open('/not/a/room')
  await nowhere.getByRole('heading', { name: 'Out.' }).waitFor()
})

test('whoever leaves gives up the seat and may come back under another name', async () => {
  const host = await people.open('/')
  const code = await people.host(host, /Tap Race/, { name: 'Ada' })
  const guest = await people.open(`/${code}`)
  await people.join(guest, 'Bo')
  await host.getByText('Bo', { exact: true }).waitFor()
  await guest.getByRole('button', { name: 'Leave the room' }).click()
  await guest.getByRole('dialog').getByRole('button', { name: 'Leave the room' }).click()
  await people.join(guest, 'Bo again')
  await guest.getByRole('heading', { name: 'Bo again' }).waitFor()
  await host.getByText('Bo again', { exact: true }).waitFor()
  expect(await host.locator('.people li').count()).toBe(2)
})
