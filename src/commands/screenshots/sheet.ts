import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { nameOf, type Picture, type Shot, SIZES } from './shots.ts'

/** CSS pixels. */
const SHEET_WIDTH = 2400
const PICTURE_HEIGHT = 400
/** What the format can hold, in either direction. */
const TALLEST = 16_383

/** All pictures of one theme and language side by side, each shell's together, as one WebP. */
export async function writeSheet(
  browser: Browser,
  from: string,
  to: string,
  pictures: readonly Picture[],
): Promise<void> {
  const shells = new Map<Shot, Picture[]>()
  for (const picture of pictures) shells.set(picture.shot, [...(shells.get(picture.shot) ?? []), picture])
  const figures = [...shells].map(([shot, all]) => {
    const images = all.map((picture) => {
      const { width, height } = SIZES[picture.size]
      const source = pathToFileURL(join(from, `${nameOf(picture)}.png`)).href
      return `<img src="${source}" width="${Math.round((width / height) * PICTURE_HEIGHT)}" height="${PICTURE_HEIGHT}">`
    })
    return `<figure><figcaption>${shot}</figcaption>${images.join('')}</figure>`
  })
  const file = join(from, 'sheet.html')
  await writeFile(file, `<!doctype html><meta charset="utf-8"><style>${STYLE}</style>${figures.join('')}`)
  const page = await browser.newPage({ viewport: { width: SHEET_WIDTH, height: 1000 } })
  await page.goto(pathToFileURL(file).href)
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  if (height > TALLEST) throw new Error(`the sheet is ${height} pixels high, and a WebP holds ${TALLEST}`)
  const devtools = await page.context().newCDPSession(page)
  const { data } = await devtools.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 72,
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, width: SHEET_WIDTH, height, scale: 1 },
  })
  await page.close()
  await writeFile(to, Buffer.from(data, 'base64'))
  await rm(file)
}

const STYLE = `
  body { margin: 24px; background: #8a919c; font: 600 15px sans-serif; display: flex; flex-wrap: wrap; gap: 24px; }
  figure { margin: 0; display: flex; flex-wrap: wrap; gap: 8px; }
  figcaption { width: 100%; color: #0b1626; }
  img { display: block; }`
