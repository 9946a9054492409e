import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Camera } from './camera.ts'
import { LANGUAGES, type Language, type Shot, SIZES } from './shots.ts'

/** One language's evening: its people, their pages and what they do by HTTP. */

export interface Opened {
  readonly code: string
  readonly token: string
}

const NAMES: Readonly<Record<Language, readonly string[]>> = {
  en: ['Ada', 'Björn', 'Chidi', 'Dolores', 'Ezra', 'Fatima', 'Grace'],
  zh: ['小明', '思思', '阿杰', '王老师', 'Ada', '晓燕', '大伟'],
  es: ['Ada', 'Íñigo', 'Lucía', 'Mateo', 'Noa', 'Sofía', 'Vega'],
}
const OWN: Readonly<Record<Language, string>> = { en: 'Swift Otter', zh: '飞快的水獭', es: 'Nutria veloz' }

export class Evening {
  readonly language: Language
  readonly #browser: Browser
  readonly #url: string
  readonly #camera: Camera
  readonly #contexts: BrowserContext[] = []
  readonly #streams: AbortController[] = []

  constructor(browser: Browser, url: string, camera: Camera, language: Language) {
    this.#browser = browser
    this.#url = url
    this.#camera = camera
    this.language = language
  }

  /** Seven names, and the one of whoever holds the photographed phone. */
  get names(): readonly string[] {
    return NAMES[this.language]
  }

  get ownName(): string {
    return OWN[this.language]
  }

  say(words: Readonly<Record<Language, string>>): string {
    return words[this.language]
  }

  take(page: Page, shot: Shot): Promise<void> {
    return this.#camera.take(page, shot, this.language)
  }

  /** A browser of one's own, on which nothing moves; as a member, if one's token is given; `kept`: with the service worker. */
  async open(
    path: string,
    { as, big = false, kept = false }: { as?: string; big?: boolean; kept?: boolean } = {},
  ): Promise<Page> {
    const context = await this.#browser.newContext({
      viewport: big ? SIZES.wall : SIZES.phone,
      deviceScaleFactor: big ? 1 : 2,
      locale: LANGUAGES[this.language],
      hasTouch: !big,
      isMobile: !big,
      reducedMotion: 'reduce',
      serviceWorkers: kept ? 'allow' : 'block',
      baseURL: this.#url,
    })
    this.#contexts.push(context)
    if (as !== undefined) {
      const { hostname } = new URL(this.#url)
      await context.addCookies([
        {
          name: 'courtside',
          value: as,
          domain: hostname,
          path: `/api/rooms/${path.split('/')[1]}`,
          httpOnly: true,
          sameSite: 'Strict',
        },
      ])
    }
    const page = await context.newPage()
    await page.goto(path)
    return page
  }

  room(game: string, options: object, name?: string): Promise<Opened> {
    return this.#post('/api/rooms', { game, options, ...(name === undefined ? {} : { name }) })
  }

  /** Comes in by the door, as everyone does: name and button. */
  async enter(page: Page): Promise<void> {
    await page.locator('input[name=name]').fill(this.ownName)
    await page.locator('form button[type=submit]').tap()
    await page.locator('.lobby-in').waitFor()
  }

  /** What a page's browser proves its member with. */
  async tokenOf(page: Page): Promise<string> {
    const cookies = await page.context().cookies(`${page.url().replace(this.#url, `${this.#url}/api/rooms`)}/stream`)
    return cookies.find(({ name }) => name === 'courtside')?.value ?? ''
  }

  /** Joins by HTTP and stays there: someone without a stream counts as gone. */
  async join(code: string, name: string): Promise<string> {
    const { token } = await this.#post<{ token: string }>(`/api/rooms/${code}/members`, { name })
    const stream = new AbortController()
    this.#streams.push(stream)
    const { body } = await fetch(`${this.#url}/api/rooms/${code}/stream`, {
      headers: { authorization: `Bearer ${token}` },
      signal: stream.signal,
    })
    void body?.pipeTo(new WritableStream()).catch(() => {})
    return token
  }

  move(code: string, token: string, name: string, args: object = {}): Promise<unknown> {
    return this.#post(`/api/rooms/${code}/moves`, { name, args }, token)
  }

  control(code: string, token: string, control: object): Promise<unknown> {
    return this.#post(`/api/rooms/${code}/controls`, control, token)
  }

  /** Everybody goes home; the next scene brings its own people. */
  async leave(): Promise<void> {
    for (const stream of this.#streams.splice(0)) stream.abort()
    for (const context of this.#contexts.splice(0)) await context.close()
  }

  async #post<Answer>(path: string, body: object, token?: string): Promise<Answer> {
    const response = await fetch(this.#url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
    return (await response.json()) as Answer
  }
}
