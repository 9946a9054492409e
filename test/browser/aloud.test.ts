import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RoomCreated } from '../../src/protocol/answer.ts'
import { launchChromium } from '../support/chromium.ts'
import { call } from '../support/evening.ts'
import { People } from '../support/people.ts'
import { type Server, startServer } from '../support/server.ts'

/** What a screen reader is told, all of it and nothing twice; and where it finds itself when the page changes. */

let server: Server
let browser: Browser

beforeAll(async () => {
  server = await startServer()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await server?.end()
})

/** Everything that comes into any live region of a page from now on, in the order it is said. */
async function heard(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const said: string[] = []
    Object.assign(globalThis, { said })
    const isText = (node: Node) => node.nodeType === Node.TEXT_NODE || node.nodeType === Node.ELEMENT_NODE
    new MutationObserver((changes) => {
      const regions = new Set<Element>()
      for (const { type, target, addedNodes } of changes) {
        if (type === 'childList' && ![...addedNodes].some(isText)) continue
        const element = target instanceof Element ? target : target.parentElement
        const region = element?.closest('[role=status], [aria-live=polite], [aria-live=assertive], [role=alert]')
        if (region) regions.add(region)
      }
      for (const region of regions) if (region.textContent.trim() !== '') said.push(region.textContent.trim())
    }).observe(document.body, { childList: true, subtree: true, characterData: true })
  })
  return () => page.evaluate(() => (globalThis as unknown as { said: string[] }).said)
}

/** What has the focus, by its words or its name; `nothing` if it was lost. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement
    if (!at || at === document.body) return 'nothing'
    return at.getAttribute('aria-label') ?? at.textContent.trim()
  })
}

const QUESTIONS = [
  { kind: 'single', text: 'One?', options: ['Yes', 'No', 'Never'], right: 0 },
  { kind: 'truth', text: 'True?', right: true },
]

test('questions, results and ranks of a quiz are said once each, and no tick ever', async () => {
  const people = new People(browser, server.url)
  const host = await people.open('/')
  const options = { questions: QUESTIONS, reading: 30, seconds: 0, speed: false, streak: false, shuffle: false }
  const { code } = await call<RoomCreated>(host, '', { game: 'quiz', options })
  await host.goto(`/${code}`)
  const [ann, bo] = await Promise.all([people.open(`/${code}`), people.open(`/${code}`)])
  await people.join(ann, 'Ann')
  await ann.locator('.lobby-in').waitFor()
  await people.join(bo, 'Bo')
  await bo.locator('.lobby-in').waitFor()
  const told = await heard(ann)
  await host.locator('.dock .button.main').click()

  const main = host.locator('.quiz-keys .button.main')
  for (const { kind } of QUESTIONS) {
    await ann.locator('.quiz-reading').waitFor()
    await main.click()
    await ann.locator(`.quiz-open[data-kind=${kind}]`).waitFor()
    await ann.locator('.quiz-option').first().click()
    await ann.getByText('Locked in').first().waitFor()
    expect(await focused(ann), 'the answer given keeps the focus').toMatch(/Yes|True/)
    await bo.locator('.quiz-option').nth(1).click()
    await ann.locator('.quiz-revealed').waitFor()
    expect(await focused(ann), 'the result has the focus').not.toBe('nothing')
    await main.click()
  }
  await ann.locator('.podium').waitFor()
  expect(await focused(ann)).not.toBe('nothing')
  expect((await told()).filter((text) => text !== 'Sending…')).toEqual([
    'Get ready',
    'Question 1 of 2. One?',
    'Answers: A: Yes; B: No; C: Never.',
    'Locked in',
    'Right! 1,000 points. Right answer: Yes. Place: 1st. You lead.',
    'Question 2 of 2. True?',
    'Answers: True; False.',
    'Locked in',
    'Right! 1,000 points. Right answer: True. Place: 1st. You lead.',
    'You won! Ann wins.',
  ])
  await people.leave()
})

test('the focus is nowhere lost: on a bench, in the host’s sheet, when a match begins and ends', async () => {
  const people = new People(browser, server.url)
  const host = await people.open('/')
  const { code } = await call<RoomCreated>(host, '', { game: 'connect-four', name: 'Ada', options: { clock: 0 } })
  await host.goto(`/${code}`)
  const [bo, cy] = await Promise.all([people.open(`/${code}`), people.open(`/${code}`)])
  for (const [page, name] of [
    [bo, 'Bo'],
    [cy, 'Cy'],
  ] as const) {
    await people.join(page, name)
    await page.locator('.lobby-in').waitFor()
  }
  await host.locator('.dock .button.main').click()
  await cy.locator('.bench .four-board').waitFor()
  await host.locator('.four-board[data-open=true]').waitFor()
  for (const page of [host, bo, cy]) await expect.poll(() => focused(page)).not.toBe('nothing')

  const opener = host.getByRole('button', { name: 'Remote', exact: true })
  await opener.press('Enter')
  await host.locator('dialog[open]').waitFor()
  const inside = () => host.evaluate(() => document.querySelector('dialog[open]')?.contains(document.activeElement))
  expect(await inside()).toBe(true)
  await host.keyboard.press('Escape')
  await expect.poll(() => focused(host)).toBe('Remote')

  await call(host, `/${code}/controls`, { do: 'end' })
  for (const page of [host, bo, cy]) {
    await page.locator('.podium, .four-over').first().waitFor()
    await expect.poll(() => focused(page)).not.toBe('nothing')
  }
  await people.leave()
})
