import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { evening } from '../support/evening.ts'
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
