import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { type Language, People } from '../support/people.ts'
import { type Server, startServer } from '../support/server.ts'

/** Every shell, on the narrowest phone there is: nothing sticks out, and nothing keeps anyone out. */

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

async function look(page: Page, shell: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(beyond, `${shell} is wider than the screen by`).toBeLessThanOrEqual(0)
  await page.evaluate(axe.source)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForFunction((theme) => document.documentElement.dataset.theme === theme, colorScheme)
    await page.waitForFunction(() => document.getAnimations().every((each) => each.playState === 'finished'))
    const found = await page.evaluate(async () => {
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
        resultTypes: ['violations'],
      })
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join('\n')}`,
      )
    })
    expect(found, `${shell}, ${colorScheme}`).toEqual([])
  }
}

describe.each<Language>(['en', 'zh'])('in %s', (language) => {
  const narrow = { width: 320, height: 640, language }

  test('the pages outside a room', async () => {
    const people = new People(browser, server.url)
    const home = await people.open('/', narrow)
    await home.locator('.opening-options').waitFor()
    await look(home, 'home')
    const gone = await people.open('/ZZZZZ', narrow)
    await gone.locator('.plain-main').waitFor()
    await look(gone, 'no such room')
    await people.leave()
  })

  test('a tap race, from the lobby to the podium', async () => {
    const people = new People(browser, server.url)
    const host = await people.open('/', narrow)
    const code = await people.host(host, /Tap Race|手速赛/, {
      options: { [language === 'zh' ? '秒数' : 'Seconds']: '120' },
    })
    const player = await people.open(`/${code}`, narrow)
    await player.locator('.join-main form').waitFor()
    await look(player, 'join')
    await people.join(player, 'WWWWWWWWWWWWWWWWWWWWWWWW')
    await player.locator('.lobby-in').waitFor()
    const wall = await people.open(`/${code}/screen`, narrow)
    await wall.locator('.doors-players li').waitFor()
    await look(player, 'lobby')
    await look(host, 'host’s lobby')
    await look(wall, 'big screen’s lobby')

    await host.locator('.dock .button.main').click()
    await player.locator('.tap[data-open=true]').waitFor()
    await player.locator('.tap-ball').click()
    await wall.locator('.lanes .score', { hasText: '1' }).waitFor()
    await look(player, 'player')
    await look(host, 'remote')
    await look(wall, 'big screen')
    await host.locator('.dock .button').first().click()
    await player.locator('.pause').waitFor()
    await look(player, 'pause')

    await host.locator('.dock .button').nth(1).click()
    await host.locator('dialog[open] .button.danger').click()
    for (const page of [player, host, wall]) await page.locator('.podium').waitFor()
    await look(player, 'player’s podium')
    await look(host, 'host’s podium')
    await look(wall, 'big screen’s podium')
    expect(people.faults).toEqual([])
    await people.leave()
  })

  test('a scoreboard', async () => {
    const people = new People(browser, server.url)
    const host = await people.open('/', narrow)
    await host
      .locator('.game-card', { hasText: /Scoreboard|记分牌/ })
      .locator('input')
      .check()
    await host.locator('.opening-options button[type=submit]').click()
    await host.locator('.desk-line input').first().fill('WWWWWWWWWWWWWWWWWWWWWWWW')
    await host.keyboard.press('Enter')
    await host.locator('.desk-rows li').waitFor()
    await look(host, 'desk')
    const { pathname } = new URL(host.url())
    for (const path of [pathname, `${pathname}/screen`]) {
      const board = await people.open(path, narrow)
      await board.locator('.leaderboard li').waitFor()
      await look(board, 'board')
    }
    expect(people.faults).toEqual([])
    await people.leave()
  })
})
