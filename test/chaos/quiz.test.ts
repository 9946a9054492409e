import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findGame } from '../../src/games/catalog.ts'
import type { View } from '../../src/protocol/view.ts'
import { readHistory, replay } from '../../src/room/history.ts'
import { launchChromium } from '../support/chromium.ts'
import { People } from '../support/people.ts'
import { type Server, startServer } from '../support/server.ts'

const BOTS = 100
const QUESTIONS = 10
/** The question in which a phone is closed and opened again, and the one in which the server is killed. */
const [DROPPED, KILLED] = [3, 5]
const COMMAND = fileURLToPath(new URL('../../src/commands/bots.ts', import.meta.url))

const OPTIONS = {
  advance: 'auto',
  reading: 0,
  pause: 3,
  seconds: 20,
  questions: Array.from({ length: QUESTIONS }, (_, at) => ({
    kind: 'single',
    text: `Question ${at + 1}?`,
    options: ['One', 'Two', 'Three', 'Four'],
    right: at % 4,
  })),
}

let server: Server
let browser: Browser
let bots: ChildProcess | undefined

beforeAll(async () => {
  server = await startServer()
  browser = await launchChromium()
})
afterAll(async () => {
  bots?.kill('SIGTERM')
  await browser?.close()
  await server?.end()
})

/** Asks the API from the page, with its cookie. */
function ask<T>(page: Page, path: string, body?: unknown): Promise<T> {
  return page.evaluate(
    async ([at, json]) => {
      const answer = await fetch(at, json === undefined ? {} : { method: 'POST', body: json })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${answer.status} ${text}`)
      return (answer.headers.get('content-type') ?? '').includes('ndjson') ? text : JSON.parse(text)
    },
    [path, body === undefined ? undefined : JSON.stringify(body)] as const,
  ) as Promise<T>
}

describe('a quiz evening', () => {
  it('[G2] [G8] of 10 questions with 100 bots survives a phone that drops and a server that is killed', async () => {
    const people = new People(browser, server.url)
    const host = await people.open('/')
    const { code } = await ask<{ code: string }>(host, '/api/rooms', { game: 'quiz', options: OPTIONS })
    await host.goto(`/${code}`)
    const wall = await people.open(`/${code}/screen`, { width: 1920, height: 1080 })
    let ann = await people.open(`/${code}`)
    await people.join(ann, 'Ann')
    bots = spawn(process.execPath, [COMMAND, '--url', server.url, '--room', code, '--players', String(BOTS)], {
      stdio: 'ignore',
    })
    const gone = new Promise<void>((resolve) => bots?.once('exit', () => resolve()))
    await wall
      .getByText(`${BOTS + 1}`, { exact: true })
      .first()
      .waitFor()
    await host.getByRole('button', { name: 'Start the match' }).click()

    for (let question = 1; question <= QUESTIONS; question++) {
      await ann.getByRole('heading', { name: `Question ${question}?`, exact: true }).waitFor()
      if (question === DROPPED) {
        const phone = ann.context()
        await ann.close()
        ann = await phone.newPage()
        await ann.goto(`/${code}`)
      }
      await ann.getByRole('button', { name: /^A: / }).click()
      await ann.getByText('Locked in').first().waitFor()
      if (question !== KILLED) continue
      await server.kill()
      await server.restart()
    }
    for (const page of [host, wall, ann]) await page.locator('.podium').first().waitFor()

    const view = await ask<View>(host, `/api/rooms/${code}`)
    const history = readHistory(await ask<string>(host, `/api/rooms/${code}/history`))
    const answers = history.entries.flatMap(({ input }) =>
      input.do === 'move' && input.name === 'answer'
        ? [`${input.by} ${(input.args as { question: number }).question}`]
        : [],
    )
    // Everyone answered every question, and nobody any of them twice.
    expect(answers).toHaveLength((BOTS + 1) * QUESTIONS)
    expect(new Set(answers).size).toBe(answers.length)
    // The replay throws unless it comes to the same room, byte for byte; the points are those of the match.
    const scored = [...replay(history, findGame)].filter(({ phase }) => phase === 'over').at(0)?.scores
    expect(scored).toEqual(view.scores)
    await gone
    expect(people.faults).toEqual([])
    await people.leave()
  }, 180_000)
})
