import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { RoomCreated } from '../../src/protocol/answer.ts'
import type { People, Seat } from './people.ts'

/** Asks the server of a page, as whoever that page belongs to. */
export async function call<Answer>(page: Page, path: string, body?: unknown): Promise<Answer> {
  const response = await page.request.fetch(`/api/rooms${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { origin: new URL(page.url()).origin },
    ...(body === undefined ? {} : { data: body }),
  })
  expect(response.ok(), `${path}: ${await response.text()}`).toBe(true)
  return (await response.json()) as Answer
}

/** The longest name there may be. */
const LONG = 'WWWWWWWWWWWWWWWWWWWWWWWW'
const QUESTIONS = [
  {
    kind: 'single',
    text: 'Which of these four planets has the shortest day, although it is by far the largest of all?',
    options: ['Jupiter', 'A rather long answer that needs more than a line', 'Mars', 'Venus'],
    right: 0,
    explanation: 'It turns once in less than ten hours.',
  },
  { kind: 'order', text: 'In order?', options: ['First', 'Second', 'Third'] },
  { kind: 'estimate', text: 'How many?', right: 100, unit: 'apples' },
]

type Look = (page: Page, shell: string) => Promise<void>

/** One evening through every shell; each is handed to `look` as it stands. The big screen is `glass`, all else are phones. */
export async function evening(people: People, look: Look, seat: Seat, glass: Seat): Promise<void> {
  const host = await people.open('/', seat)
  await host.locator('.opening-options').waitFor()
  await look(host, 'home')
  for (const card of [1, 2, 3, 0]) {
    await host.locator('.game-card input').nth(card).check()
    await look(host, `home, game ${card}`)
  }
  await host.locator('.quiz-packs label').nth(3).click()
  await host.locator('.quiz-file').waitFor({ state: 'attached' })
  await look(host, 'home, own questions')
  await host.locator('.opening-options .button.main').first().click()
  await host.locator('.quiz-form').waitFor()
  await look(host, 'home, a new question')

  // A tap race, from the door to the podium and back.
  const { code } = await call<RoomCreated>(host, '', { game: 'tap-race', name: 'Ada', options: { seconds: 120 } })
  const player = await people.open(`/${code}`, seat)
  await player.locator('.join-main form').waitFor()
  await look(player, 'join')
  await people.join(player, LONG)
  await player.locator('.lobby-in').waitFor()
  await look(player, 'lobby')
  await player.locator('.lobby .quiet-link').click()
  await player.locator('dialog[open]').waitFor()
  await look(player, 'leaving')
  await player.keyboard.press('Escape')
  await host.goto(`/${code}`)
  await host.locator('.dock .button.main').waitFor()
  await host.locator('.people .plain-button').first().click()
  await host.locator('.next-game .row-button').click()
  await host.locator('.next-game .game-card input').first().waitFor()
  await look(host, 'host’s lobby')
  const wall = await people.open(`/${code}/screen`, glass)
  await wall.locator('.doors-players li').first().waitFor()
  await look(wall, 'big screen’s lobby')
  await call(host, `/${code}/controls`, { do: 'start' })
  await player.locator('.tap[data-open=true]').waitFor()
  await player.locator('.tap-ball').press('Enter')
  await wall.locator('.lanes .score', { hasText: '1' }).waitFor()
  await look(player, 'race, player')
  await look(wall, 'race, big screen')
  await host.locator('.dock > .square').click()
  await host.locator('dialog[open]').waitFor()
  await look(host, 'race, host’s sheet')
  await host.keyboard.press('Escape')
  await call(host, `/${code}/controls`, { do: 'pause' })
  await player.locator('.pause').waitFor()
  await look(player, 'pause')
  await look(wall, 'pause, big screen')
  await call(host, `/${code}/controls`, { do: 'end' })
  for (const page of [player, host, wall]) await page.locator('.podium').waitFor()
  await look(player, 'podium')
  await look(host, 'podium, host')
  await look(wall, 'podium, big screen')

  // Connect Four, with one too many.
  await call(host, `/${code}/controls`, { do: 'rematch', game: 'connect-four', options: {} })
  const third = await people.open(`/${code}`, seat)
  await people.join(third, 'Cy')
  await third.locator('.lobby-in').waitFor()
  await call(host, `/${code}/controls`, { do: 'start' })
  await host.locator('.four-board[data-open=true]').waitFor()
  await host.locator('.four-column').nth(3).press('2')
  await player.locator('.four-dropped').first().waitFor()
  await look(player, 'board')
  await third.locator('.bench .four-board').waitFor()
  await look(third, 'bench')
  await look(wall, 'board, big screen')
  await player.locator('.four-foot .button').click()
  await player.locator('dialog[open]').waitFor()
  await look(player, 'resigning')
  await player.locator('dialog[open] .button.danger').click()
  for (const page of [player, wall]) await page.locator('.four-over').waitFor()
  await look(player, 'board’s end')
  await look(wall, 'board’s end, big screen')

  // A quiz.
  await call(host, `/${code}/controls`, {
    do: 'rematch',
    game: 'quiz',
    options: { questions: QUESTIONS, reading: 30, seconds: 0 },
  })
  await call(host, `/${code}/controls`, { do: 'start' })
  const main = host.locator('.quiz-keys .button.main')
  for (const { kind } of QUESTIONS) {
    await player.locator('.quiz-reading').waitFor()
    if (kind === 'single') await look(player, 'question, reading')
    if (kind === 'single') await look(wall, 'question, reading, big screen')
    await main.click()
    for (const page of [player, host, third]) await page.locator(`.quiz-open[data-kind=${kind}]`).waitFor()
    await look(player, `${kind}, open`)
    await look(wall, `${kind}, open, big screen`)
    if (kind === 'single') await look(host, 'single, open, host')
    for (const page of [player, host, third]) {
      if (kind === 'single') await page.locator('.quiz-option').first().click()
      if (kind === 'estimate') await page.locator('.quiz-guess input').fill('90')
      if (kind !== 'single') await page.locator('.quiz-send').click()
    }
    await player.locator('.quiz-revealed').waitFor()
    await look(player, `${kind}, revealed`)
    await look(wall, `${kind}, revealed, big screen`)
    await main.click()
  }
  for (const page of [player, host, wall]) await page.locator('.podium').waitFor()
  await look(wall, 'quiz’s end, big screen')
  await host.goto(`/${code}/replay`)
  await host.locator('.replay-slider').waitFor()
  await look(host, 'replay')

  // A scoreboard, whose host only runs it.
  const desk = await people.open('/', seat)
  const board = await call<RoomCreated>(desk, '', { game: 'scoreboard' })
  for (const name of ['Ann', LONG])
    await call(desk, `/${board.code}/moves`, { name: 'set', args: { player: name, score: 12_345.5 } })
  await desk.goto(`/${board.code}`)
  await desk.locator('.desk-rows li').nth(1).waitFor()
  await look(desk, 'desk')
  await wall.goto(`/${board.code}/screen`)
  await wall.locator('.leaderboard li').nth(1).waitFor()
  await look(wall, 'scoreboard, big screen')

  // Out, each in their own way.
  await third.context().setOffline(true)
  await third.locator('.banner').waitFor()
  await look(third, 'offline')
  await call(host, `/${code}/controls`, { do: 'close' })
  await player.locator('.plain-main').waitFor()
  await look(player, 'closed')
  await player.goto('/nowhere/at/all')
  await player.locator('.plain-main').waitFor()
  await look(player, 'nowhere')
  await player.goto('/ZZZZZ')
  await player.locator('.plain-main .code-field').waitFor()
  await look(player, 'no such room')
}
