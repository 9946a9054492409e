import { readFile } from 'node:fs/promises'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RoomCreated } from '../../src/protocol/answer.ts'
import type { View } from '../../src/protocol/view.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Language, People } from '../support/people.ts'
import { type Server, startServer } from '../support/server.ts'

/** A finished match, played back: what the slider shows at the end is how it ended. */

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

async function call<Answer>(page: Page, path: string, body?: unknown): Promise<Answer> {
  const response = await page.request.fetch(`${server.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { origin: server.url },
    ...(body === undefined ? {} : { data: body }),
  })
  expect(response.ok(), `${path}: ${await response.text()}`).toBe(true)
  return (await response.json()) as Answer
}

/** A race between the room's own bots, until it is over; the host only runs it. */
async function race(host: Page, names: readonly string[]): Promise<string> {
  const { code } = await call<RoomCreated>(host, '/api/rooms', { game: 'tap-race', options: { seconds: 5 } })
  for (const name of names) await call(host, `/api/rooms/${code}/members`, { name, bot: 'room' })
  await call(host, `/api/rooms/${code}/controls`, { do: 'start' })
  await host.goto(`/${code}`)
  await host.locator('.podium').waitFor()
  return code
}

async function shownScores(page: Page): Promise<[string, string][]> {
  const rows = await page.locator('.replay-scores .leaderboard li').all()
  return Promise.all(
    rows.map(
      async (row): Promise<[string, string]> => [
        await row.locator('.name').innerText(),
        await row.locator('.score').innerText(),
      ],
    ),
  )
}

async function look(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  await page.evaluate(axe.source)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForFunction((theme) => document.documentElement.dataset.theme === theme, colorScheme)
    await page.waitForFunction(() => document.getAnimations().every((each) => each.playState === 'finished'))
    const found = await page.evaluate(async () => {
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
        resultTypes: ['violations'],
      })
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.failureSummary).join('\n')}`)
    })
    expect(found, colorScheme).toEqual([])
  }
}

test.each<Language>(['en', 'zh'])(
  'a race is played back by its host, and from its file by anyone (%s)',
  async (language) => {
    const people = new People(browser, server.url)
    const narrow = { width: 320, height: 640, language }
    const host = await people.open('/', narrow)
    const code = await race(host, ['Otter', 'Falcon', 'Panda', 'WWWWWWWWWWWWWWWWWWWWWWWW'])
    const { scores, members } = await call<View>(host, `/api/rooms/${code}`)
    const final = Object.entries(scores).map(([id, score]) => [members[id]?.name, String(score)])

    await host.locator('.over-replay').click()
    const slider = host.locator('.replay-slider')
    await slider.waitFor()
    expect(new URL(host.url()).pathname).toBe(`/${code}/replay`)
    await slider.press('Home')
    await expect.poll(async () => (await shownScores(host)).map(([, score]) => score)).toEqual(['0', '0', '0', '0'])
    await slider.press('ArrowRight')
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/^0:01\D+0:08$/)
    await look(host)
    await slider.press('End')
    // A list that moves follows four times a second at the most.
    await expect.poll(async () => new Map(await shownScores(host))).toEqual(new Map(final as [string, string][]))
    const end = await shownScores(host)
    await host.locator('.replay-table summary').click()
    await look(host)

    // Played from the start at the highest speed it comes to the same end.
    await host.locator('.replay-speeds label').last().click()
    await host.locator('.replay-controls button').click()
    await expect.poll(() => slider.getAttribute('aria-valuetext')).not.toMatch(/^0:08/)
    await expect.poll(() => slider.getAttribute('aria-valuetext'), { timeout: 15_000 }).toMatch(/^0:08/)
    await expect.poll(() => shownScores(host)).toEqual(end)

    const saving = host.waitForEvent('download')
    await host.locator('.replay-ways button').first().click()
    const file = await readFile(await (await saving).path())
    const other = await people.open(`/${code}/replay`, narrow)
    await other.locator('.replay-nothing').waitFor()
    await look(other)
    await other
      .locator('input[type=file]')
      .setInputFiles({ name: 'cut.ndjson', mimeType: '', buffer: file.subarray(0, -9) })
    await other.locator('.replay-nothing code').waitFor()
    expect(await other.locator('.replay-nothing code').innerText()).toMatch(/^line \d+: /)
    await other.locator('input[type=file]').setInputFiles({ name: 'race.ndjson', mimeType: '', buffer: file })
    await other.locator('.replay-slider').waitFor()
    await expect.poll(() => shownScores(other)).toEqual(end)
    expect(people.faults).toEqual([])
    await people.leave()
  },
)

test('a match that runs has no replay yet', async () => {
  const people = new People(browser, server.url)
  const host = await people.open('/', {})
  const { code } = await call<RoomCreated>(host, '/api/rooms', { game: 'scoreboard' })
  await host.goto(`/${code}/replay`)
  await host.locator('.replay-nothing h1', { hasText: 'not over yet' }).waitFor()
  await call(host, `/api/rooms/${code}/moves`, { name: 'set', args: { player: 'Ann', score: 3 } })
  await call(host, `/api/rooms/${code}/controls`, { do: 'end' })
  await host.locator('.replay-nothing button').click()
  await host.locator('.replay-slider').waitFor()
  await expect.poll(() => shownScores(host)).toEqual([['Ann', '3']])
  expect(people.faults).toEqual([])
  await people.leave()
})
