import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { type Language, nameOf, type Picture, SCROLLED, type Shot, SINGLES, SIZES } from './shots.ts'

/** Takes the pictures that are wanted and knows which are still missing. */
export class Camera {
  readonly #out: string
  readonly #singles: string
  readonly #missing: Map<string, Picture>

  /** `out` gets every picture as PNG; `singles` those for the README as WebP, at the screen's own resolution. */
  constructor(out: string, singles: string, wanted: readonly Picture[]) {
    this.#out = out
    this.#singles = singles
    this.#missing = new Map(wanted.map((picture) => [nameOf(picture), picture]))
  }

  get missing(): readonly string[] {
    return [...this.#missing.keys()]
  }

  /** One shot from one page: on each of its screens, in each theme. */
  async take(page: Page, shot: Shot, language: Language): Promise<void> {
    const wanted = [...this.#missing.values()].filter((each) => each.shot === shot && each.language === language)
    wanted.sort((a, b) => a.size.localeCompare(b.size))
    for (const picture of wanted) {
      const { width, height } = SIZES[picture.size]
      const now = page.viewportSize()
      if (now?.width !== width || now.height !== height) await page.setViewportSize({ width, height })
      await page.emulateMedia({ colorScheme: picture.theme })
      const at = SCROLLED[shot]
      await page.evaluate(
        (selector) => (selector ? document.querySelector(selector)?.scrollIntoView() : scrollTo(0, 0)),
        at,
      )
      await settled(page, picture.theme)
      const name = nameOf(picture)
      await mkdir(this.#out, { recursive: true })
      await page.screenshot({ path: join(this.#out, `${name}.png`), scale: 'css' })
      if (SINGLES.includes(name)) await this.#keep(page, name)
      this.#missing.delete(name)
    }
  }

  async #keep(page: Page, name: string): Promise<void> {
    const devtools = await page.context().newCDPSession(page)
    const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: 82 })
    await devtools.detach()
    await writeFile(join(this.#singles, `${name}.webp`), Buffer.from(data, 'base64'))
  }
}

/** Waits until the theme and the letters are there and what moves has stopped. */
async function settled(page: Page, theme: string): Promise<void> {
  await page.waitForFunction(
    (theme) =>
      document.documentElement.dataset.theme === theme &&
      document.fonts.status === 'loaded' &&
      document.getAnimations().every((each) => each.playState !== 'running'),
    theme,
  )
}
