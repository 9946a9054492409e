import type { Browser, BrowserContext } from 'playwright-core'
import type { CaseResult } from '../goals.ts'
import type { Measured } from '../measure.ts'
import { Hall } from './hall.ts'
import { tracedTasks } from './trace.ts'

type Figures = Measured['medians']

/** How fast a page is there on a poor phone and a poor line. */

const SLOW = 4
/** Loads of each page, of which the middle one by its LCP is told. */
const ROUNDS = 3
/** Bytes a second and milliseconds: 1.6 Mbit/s, 150 ms there and back. */
const LINE = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 }
/** Milliseconds of one task from which on it blocks. */
const BLOCKS_MS = 50
/** Milliseconds after the load in which things may still move about. */
const SETTLED_MS = 2000

export async function measureLoad(browser: Browser, url: string): Promise<CaseResult> {
  const host = await browser.newContext()
  const hall = await Hall.open(url, host, { game: 'quiz', name: 'Ada' })
  await hall.seat(20)
  const targets = [
    ['home', `${url}/`, 390, 844],
    ['join link', hall.at(), 390, 844],
    ['wall', hall.at('/screen'), 1920, 1080],
  ] as const
  const measured: Measured[] = []
  for (const [server, address, width, height] of targets) {
    const rounds: Figures[] = []
    while (rounds.length < ROUNDS) {
      const context = await browser.newContext({ viewport: { width, height }, locale: 'en-GB' })
      rounds.push(await loadOnce(browser, context, address))
      await context.close()
    }
    const [, median = {}] = rounds.sort((one, two) => (one.lcpMs ?? 0) - (two.lcpMs ?? 0))
    measured.push({ server, kind: 'courtside', rounds: [], medians: median })
  }
  await host.close()
  return {
    name: 'page',
    title: `Page: the first load on a processor ${SLOW} × slower, 1.6 Mbit/s and 150 ms there and back`,
    columns: ['lcpMs', 'cls', 'tbtMs', 'kilobytes'],
    measured,
  }
}

async function loadOnce(browser: Browser, context: BrowserContext, address: string): Promise<Figures> {
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', LINE)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOW })
  let bytes = 0
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await page.addInitScript(() => {
    const seen = { lcp: 0, cls: 0 }
    Object.assign(globalThis, { seen })
    new PerformanceObserver((list) => {
      for (const { startTime } of list.getEntries()) seen.lcp = startTime
    }).observe({ type: 'largest-contentful-paint', buffered: true })
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!shift.hadRecentInput) seen.cls += shift.value
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  const tasks = await tracedTasks(browser, page, async () => {
    await page.goto(address)
    await page.locator('.home-join, .join-main form, .doors-players li').first().waitFor()
    await page.waitForTimeout(SETTLED_MS)
  })
  const { lcp, cls } = await page.evaluate(() => (globalThis as unknown as { seen: { lcp: number; cls: number } }).seen)
  const tbtMs = tasks.reduce((sum, { cpu }) => sum + Math.max(0, cpu - BLOCKS_MS), 0)
  return { lcpMs: lcp, cls, tbtMs, kilobytes: bytes / 1024 }
}
