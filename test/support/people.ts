import type { Browser, BrowserContext, Page } from 'playwright-core'

/** The people of an evening, each with a browser of their own. */

export type Language = 'en' | 'zh' | 'es'

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', zh: 'zh-CN', es: 'es-MX' }

export interface Seat {
  readonly width?: number
  readonly height?: number
  readonly language?: Language
  readonly theme?: 'light' | 'dark'
  /** Without the service worker, whose own requests a test can neither watch nor cut off. */
  readonly bare?: boolean
}

export class People {
  readonly #browser: Browser
  readonly #url: string
  readonly #contexts: BrowserContext[] = []
  /** What went wrong on any of their pages; a test that ends well leaves none. */
  readonly faults: string[] = []

  constructor(browser: Browser, url: string) {
    this.#browser = browser
    this.#url = url
  }

  /** A phone, unless told otherwise, open at an address of the page. Nothing moves on it: what is there can be looked at. */
  async open(path: string, seat: Seat = {}): Promise<Page> {
    const { width = 390, height = 844, language = 'en', theme = 'light', bare = false } = seat
    const context = await this.#browser.newContext({
      viewport: { width, height },
      locale: LOCALES[language],
      colorScheme: theme,
      reducedMotion: 'reduce',
      baseURL: this.#url,
      serviceWorkers: bare ? 'block' : 'allow',
    })
    this.#contexts.push(context)
    const page = await context.newPage()
    page.on('pageerror', (error) => this.faults.push(`${path}: ${error.message}`))
    await page.goto(path)
    return page
  }

  /** Opens a room on the start page, as its host; the code. */
  async host(
    page: Page,
    game: RegExp,
    part: { name?: string; options?: Readonly<Record<string, string>> },
  ): Promise<string> {
    await page.locator('.game-card', { hasText: game }).locator('input').check()
    for (const [label, value] of Object.entries(part.options ?? {})) {
      await page.getByLabel(label, { exact: true }).fill(value)
      await page.getByLabel(label, { exact: true }).blur()
    }
    if (part.name === undefined) await page.locator('.segments label:has([name=part])').nth(1).click()
    else await page.locator('input[name=name]').fill(part.name)
    await page.locator('.opening-options button[type=submit]').click()
    await page.waitForURL(/\/[2-9A-Z]{5}$/)
    await page.locator('.dock .button').first().waitFor()
    return new URL(page.url()).pathname.slice(1)
  }

  async join(page: Page, name: string): Promise<void> {
    await page.locator('input[name=name]').fill(name)
    await page.locator('.join-main button[type=submit]').click()
  }

  async leave(): Promise<void> {
    for (const context of this.#contexts.splice(0)) await context.close()
  }
}
