import type { Page } from 'playwright-core'
import { vi } from 'vitest'

/** Ways to look at a page that many people need, and nobody who builds it has by chance. */
export type Strain = 'none' | 'zoomed' | 'mirrored' | 'wide spacing' | 'own colours'

const SPACING = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }
`

/** What is lost of a page under a strain; nothing, if all is well. The page is then as it was. */
export async function lostUnder(page: Page, strain: Strain, shell: string): Promise<string[]> {
  const undo = await put(page, strain)
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  const find = async () => {
    const found = await page.evaluate(strain === 'own colours' ? withoutEdge : lostOf)
    // With letters that far apart a long word may be broken.
    return found.filter((each) => strain !== 'wide spacing' || !each.endsWith('is broken'))
  }
  // The page goes on meanwhile, and styles may come in more than one step: lost is what stays so.
  const none = async (): Promise<string[] | undefined> => ((await find()).length === 0 ? [] : undefined)
  const lost = await vi.waitUntil(none, { timeout: 1500 }).catch(find)
  if (strain === 'mirrored') lost.push(...(await page.evaluate(notTurned)))
  await undo()
  return lost.map((each) => `${shell}, ${strain}: ${each}`)
}

async function put(page: Page, strain: Strain): Promise<() => Promise<void>> {
  if (strain === 'own colours') {
    await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' })
    await page.waitForFunction(
      () => getComputedStyle(document.documentElement).getPropertyValue('--edge').trim().toLowerCase() === 'buttontext',
    )
    return () => page.emulateMedia({ forcedColors: 'none', colorScheme: 'light' })
  }
  if (strain === 'zoomed') {
    const size = page.viewportSize() ?? { width: 0, height: 0 }
    await page.setViewportSize({ width: size.width / 2, height: size.height / 2 })
    return () => page.setViewportSize(size)
  }
  if (strain === 'wide spacing') {
    const adopt = (css: string) =>
      page.evaluate((text) => {
        const sheet = new CSSStyleSheet()
        sheet.replaceSync(text)
        document.adoptedStyleSheets = [sheet]
      }, css)
    await adopt(SPACING)
    return () => adopt('')
  }
  const turn = (dir: string) =>
    page.evaluate((to) => {
      document.documentElement.dir = to
    }, dir)
  if (strain === 'mirrored') await turn('rtl')
  return () => turn('ltr')
}

/** In the page: what is wider than the screen, cut off, or covered by other words. */
function lostOf(): string[] {
  const lost: string[] = []
  const wider = document.documentElement.scrollWidth - innerWidth
  if (wider > 0) lost.push(`${wider} px wider than the screen`)
  const of = (element: Element) => {
    const name = typeof element.className === 'string' ? element.className : ''
    return `${element.tagName.toLowerCase()}${name === '' ? '' : `.${name.split(' ').join('.')}`}`
  }
  interface Line {
    readonly text: string
    readonly of: Element
    readonly box: DOMRect
    readonly apart: boolean
  }
  const lines: Line[] = []
  const dialog = document.querySelector('dialog:modal')
  const walker = document.createTreeWalker(dialog ?? document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    const text = node.textContent?.trim() ?? ''
    if (!element || text === '' || element.closest('.unseen, svg, option, script, style, noscript, [hidden]')) continue
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    let boxes = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1)
    // The longest words that are ours have 15 letters; names may be of 24.
    for (const { 0: word, index } of (node.textContent ?? '').matchAll(/[\p{L}\p{N}]{2,15}/gu)) {
      range.setStart(node, index)
      range.setEnd(node, index + word.length)
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)))
      if (lines.size > 1 && !/^W+$/.test(word) && !element.closest('bdi, [dir=ltr]:not(html)'))
        lost.push(`“${word}” in ${of(element)} is broken`)
    }
    const within = (edge: DOMRect) =>
      boxes
        .map((box) => {
          const [left, top] = [Math.max(box.left, edge.left), Math.max(box.top, edge.top)]
          const [right, bottom] = [Math.min(box.right, edge.right), Math.min(box.bottom, edge.bottom)]
          return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top))
        })
        .filter(({ width, height }) => width > 1 && height > 1)
    // What covers all else is meant to.
    let apart = element.closest('.pause') !== null
    for (let up: Element | null = element; up; up = up.parentElement) {
      const { overflowX, overflowY, position, textOverflow, webkitLineClamp } = getComputedStyle(up)
      if (position === 'fixed' || position === 'sticky') apart = true
      if (overflowX === 'visible' && overflowY === 'visible') continue
      if (up === document.body || up === document.documentElement) break
      const edge = up.getBoundingClientRect()
      // A long name may be cut where it says so.
      if (textOverflow === 'ellipsis' || webkitLineClamp !== 'none') {
        boxes = within(edge)
        continue
      }
      const cut = boxes.find(
        (box) =>
          (overflowX !== 'auto' &&
            overflowX !== 'scroll' &&
            (box.left < edge.left - 2 || box.right > edge.right + 2)) ||
          // Letters are lower than their line.
          (overflowY !== 'auto' &&
            overflowY !== 'scroll' &&
            (box.top + box.height * 0.2 < edge.top || box.bottom - box.height * 0.2 > edge.bottom)),
      )
      if (cut) lost.push(`“${text.slice(0, 40)}” in ${of(element)} is cut by ${of(up)}`)
      if (cut) break
      boxes = within(edge)
    }
    for (const box of boxes) {
      if (box.left < -1 || box.right > innerWidth + 1)
        lost.push(`“${text.slice(0, 40)}” in ${of(element)} is off the screen`)
      lines.push({ text, of: element, box, apart })
    }
  }
  for (const [at, one] of lines.entries()) {
    for (const other of lines.slice(at + 1)) {
      if (one.of === other.of || one.apart !== other.apart) continue
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
      const line = Math.min(one.box.height, other.box.height)
      if (across > 4 && down > line * 0.45)
        lost.push(
          `“${one.text.slice(0, 30)}” (${of(one.of)}) and “${other.text.slice(0, 30)}” (${of(other.of)}) overlap`,
        )
    }
  }
  return [...new Set(lost)]
}

/** In the page: what can be pressed or filled in and shows no edge where backgrounds are not drawn. */
function withoutEdge(): string[] {
  const edged = (element: Element) => {
    const { borderTopStyle, borderTopWidth, outlineStyle } = getComputedStyle(element)
    return (borderTopStyle !== 'none' && borderTopWidth !== '0px') || outlineStyle !== 'none'
  }
  const dialog = document.querySelector('dialog:modal')
  return [...(dialog ?? document).querySelectorAll('button, select, input, textarea, summary, a[href]:not(.brand)')]
    .filter((each) => each.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .filter(
      (each) =>
        !each.closest('.unseen, .code-field') &&
        !['range', 'radio', 'checkbox'].includes(each.getAttribute('type') ?? ''),
    )
    .filter((each) => !edged(each) && !getComputedStyle(each).textDecorationLine.includes('underline'))
    .map((each) => `${each.tagName.toLowerCase()}.${each.className} has no edge`)
}

/** In the page: what reads from right to left and does not, and what is a picture of a thing and was turned. */
function notTurned(): string[] {
  const lost: string[] = []
  const [brand, preferences] = ['.bar .brand', '.bar .preferences'].map((each) => document.querySelector(each))
  if (brand && preferences && brand.getBoundingClientRect().left < preferences.getBoundingClientRect().left)
    lost.push('the bar is not turned')
  for (const picture of document.querySelectorAll('.code-tiles, .four-grid, .four-columns')) {
    const [first, last] = [picture.firstElementChild, picture.lastElementChild].map((each) =>
      each?.getBoundingClientRect(),
    )
    if (first && last && first.left > last.left) lost.push(`${picture.className} is turned`)
  }
  return lost
}
