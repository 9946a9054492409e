import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { fits, look } from '../support/look.ts'
import { type Language, People } from '../support/people.ts'
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

const WHY = 'Everybody knows that.'
const QUESTIONS = [
  { kind: 'single', text: 'One?', options: ['Right', 'Wrong', 'Very wrong'], right: 0, explanation: WHY },
  {
    kind: 'several',
    text: 'Several?',
    options: ['Yes', 'Also', 'No', 'Never', 'A rather long one that needs two lines', 'Sixth'],
    right: [0, 1],
    explanation: WHY,
  },
  { kind: 'truth', text: 'True?', right: true },
  { kind: 'estimate', text: 'How many?', right: 100, unit: 'apples' },
  { kind: 'order', text: 'In order?', options: ['First', 'Second', 'Third'] },
  { kind: 'poll', text: 'Which?', options: ['This', 'That'] },
] as const

/** Opens a quiz of these questions with the page's own import; the code. */
async function host(page: Page, { title, ...part }: { name?: string; title?: string }): Promise<string> {
  await page.locator('.game-card input').first().check()
  await page.locator('.quiz-packs label').nth(3).click()
  await page
    .locator('.quiz-file')
    .setInputFiles({ name: 'quiz.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(QUESTIONS)) })
  await page
    .locator('.quiz-written li')
    .nth(QUESTIONS.length - 1)
    .waitFor()
  await patient(page)
  await page.getByLabel(/^(Shuffle answers|打乱选项)/).uncheck()
  if (title !== undefined) await page.getByLabel(/^(Title|标题)$/).fill(title)
  return people.host(page, /Quiz|知识问答/, part)
}

/** Long enough to read for the slowest machine: the answers come when the host says so. */
async function patient(page: Page): Promise<void> {
  await page.locator('.opening-options > .quiz-more summary').click()
  const reading = page.getByLabel(/^(Seconds to read|读题秒数)$/)
  await reading.fill('30')
  await reading.blur()
}

function keys(page: Page, name: RegExp): Promise<void> {
  return page.locator('.quiz-keys').getByRole('button', { name }).click()
}

/** Everything a screen reader is told, in the order it is said. */
async function heard(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const said: string[] = []
    Object.assign(globalThis, { said })
    const live = document.querySelector('.unseen[role=status]')
    if (live)
      new MutationObserver(() => said.push(live.textContent)).observe(live, {
        childList: true,
        subtree: true,
        characterData: true,
      })
  })
  return () => page.evaluate(() => (globalThis as unknown as { said: string[] }).said)
}

