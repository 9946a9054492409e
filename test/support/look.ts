import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Nothing is wider than the screen, and nothing on it keeps anyone out, in both themes. */
export async function look(page: Page, shell: string): Promise<void> {
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

/** The big screen shows all it has to show without scrolling, once what came up has come to rest. */
export async function fits(wall: Page, part: string): Promise<void> {
  await wall.waitForFunction(() => document.getAnimations().every((each) => each.playState === 'finished'))
  const beyond = await wall.evaluate((selector) => {
    const main = document.querySelector('.wall-main')
    const shown = document.querySelector(selector)
    if (!main || !shown) return 'nothing there'
    const floor = main.getBoundingClientRect().bottom
    const lowest = Math.max(...[...shown.querySelectorAll('*')].map((each) => each.getBoundingClientRect().bottom))
    return [document.documentElement.scrollHeight - innerHeight, Math.max(0, Math.round(lowest - floor))]
  }, part)
  expect(beyond, `${part} is higher than the big screen by`).toEqual([0, 0])
}
