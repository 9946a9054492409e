import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchChromium } from '../../test/support/chromium.ts'
import { startServer } from '../../test/support/server.ts'

/**
 * Plays an evening and takes its pictures: `docs/screenshots/*.png` and a contact sheet. `npm run screenshots -- home`
 * keeps only pictures whose names begin with `home`.
 */

const OUT = fileURLToPath(new URL('../../docs/screenshots', import.meta.url))
const PHONE = { width: 390, height: 844 }
const WALL = { width: 1920, height: 1080 }
const DESK = { width: 1440, height: 900 }

type Theme = 'light' | 'dark'
type Language = 'en' | 'zh'
type Size = typeof PHONE

const wanted = process.argv[2] ?? ''

class Evening {
  readonly #browser: Browser
  readonly #url: string
  readonly #contexts: BrowserContext[] = []

  constructor(browser: Browser, url: string) {
    this.#browser = browser
    this.#url = url
  }

  /** A person's browser, open at an address of the page. */
  async open(path: string, size: Size, theme: Theme, language: Language): Promise<Page> {
    const context = await this.#browser.newContext({
      viewport: size,
      deviceScaleFactor: size === PHONE ? 1.5 : 1,
      colorScheme: theme,
      locale: language === 'zh' ? 'zh-CN' : 'en-GB',
      hasTouch: size === PHONE,
      isMobile: size === PHONE,
    })
    this.#contexts.push(context)
    const page = await context.newPage()
    await page.goto(this.#url + path)
    return page
  }

  async call<Answer>(path: string, body: unknown, token?: string): Promise<Answer> {
    const response = await fetch(this.#url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
    return (await response.json()) as Answer
  }

  async close(): Promise<void> {
    for (const context of this.#contexts) await context.close()
  }
}

async function shoot(page: Page, name: string, still = true): Promise<void> {
  if (!name.startsWith(wanted)) return
  await page.evaluate(() => document.fonts.ready)
  if (still) await settled(page)
  await page.screenshot({ path: join(OUT, `${name}.png`) })
  console.log(name)
}

/** Waits for what is moving to have stopped; what never stops (the ball of the waiting page) does not count. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((each) => each.effect?.getComputedTiming().iterations === Infinity || each.playState === 'finished'),
  )
}

interface Opened {
  readonly code: string
  readonly token: string
}

const CROWD: Readonly<Record<Language, readonly string[]>> = {
  en: ['Ada', 'Björn', 'Chidi', 'Dolores', 'Ezra', 'Fatima', 'Grace', 'Hiro', 'Imani'],
  zh: ['小明', '思思', '阿杰', '王老师', 'Ada', '晓燕', '大伟', '佳佳', '老陈'],
}

/** A tap race with a crowd, seen from every side. */
async function tapRace(evening: Evening, theme: Theme, language: Language): Promise<void> {
  const tag = `${theme}-${language}`
  const { code, token } = await evening.call<Opened>('/api/rooms', { game: 'tap-race', options: { seconds: 12 } })
  const host = await evening.open('/', PHONE, theme, language)
  await host.context().addCookies([
    {
      name: 'courtside',
      value: token,
      domain: 'localhost',
      path: `/api/rooms/${code}`,
      httpOnly: true,
      sameSite: 'Strict',
    },
  ])
  await host.goto(new URL(`/${code}`, host.url()).href)
  const wall = await evening.open(`/${code}/screen`, WALL, theme, language)
  const player = await evening.open(`/${code}`, PHONE, theme, language)
  const field = player.locator('input[name=name]')
  await field.waitFor()
  const crowd = await Promise.all(
    CROWD[language].slice(0, 7).map(async (name) => {
      const joined = await evening.call<{ token: string }>(`/api/rooms/${code}/members`, { name })
      return joined.token
    }),
  )
  await player
    .getByText(CROWD[language][0] ?? '')
    .waitFor({ state: 'attached' })
    .catch(() => {})
  await field.fill(language === 'zh' ? '飞快的水獭' : 'Swift Otter')
  await shoot(player, `join-phone-${tag}`)
  await player.locator('form button[type=submit]').click()
  await player.locator('.lobby-in').waitFor()
  await wall.locator('.doors-players li').nth(7).waitFor()
  await shoot(player, `lobby-phone-${tag}`)
  await shoot(host, `host-lobby-phone-${tag}`)
  await shoot(wall, `wall-lobby-${tag}`)

  await host.locator('.dock .button.main').click()
  await wall.locator('.countdown').waitFor()
  // The digit grows in; before that there is little to see.
  await wall.waitForTimeout(450)
  await shoot(wall, `wall-countdown-${tag}`, false)
  await player.locator('.tap[data-open=true]').waitFor()
  const totals = crowd.map(() => 0)
  for (let round = 0; round < 5; round++) {
    for (let each = 0; each < 8; each++) await player.locator('.tap-ball').tap()
    await Promise.all(
      crowd.map((each, index) => {
        totals[index] = (totals[index] ?? 0) + 4 + ((index * 5 + round * 3) % 7)
        return evening.call(`/api/rooms/${code}/moves`, { name: 'tap', args: { total: totals[index] } }, each)
      }),
    )
    if (round === 3) {
      await wall.locator('.lanes li').nth(7).waitFor()
      await shoot(player, `play-phone-${tag}`, false)
      await shoot(wall, `wall-play-${tag}`, false)
      await shoot(host, `host-play-phone-${tag}`, false)
    }
  }
  await wall.locator('.podium').waitFor({ timeout: 20_000 })
  await player.locator('.podium').waitFor()
  await shoot(player, `podium-phone-${tag}`)
  await shoot(host, `host-over-phone-${tag}`)
  await wall.waitForTimeout(5000)
  await shoot(wall, `wall-podium-${tag}`)
}

async function scoreboard(evening: Evening, theme: Theme, language: Language): Promise<void> {
  const tag = `${theme}-${language}`
  const zh = language === 'zh'
  const { code, token } = await evening.call<Opened>('/api/rooms', {
    game: 'scoreboard',
    options: { status: zh ? '决赛 · 第三轮' : 'Final · third round' },
  })
  const scores = [42, 38.5, 38, 31, 27, 12]
  const moves = CROWD[language]
    .slice(0, 6)
    .map((player, index) => ({ name: 'set', args: { player, score: scores[index] } }))
  await evening.call(`/api/rooms/${code}/moves`, { moves }, token)
  const host = await evening.open('/', PHONE, theme, language)
  await host.context().addCookies([
    {
      name: 'courtside',
      value: token,
      domain: 'localhost',
      path: `/api/rooms/${code}`,
      httpOnly: true,
      sameSite: 'Strict',
    },
  ])
  await host.goto(new URL(`/${code}`, host.url()).href)
  await host.locator('.desk-rows li').nth(5).waitFor()
  await shoot(host, `board-host-phone-${tag}`)
  const wall = await evening.open(`/${code}/screen`, WALL, theme, language)
  await wall.locator('.leaderboard li').nth(5).waitFor()
  await shoot(wall, `wall-board-${tag}`)
}

async function home(evening: Evening, theme: Theme, language: Language): Promise<void> {
  const tag = `${theme}-${language}`
  for (const [name, size] of [
    ['phone', PHONE],
    ['desk', DESK],
  ] as const) {
    const page = await evening.open('/', size, theme, language)
    await page.locator('.opening-options').waitFor()
    await shoot(page, `home-${name}-${tag}`)
    if (name === 'phone') {
      await page.locator('.opening').scrollIntoViewIfNeeded()
      await page.evaluate(() => document.querySelector('.opening')?.scrollIntoView())
      await shoot(page, `home-open-phone-${tag}`)
    }
  }
}

async function lost(evening: Evening, theme: Theme, language: Language): Promise<void> {
  const gone = await evening.open('/ZZZZZ', PHONE, theme, language)
  await gone.locator('.plain-main').waitFor()
  await shoot(gone, `gone-phone-${theme}-${language}`)
}

/** All pictures side by side, for the eye. */
async function contactSheet(browser: Browser): Promise<void> {
  const names = (await readdir(OUT)).filter((name) => name.endsWith('.png')).sort()
  const cells = names.map(
    (name) => `<figure><img src="${pathToFileURL(join(OUT, name)).href}"><figcaption>${name}</figcaption></figure>`,
  )
  const file = join(OUT, 'contact.html')
  await writeFile(
    file,
    `<!doctype html><meta charset="utf-8"><style>body{margin:24px;font:13px sans-serif;background:#ccc;display:flex;flex-wrap:wrap;gap:16px;width:1900px}
     figure{margin:0}img{height:340px;display:block}figcaption{padding:4px 0}</style>${cells.join('')}`,
  )
  const page = await browser.newPage({ viewport: { width: 1948, height: 800 } })
  await page.goto(pathToFileURL(file).href)
  await page.screenshot({ path: join(OUT, 'contact.jpg'), type: 'jpeg', quality: 78, fullPage: true })
  await rm(file)
}

await mkdir(OUT, { recursive: true })
const server = await startServer()
const browser = await launchChromium()
const evening = new Evening(browser, server.url)
try {
  for (const [theme, language] of [
    ['light', 'en'],
    ['dark', 'zh'],
  ] as const) {
    await home(evening, theme, language)
    await scoreboard(evening, theme, language)
    await lost(evening, theme, language)
    await tapRace(evening, theme, language)
  }
  await contactSheet(browser)
  const sizes = await Promise.all((await readdir(OUT)).map(async (name) => (await stat(join(OUT, name))).size))
  console.log(`${sizes.length} files, ${(sizes.reduce((sum, size) => sum + size, 0) / 1024 / 1024).toFixed(1)} MB`)
} finally {
  await evening.close()
  await browser.close()
  await server.end()
}