test('a host who only runs it, a wall and two phones play every kind of question to the podium', async () => {
  const remote = await people.open('/')
  const code = await host(remote, {})
  const wall = await people.open(`/${code}/screen`, { width: 1920, height: 1080 })
  const [ann, bo] = await Promise.all([people.open(`/${code}`), people.open(`/${code}`)])
  await people.join(ann, 'Ann')
  await people.join(bo, 'Bo')
  for (const page of [ann, bo]) await page.locator('.lobby-in').waitFor()
  const said = await heard(ann)
  await remote.getByRole('button', { name: 'Start the match' }).click()

  // The question first, its answers later.
  await ann.getByRole('heading', { name: 'One?' }).waitFor()
  expect(await ann.locator('.quiz-option').count()).toBe(0)
  await keys(remote, /Show the answers/)
  await ann.getByRole('button', { name: 'A: Right' }).click()
  await ann.getByText('Locked in').first().waitFor()
  await ann.getByRole('button', { name: 'B: Wrong' }).click({ force: true })
  expect(await ann.locator('.quiz-option[aria-pressed=true]').count()).toBe(1)
  await expect.poll(() => wall.locator('.quiz-counter').innerText()).toMatch(/^1\s*\/ 2 answered$/)
  await fits(wall, '.quiz-wall')
  expect(await wall.locator('[data-right=true]').count()).toBe(0)
  // The answers have the focus by themselves.
  await bo.locator('.quiz-options:focus').waitFor()
  await bo.keyboard.press('c')
  for (const page of [ann, bo, wall]) await page.locator('.quiz-bars [data-right=true]').waitFor()
  expect(await ann.locator('.quiz-verdict').getAttribute('data-verdict')).toBe('right')
  expect(await bo.locator('.quiz-verdict').getAttribute('data-verdict')).toBe('wrong')
  expect(await bo.locator('.quiz-gap').innerText()).toMatch(/behind Ann/)
  expect(await wall.locator('.quiz-count [aria-hidden]').allInnerTexts()).toEqual(['1', '0', '1'])
  await expect.poll(() => wall.locator('.leaderboard li').first().innerText()).toContain('Ann')
  await fits(wall, '.quiz-wall')

  await keys(remote, /Next question/)
  await keys(remote, /Show the answers/)
  for (const name of ['A: Yes', 'B: Also']) await ann.getByRole('button', { name }).click()
  await ann.getByRole('button', { name: 'Lock it in' }).click()
  await bo.getByRole('button', { name: 'A: Yes' }).click()
  await bo.getByRole('button', { name: 'Lock it in' }).click()
  await bo.locator('[data-verdict=partly]').waitFor()
  await ann.getByText('2 right in a row').waitFor()
  await fits(wall, '.quiz-wall')

  await keys(remote, /Next question/)
  await keys(remote, /Show the answers/)
  await ann.getByRole('button', { name: 'True' }).click()
  await keys(remote, /\+10 s/)
  await keys(remote, /^Reveal/)
  await bo.locator('[data-verdict=none]').waitFor()

  await keys(remote, /Next question/)
  await keys(remote, /Show the answers/)
  for (const [page, guess] of [
    [ann, '98'],
    [bo, '500'],
  ] as const) {
    await page.getByLabel('Your guess').fill(guess)
    await page.keyboard.press('Enter')
  }
  await wall.locator('.quiz-right-number').getByText('100').waitFor()
  await fits(wall, '.quiz-wall')

  await keys(remote, /Next question/)
  await keys(remote, /Show the answers/)
  // By keyboard, and the focus stays on the button that moves.
  const options = async () => (await ann.locator('.quiz-order .quiz-option-text').allInnerTexts()).join()
  const before = await options()
  await ann.locator('.quiz-order li').nth(1).locator('[data-by="-1"]').focus()
  const focused = () => ann.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  const label = await focused()
  await ann.keyboard.press('Enter')
  expect(await options()).not.toBe(before)
  expect(await focused()).toBe(label)
  await ann.getByRole('button', { name: 'Lock it in' }).click()
  await bo.getByRole('button', { name: 'Lock it in' }).click()
  await ann.locator('.quiz-right-order').waitFor()
  expect(await ann.locator('.quiz-right-order .quiz-bar-text').allInnerTexts()).toEqual(['First', 'Second', 'Third'])

  await keys(remote, /Next question/)
  await keys(remote, /Show the answers/)
  await bo.locator('.quiz-option').first().click()
  await keys(remote, /^Skip/)
  await remote.locator('dialog[open]').getByRole('button', { name: 'Skip' }).click()

  for (const page of [remote, ann, bo, wall]) await page.locator('.podium').waitFor()
  expect(await wall.getByRole('heading', { level: 1 }).innerText()).toBe('Ann wins')
  const [file] = await Promise.all([
    remote.waitForEvent('download'),
    remote.getByRole('button', { name: 'All answers as CSV' }).click(),
  ])
  const csv = await readFile(await file.path(), 'utf8')
  expect(csv).toContain('No.,Question,Player,Answer,Seconds,Points')
  expect(csv).toMatch(/1,One\?,Ann,Right,/)
  // Questions, results and rank were said; the clock was not.
  const all = await said()
  expect(all.filter((text) => text.includes('One?')).length).toBeGreaterThan(0)
  expect(all.some((text) => /^Right! \d/.test(text) && text.includes('Place: 1st'))).toBe(true)
  expect(all.length).toBeLessThan(30)
})

