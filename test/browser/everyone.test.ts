import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RoomCreated } from '../../src/protocol/answer.ts'
import { launchChromium } from '../support/chromium.ts'
import { call, evening } from '../support/evening.ts'
import { look } from '../support/look.ts'
import { type Language, People } from '../support/people.ts'
import { type Server, startServer } from '../support/server.ts'
import { lostUnder } from '../support/strain.ts'

/** Every shell as those see it who need it otherwise. Nothing may stick out, be cut, covered, without edge, or keep anyone out. */

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

const MINUTES = 60_000

describe.each<Language>(['en', 'zh', 'es'])('in %s', (language) => {
  const narrow = { width: 320, height: 640, language }

  test('every shell fits the narrowest phone, and axe finds nothing', { timeout: 4 * MINUTES }, async () => {
    const people = new People(browser, server.url)
    await evening(people, look, narrow, narrow)
    expect(people.faults).toEqual([])
    await people.leave()
  })
})

/** In Spanish, whose words are the longest. */
const language = 'es'

test('nothing is lost when mirrored, spaced widely, zoomed, or drawn in one’s own colours', {
  timeout: 4 * MINUTES,
}, async () => {
  const people = new People(browser, server.url)
  const lost: string[] = []
  await evening(
    people,
    async (page, shell) => {
      // Nobody spaces the letters of the big screen; on a phone it is one shell among the others.
      const strains = shell.includes('big screen')
        ? (['zoomed', 'mirrored', 'own colours'] as const)
        : (['mirrored', 'wide spacing', 'own colours'] as const)
      for (const strain of strains) lost.push(...(await lostUnder(page, strain, shell)))
    },
    { width: 320, height: 640, language },
    { width: 1920, height: 1080, language },
  )
  expect(lost).toEqual([])
  await people.leave()
})

test('nothing is lost with letters of twice the size', { timeout: 4 * MINUTES }, async () => {
  const large = await launchChromium('--blink-settings=defaultFontSize=32')
  const people = new People(large, server.url)
  const lost: string[] = []
  await evening(
    people,
    async (page, shell) => {
      lost.push(...(await lostUnder(page, 'none', shell)))
    },
    { width: 390, height: 844, language },
    { width: 1920, height: 1080, language },
  )
  await people.leave()
  await large.close()
  expect(lost).toEqual([])
})

test('nothing moves for those who asked for stillness', async () => {
  const people = new People(browser, server.url)
  const host = await people.open('/')
  const { code } = await call<RoomCreated>(host, '', { game: 'tap-race', name: 'Ada', options: { seconds: 120 } })
  await host.goto(`/${code}`)
  const wall = await people.open(`/${code}/screen`, { width: 1920, height: 1080 })
  await wall.locator('.doors-players li').waitFor()
  /** What goes on for longer than a moment, whatever it is. */
  const moving = () =>
    wall.evaluate(() =>
      document.getAnimations().flatMap(({ effect, playState }) => {
        const lasts = Number(effect?.getComputedTiming().endTime ?? 0)
        return playState === 'running' && lasts > 50 ? [(effect as KeyframeEffect).target?.className] : []
      }),
    )
  await call(host, `/${code}/controls`, { do: 'start' })
  await wall.locator('.countdown').waitFor()
  expect(await moving()).toEqual([])
  await host.locator('.tap[data-open=true] .tap-ball').press('Enter')
  await wall.locator('.lanes .score', { hasText: '1' }).waitFor()
  expect(await moving()).toEqual([])
  await call(host, `/${code}/controls`, { do: 'end' })
  // Told at once: no drama of places, no confetti.
  await wall.locator('.results[data-told=true] .podium').waitFor()
  expect(await moving()).toEqual([])
  const confetti = await wall.locator('canvas.confetti').evaluateAll((boards) =>
    boards.flatMap((board) => {
      const { width, height } = board as HTMLCanvasElement
      const pen = (board as HTMLCanvasElement).getContext('2d')
      return [...(pen?.getImageData(0, 0, width, height).data ?? [])].filter((shade) => shade !== 0)
    }),
  )
  expect(confetti).toEqual([])
  await people.leave()
})

test('who asks for more contrast has it in both themes', async () => {
  const people = new People(browser, server.url)
  const page = await people.open('/')
  await page.emulateMedia({ contrast: 'more' })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.waitForFunction((theme) => document.documentElement.dataset.theme === theme, colorScheme)
    await expect
      .poll(() =>
        page.evaluate(() => {
          const { color } = getComputedStyle(document.querySelector('.opening-head p') ?? document.body)
          const { borderTopWidth } = getComputedStyle(document.querySelector('.plain-button') ?? document.body)
          return { faint: color !== getComputedStyle(document.documentElement).color, borderTopWidth }
        }),
      )
      .toEqual({ faint: false, borderTopWidth: '2px' })
  }
  await people.leave()
})
