import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { CaseResult } from '../goals.ts'
import type { Measured } from '../measure.ts'
import { Hall, paced } from './hall.ts'
import { type Task, tracedTasks } from './trace.ts'

/** Pages of a room with 300 members in which something happens twenty times a second. */

const MEMBERS = 300
const PER_SECOND = 20
/** How many times slower a phone's processor is than this one. */
const SLOW = 4
/** Processor milliseconds from which on a task keeps a finger waiting. */
export const LONG_MS = 50

interface Scene {
  readonly title: string
  readonly room: object
  /** Members seated before the measuring begins. */
  readonly seated: number
  /** Shown on the wall once it runs. */
  readonly on: string
  start(hall: Hall): Promise<void>
  act(hall: Hall): Promise<void>
  /** Between two pages: where everyone has had their turn, the next round. */
  readonly refresh?: (hall: Hall) => Promise<void>
}

const own = {
  kind: 'single',
  text: 'Which of these four is the longest river?',
  options: ['Amazon', 'Danube', 'Nile', 'Mekong'],
  right: 0,
}

const SCENES: readonly Scene[] = [
  {
    title: 'the lobby while they join',
    room: { game: 'tap-race', options: { seconds: 120 } },
    seated: MEMBERS / 3,
    on: '.doors-players li',
    start: async () => {},
    act: (hall) => hall.join(),
  },
  {
    title: 'a quiz question being answered',
    room: {
      game: 'quiz',
      options: { questions: Array.from({ length: 8 }, () => own), seconds: 0, reading: 0, advance: 'host' },
    },
    seated: MEMBERS - 2,
    on: '.quiz-wall[data-stage=open]',
    start: (hall) => hall.asHost('controls', { do: 'start' }),
    act: (hall) => hall.move('answer', () => ({ question: hall.round, answer: Math.floor(Math.random() * 4) })),
    async refresh(hall) {
      await hall.asHost('moves', { name: 'reveal' })
      await hall.asHost('moves', { name: 'next' })
    },
  },
  {
    title: 'a tap race',
    room: { game: 'tap-race', options: { seconds: 120 }, name: 'Host' },
    seated: MEMBERS - 2,
    on: '.lanes li',
    start: (hall) => hall.asHost('controls', { do: 'start' }),
    act: (hall) => hall.move('tap', (turn) => ({ total: (turn + 1) * 4 + Math.floor(Math.random() * 4) })),
  },
  {
    title: 'a scoreboard of 200 names',
    room: { game: 'scoreboard' },
    seated: 0,
    on: '.leaderboard li',
    start: async (hall) => {
      for (let from = 0; from < 200; from += 100) {
        const names = Array.from({ length: 100 }, (_, at) => `Team ${from + at + 1}`)
        const moves = names.map((player) => ({ name: 'set', args: { player, score: 1 } }))
        await hall.asHost('moves', { moves })
      }
    },
    act: async (hall) => {
      const player = `Team ${1 + Math.floor(Math.random() * 200)}`
      await hall.asHost('moves', { name: 'add', args: { player, by: 1 + Math.floor(Math.random() * 5) } })
    },
  },
]

/** @param seconds of each measurement. */
export async function* measureFull(browser: Browser, url: string, seconds: number): AsyncGenerator<CaseResult> {
  for (const scene of SCENES) yield await measureScene(browser, url, scene, seconds)
}

async function measureScene(browser: Browser, url: string, scene: Scene, seconds: number): Promise<CaseResult> {
  const contexts = {
    wall: await browser.newContext({ viewport: { width: 1920, height: 1080 } }),
    phone: await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true }),
    host: await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true }),
  }
  try {
    const hall = await Hall.open(url, contexts.host, scene.room)
    await hall.seat(scene.seated)
    if (scene.seated > 0) await hall.bring(contexts.phone, 'Phone')
    const pages: [string, Page][] = [
      ['wall', await open(contexts.wall, hall.at('/screen'))],
      ['phone', await open(contexts.phone, hall.at())],
      ['host’s remote', await open(contexts.host, hall.at())],
    ]
    await scene.start(hall)
    await pages[0]?.[1].locator(scene.on).first().waitFor()
    const measured: Measured[] = []
    const notes: string[] = []
    for (const [name, page] of pages) {
      if (measured.length > 0) await hall.again(scene.refresh)
      await page.bringToFront()
      const fps = await frames(page, seconds / 2, () => paced(PER_SECOND, seconds / 2, () => scene.act(hall)))
      const devtools = await page.context().newCDPSession(page)
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOW })
      const tasks = await tracedTasks(browser, page, async () => {
        await paced(PER_SECOND, seconds / 2, () => scene.act(hall))
        await openSheet(page)
      })
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
      measured.push({ server: name, kind: 'courtside', rounds: [], medians: { fps, ...figuresOf(tasks, seconds / 2) } })
      notes.push(...worstOf(tasks).map((worst) => `${name}: ${worst}`))
    }
    return {
      name: 'page',
      title: `Page: ${scene.title}, ${MEMBERS} members, ${PER_SECOND} a second`,
      columns: ['fps', 'longTasks', 'longestMs', 'longTasksClock', 'longestClockMs', 'busy'],
      measured,
      notes,
    }
  } finally {
    for (const context of Object.values(contexts)) await context.close()
  }
}

async function open(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(address)
  await page.locator('h1').first().waitFor({ state: 'attached' })
  return page
}

/** A host who plays has the others behind a button. */
async function openSheet(page: Page): Promise<void> {
  const button = page.locator('.match .dock > .square')
  if ((await button.count()) === 0) return
  await button.click()
  await page.locator('dialog.sheet[open]').waitFor()
  await page.keyboard.press('Escape')
}

/** Frames a second that the page's main thread gave, as fast as the machine is. */
async function frames(page: Page, seconds: number, run: () => Promise<void>): Promise<number> {
  const counted = page.evaluate(
    (ms) =>
      new Promise<number>((resolve) => {
        let count = 0
        const start = performance.now()
        const next = (now: number) => {
          if (now - start >= ms) return resolve((count * 1000) / (now - start))
          count += 1
          requestAnimationFrame(next)
        }
        requestAnimationFrame(next)
      }),
    seconds * 1000,
  )
  await run()
  return counted
}

function figuresOf(tasks: readonly Task[], seconds: number): { [figure: string]: number } {
  return {
    longTasks: tasks.filter(({ cpu }) => cpu > LONG_MS).length,
    longestMs: Math.max(0, ...tasks.map(({ cpu }) => cpu)),
    longTasksClock: tasks.filter(({ clock }) => clock > LONG_MS).length,
    longestClockMs: Math.max(0, ...tasks.map(({ clock }) => clock)),
    busy: tasks.reduce((sum, { cpu }) => sum + cpu, 0) / (seconds * 1000),
  }
}

function worstOf(tasks: readonly Task[]): string[] {
  const long = tasks.filter(({ cpu }) => cpu > LONG_MS).sort((a, b) => b.cpu - a.cpu)
  return long
    .slice(0, 3)
    .map(({ cpu, clock, what }) => `${cpu.toFixed(0)} ms (${clock.toFixed(0)} by the clock): ${what}`)
}