test('a host who plays too has the keys below the answers, and it goes on by itself', async () => {
  const page = await people.open('/')
  await page.locator('.game-card input').first().check()
  await page.getByLabel('Next question').selectOption({ label: 'By itself' })
  await page.getByLabel('Teams').selectOption({ label: '2 teams' })
  await patient(page)
  const code = await people.host(page, /Quiz/, { name: 'Ada', options: { 'Seconds to answer': '0' } })
  expect(code).toHaveLength(5)
  await page.getByRole('button', { name: 'Start the match' }).click()
  await keys(page, /Show the answers/)
  await page.locator('.quiz-option').first().click()
  await page.locator('.quiz-revealed').waitFor()
  await page.locator('.quiz-next-in').waitFor()
  await page.locator('.quiz-team').first().waitFor()
  await keys(page, /Next question/)
  await page.getByText('2 / 15').or(page.getByText('Question 2 of 15')).first().waitFor()
})

test('one player has more time, which only they and the host see; a rematch begins with it', async () => {
  const remote = await people.open('/', { width: 320, height: 640 })
  await remote.locator('.game-card input').first().check()
  await remote.getByLabel('Time for everyone').selectOption({ label: '1½ times' })
  await patient(remote)
  const code = await people.host(remote, /Quiz/, { options: { 'Seconds to answer': '4' } })
  const wall = await people.open(`/${code}/screen`, { width: 1920, height: 1080 })
  const [ann, bo] = await Promise.all([people.open(`/${code}`), people.open(`/${code}`)])
  await people.join(ann, 'Ann')
  await people.join(bo, 'Bo')
  for (const page of [ann, bo]) await page.locator('.lobby-in').waitFor()
  await remote.getByRole('button', { name: 'Start the match' }).click()
  await ann.locator('.quiz-reading').waitFor()
  await keys(remote, /More time/)
  const sheet = remote.getByRole('dialog', { name: 'More time for…' })
  await sheet.getByLabel('Time of Bo').selectOption({ label: 'Twice' })
  await bo.getByText('Your time: ×2').waitFor()
  await look(remote, 'who has more time')
  await sheet.getByRole('button', { name: 'Close' }).click()
  await keys(remote, /Show the answers/)
  await ann.getByText('Time’s up').waitFor()
  await wall.getByText('Time’s up').waitFor()
  await remote.getByText('Time’s up for all but those who have more of it.').waitFor()
  expect(await ann.locator('.quiz-option').first().getAttribute('aria-disabled')).toBe('true')
  expect(await bo.locator('.quiz-option').first().getAttribute('aria-disabled')).toBe('false')
  for (const page of [ann, wall]) expect(await page.getByText('×2').count()).toBe(0)
  await fits(wall, '.quiz-wall')
  await look(ann, 'time is up')
  await bo.locator('.quiz-option, .quiz-send').first().click()
  await ann.locator('[data-verdict=none]').waitFor()
  await bo.locator('.quiz-bars li .quiz-yours').waitFor()

  await remote.getByRole('button', { name: 'End the match' }).click()
  await remote.locator('dialog[open]').getByRole('button', { name: 'End the match' }).click()
  await remote.getByRole('button', { name: 'Rematch' }).click()
  await remote.getByRole('button', { name: 'Start the match' }).click()
  await bo.getByText('Your time: ×2').waitFor()
})

test('questions are written, brought in and taken out; mistakes in a file are named by their lines', async () => {
  const page = await people.open('/', { width: 320, height: 640 })
  await page.locator('.quiz-packs label').nth(3).click()
  await page.getByRole('button', { name: 'New question' }).click()
  const form = page.locator('.quiz-form')
  await form.getByLabel('Question').fill('Capital of Australia?')
  await form.getByLabel('Answer A', { exact: true }).fill('Sydney')
  await form.getByLabel('Answer B', { exact: true }).fill('Canberra')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.getByText('Right answer: This is missing.').waitFor()
  await look(page, 'a question being written')
  await form.getByLabel('B is right').check()
  await form.getByRole('button', { name: 'Save' }).click()
  await page.locator('.quiz-written').getByText('Capital of Australia?').waitFor()

  const bring = (name: string, text: string) =>
    page.locator('.quiz-file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await bring('wrong.csv', 'question,option1,option2,right\nGood?,yes,no,A\n,yes,no,A\nNo right?,yes,no,F')
  await page.locator('.quiz-problems li').first().waitFor()
  expect(await page.locator('.quiz-problems li').allInnerTexts()).toEqual([
    'Line 3 Question: This is missing.',
    'Line 4 Right answer: The right answer is none of the options.',
  ])
  expect(await page.locator('.quiz-written li').count()).toBe(1)
  await look(page, 'a file with mistakes')
  await bring('good.csv', 'question,option1,option2,right\nGood?,yes,no,A')
  await page.locator('.quiz-written li').nth(1).waitFor()
  await page.getByRole('button', { name: 'Up: question 2' }).click()
  expect(await page.locator('.quiz-written li').first().innerText()).toContain('Good?')

  await page.getByRole('button', { name: 'Remove: question 1' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  expect(await page.locator('.quiz-written li').first().innerText()).toContain('Good?')

  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ])
  expect(await readFile(await csv.path(), 'utf8')).toContain('single,Capital of Australia?,Sydney,Canberra,,,,,B')
  // They are still there another time.
  await page.reload()
  await page.locator('.quiz-packs label').nth(3).click()
  await expect.poll(() => page.locator('.quiz-written li').count()).toBe(2)
  await page.getByRole('button', { name: 'Remove all' }).click()
  await page.locator('dialog[open]').getByRole('button', { name: 'Remove all' }).click()
  await page.locator('.opening-options button[type=submit]').click()
  expect(
    await page
      .locator('.quiz-packs input')
      .nth(3)
      .evaluate((own) => (own as unknown as { validationMessage: string }).validationMessage),
  ).toBe('Write or import at least one question.')
})

describe.each<Language>(['en', 'zh'])('in %s', (language) => {
  test('every stage fits the narrowest phone and keeps nobody out', async () => {
    const narrow = { width: 320, height: 640, language }
    const remote = await people.open('/', narrow)
    const code = await host(remote, { title: 'A quiz with a title that no phone has room for' })
    const ann = await people.open(`/${code}`, narrow)
    await people.join(ann, 'WWWWWWWWWWWWWWWWWWWWWWWW')
    await ann.locator('.lobby-in').waitFor()
    const wall = await people.open(`/${code}/screen`, { ...narrow })
    await remote.locator('.dock .button.main').click()
    const main = remote.locator('.quiz-keys .button.main')
    for (const { kind } of QUESTIONS) {
      await ann.locator('.quiz-reading').waitFor()
      if (kind === 'single') await look(ann, 'reading')
      await main.click()
      await ann.locator(`.quiz-open[data-kind=${kind}]`).waitFor()
      await look(ann, `${kind}, open`)
      if (kind === 'several') await ann.locator('.quiz-option').first().click()
      if (kind === 'estimate') await ann.locator('.quiz-guess input').fill('90')
      if (kind === 'single') {
        await look(remote, 'remote, open')
        await look(wall, 'spectator, open')
      }
      if (kind === 'single' || kind === 'truth' || kind === 'poll') await ann.locator('.quiz-option').first().click()
      else await ann.locator('.quiz-send').click()
      await ann.locator('.quiz-revealed').waitFor()
      await look(ann, `${kind}, revealed`)
      if (kind === 'single' || kind === 'estimate') {
        await look(remote, `remote, ${kind} revealed`)
        await look(wall, `spectator, ${kind} revealed`)
      }
      await main.click()
    }
    for (const page of [remote, ann]) await page.locator('.podium').waitFor()
    await look(remote, 'the end, for the host')
  })
})
