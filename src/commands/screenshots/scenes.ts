import type { Page } from 'playwright-core'
import type { Evening } from './evening.ts'
import type { Scene } from './shots.ts'

/** What happens on an evening, as far as it is photographed. */
export const PLAYED: Readonly<Record<Scene, (evening: Evening) => Promise<void>>> = { outside, race, quiz, four, board }

async function outside(evening: Evening): Promise<void> {
  const home = await evening.open('/')
  await home.locator('.opening-options').waitFor()
  await evening.take(home, 'home')
  await evening.take(home, 'set-up')
  await home.locator('.quiz-packs label').nth(3).click()
  await home.locator('.quiz-editor').waitFor()
  await evening.take(home, 'editor-empty')
  await home.locator('.quiz-editor-actions .button.small').nth(1).click()
  await home.locator('.quiz-written li').nth(14).waitFor()
  await evening.take(home, 'editor')
  await home.locator('.quiz-written-text').first().click()
  await home.locator('.quiz-form').waitFor()
  await evening.take(home, 'editor-question')

  const kept = await evening.open('/', { kept: true })
  await kept.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (navigator.serviceWorker.controller) return
    await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve))
  })
  await kept.context().setOffline(true)
  await kept.reload()
  await kept.locator('.games-failed').waitFor()
  await evening.take(kept, 'offline-home')
  await kept.goto('/ZZZZZ')
  await kept.locator('main').waitFor()
  await evening.take(kept, 'offline-room')

  const unlucky = await evening.open('/ZZZZZ')
  await unlucky.route('**/api/games', () => {})
  await unlucky.locator('.plain-main').waitFor()
  await evening.take(unlucky, 'missing')
  await unlucky.goto('/no/such/page')
  await unlucky.locator('.plain-main').waitFor()
  await evening.take(unlucky, 'nowhere')
  await unlucky.goto('/')
  await unlucky.locator('.games[aria-busy]').waitFor()
  await evening.take(unlucky, 'games-loading')
  await unlucky.unroute('**/api/games')
  await unlucky.route('**/api/games', (route) => route.abort())
  await unlucky.goto('/')
  await unlucky.locator('.games-failed').waitFor()
  await evening.take(unlucky, 'games-failed')
}

/** A tap race with a crowd, from the empty room to the film of it. */
async function race(evening: Evening): Promise<void> {
  const { code, token } = await evening.room('tap-race', { seconds: 60 })
  const host = await evening.open(`/${code}`, { as: token })
  const wall = await evening.open(`/${code}/screen`, { big: true })
  await host.locator('.dock').waitFor()
  await wall.locator('.doors').waitFor()
  await evening.take(host, 'lobby-empty')
  await evening.take(wall, 'wall-lobby-empty')

  const player = await evening.open(`/${code}`)
  const field = player.locator('input[name=name]')
  await field.waitFor()
  const crowd = await inTurn(evening.names, (name) => evening.join(code, name))
  await player.locator('.faces .badge').nth(evening.names.length).waitFor()
  await field.fill(evening.ownName)
  await evening.take(player, 'join')
  await evening.enter(player)
  await wall.locator('.doors-players li').nth(crowd.length).waitFor()
  await host.locator('.people li:not(.gone)').nth(crowd.length).waitFor()
  await evening.take(player, 'lobby')
  await evening.take(host, 'lobby-host')
  await evening.take(wall, 'wall-lobby')

  await evening.control(code, token, { do: 'start' })
  await wall.locator('.countdown').waitFor()
  await evening.take(wall, 'wall-countdown')
  await player.locator('.tap[data-open=true]').waitFor()
  const tap = async (own: number, most: number) => {
    for (let each = 0; each < own; each++) await player.locator('.tap-ball').dispatchEvent('pointerdown')
    for (const [index, each] of crowd.entries()) {
      await evening.move(code, each, 'tap', { total: most - ((index * 5) % 17) })
    }
  }
  // Three times, for the film of it to have something to show.
  await tap(16, 20)
  await secondsLeft(wall, 45)
  await tap(19, 41)
  await secondsLeft(wall, 34)
  await tap(23, 64)
  await wall.getByText('64', { exact: true }).first().waitFor()
  await host.getByText('58', { exact: true }).first().waitFor()
  await evening.take(wall, 'wall-race')
  await evening.take(player, 'race')
  await evening.take(host, 'race-host')
  await evening.control(code, token, { do: 'pause' })
  for (const page of [player, wall]) await page.locator('.pause').waitFor()
  await host.locator('.dock .button.main').waitFor()
  await evening.take(player, 'paused')
  await evening.take(host, 'paused-host')
  await evening.take(wall, 'wall-paused')
  await player.context().setOffline(true)
  await player.locator('.banner').waitFor()
  await evening.take(player, 'offline')
  await player.context().setOffline(false)
  await player.locator('.banner').waitFor({ state: 'detached' })

  await evening.control(code, token, { do: 'resume' })
  for (const page of [player, wall]) await page.locator('.pause').waitFor({ state: 'detached' })
  await host.goto('about:blank')
  for (const page of [player, wall]) await page.locator('.pause').waitFor()
  await evening.take(player, 'host-away')
  await evening.take(wall, 'wall-host-away')
  await host.goto(`/${code}`)
  await host.locator('.dock').waitFor()
  await evening.take(host, 'host-back')
  await evening.control(code, token, { do: 'end' })
  for (const page of [player, host, wall]) await page.locator('.podium').waitFor()
  await evening.take(player, 'over')
  await host.locator('.dock .button.main:enabled').waitFor()
  await evening.take(host, 'over-host')
  await evening.take(wall, 'wall-over')
  const film = await evening.open(`/${code}/replay`, { as: token })
  await film.locator('.replay-slider').waitFor()
  await toTheEnd(film)
  await evening.take(film, 'replay')
  await evening.control(code, token, { do: 'kick', member: 'm9' })
  await player.locator('.plain-main').waitFor()
  await evening.take(player, 'kicked')
  await evening.control(code, token, { do: 'close' })
  await host.locator('.plain-main').waitFor()
  await evening.take(host, 'ended')
}

/** A guess, so that everyone has another score, and a question seen from every side. */
async function quiz(evening: Evening): Promise<void> {
  const { code, token } = await evening.room('quiz', { ...settings, questions: questionsOf(evening) })
  const crowd = await inTurn(evening.names, (name) => evening.join(code, name))
  const host = await evening.open(`/${code}`, { as: token })
  const player = await evening.open(`/${code}`)
  await evening.enter(player)
  const own = await evening.tokenOf(player)
  const wall = await evening.open(`/${code}/screen`, { big: true })
  const next = () => evening.move(code, token, 'next')
  await wall.locator('.doors-players li').nth(crowd.length).waitFor()
  await evening.control(code, token, { do: 'start' })
  await next()
  await next()
  for (const [index, each] of crowd.entries()) {
    await evening.move(code, each, 'answer', { question: 0, answer: 8849 + (index - 2) * 190 })
  }
  await wall.locator('.quiz-wall-guess').waitFor()
  await evening.take(wall, 'wall-quiz-guess')
  await evening.move(code, own, 'answer', { question: 0, answer: 8900 })
  await wall.locator('.quiz-guesses').waitFor()
  await wall
    .locator('.leaderboard li')
    .first()
    .getByText(/^1[.,]?000$/)
    .waitFor()
  await evening.take(wall, 'wall-quiz-guessed')

  await next()
  for (const page of [player, wall]) await page.getByRole('heading', { name: questionsOf(evening)[1].text }).waitFor()
  await player.locator('.quiz-reading').waitFor()
  await evening.take(player, 'quiz-reading')
  await evening.take(wall, 'wall-quiz-reading')
  await next()
  await player.locator('.quiz-option').nth(3).waitFor()
  await evening.take(player, 'quiz-answering')
  for (const [index, each] of crowd.slice(1).entries()) {
    await evening.move(code, each, 'answer', { question: 1, answer: [1, 3, 1, 2, 1, 3][index] })
  }
  await player.locator('.quiz-option').nth(1).click()
  await player.locator('.quiz-locked').waitFor()
  await wall.locator('.quiz-counter', { hasText: String(crowd.length) }).waitFor()
  await evening.take(player, 'quiz-locked')
  await evening.take(host, 'quiz-host')
  await evening.take(wall, 'wall-quiz')
  await evening.move(code, crowd[0] ?? '', 'answer', { question: 1, answer: 1 })
  await player.locator('.quiz-verdict').waitFor()
  await host.locator('.quiz-bars').waitFor()
  await wall.locator('.leaderboard li').first().getByText(evening.ownName).waitFor()
  await evening.take(player, 'quiz-reveal')
  await evening.take(host, 'quiz-reveal-host')
  await evening.take(wall, 'wall-quiz-reveal')
  await next()
  for (const page of [host, wall]) await page.locator('.podium').waitFor()
  await host.locator('.dock .button.main:enabled').waitFor()
  await evening.take(host, 'quiz-over-host')
  await evening.take(wall, 'wall-quiz-over')
}

const settings = { shuffle: false, reading: 30, seconds: 90, speed: false }

function questionsOf(evening: Evening) {
  return [
    {
      kind: 'estimate',
      text: evening.say({ en: 'How high is Mount Everest?', zh: '珠穆朗玛峰有多高？', es: '¿Cuánto mide el Everest?' }),
      right: 8849,
      unit: evening.say({ en: 'metres', zh: '米', es: 'metros' }),
    },
    {
      kind: 'single',
      text: evening.say({
        en: 'Which of these planets has the shortest day?',
        zh: '下列哪颗行星的一天最短？',
        es: '¿Qué planeta tiene el día más corto?',
      }),
      options: [
        evening.say({ en: 'Earth', zh: '地球', es: 'La Tierra' }),
        evening.say({ en: 'Jupiter', zh: '木星', es: 'Júpiter' }),
        evening.say({ en: 'Mars', zh: '火星', es: 'Marte' }),
        evening.say({ en: 'Saturn', zh: '土星', es: 'Saturno' }),
      ],
      right: 1,
      explanation: evening.say({
        en: 'Jupiter turns once in less than ten hours.',
        zh: '木星自转一圈不到十个小时。',
        es: 'Júpiter gira sobre sí mismo en menos de diez horas.',
      }),
    },
  ] as const
}

async function four(evening: Evening): Promise<void> {
  const { code, token } = await evening.room('connect-four', { clock: 120 })
  const player = await evening.open(`/${code}`)
  await evening.enter(player)
  const own = await evening.tokenOf(player)
  const crowd = await inTurn(evening.names.slice(0, 4), (name) => evening.join(code, name))
  const rival = crowd[0] ?? ''
  const wall = await evening.open(`/${code}/screen`, { big: true })
  await evening.control(code, token, { do: 'start' })
  const columns = [3, 3, 2, 4, 2, 2, 4, 1, 3, 5, 1, 5]
  for (const [index, column] of columns.entries()) {
    await evening.move(code, index % 2 === 0 ? own : rival, 'drop', { column })
  }
  for (const page of [player, wall])
    await page
      .locator('.four-dropped')
      .nth(columns.length - 1)
      .waitFor()
  await evening.take(player, 'four')
  await evening.take(wall, 'wall-four')
  // Its own discs lie in a slanting line from here on.
  for (const [index, column] of [5, 4, 5].entries()) {
    await evening.move(code, index % 2 === 0 ? own : rival, 'drop', { column })
  }
  await evening.move(code, rival, 'resign')
  for (const page of [player, wall]) await page.locator('.podium').waitFor()
  await evening.take(player, 'four-over')
  await evening.take(wall, 'wall-four-over')
}

async function board(evening: Evening): Promise<void> {
  const { code, token } = await evening.room('scoreboard', {
    status: evening.say({ en: 'Final · third round', zh: '决赛 · 第三轮', es: 'Final · tercera ronda' }),
  })
  const wall = await evening.open(`/${code}/screen`, { big: true })
  await wall.locator('.board').waitFor()
  await evening.take(wall, 'wall-board-empty')
  const scores = [42, 38.5, 38, 31, 27, 12]
  for (const [index, score] of scores.entries()) {
    await evening.move(code, token, 'set', { player: evening.names[index], score })
  }
  const host = await evening.open(`/${code}`, { as: token })
  for (const page of [host, wall])
    await page
      .locator('[data-row]')
      .nth(scores.length - 1)
      .waitFor()
  await evening.take(host, 'board-host')
  await evening.take(wall, 'wall-board')
  await host.goto(`/${code}/replay`)
  await host.locator('.replay-nothing').waitFor()
  await evening.take(host, 'replay-empty')
}

/** Until the ring on the wall shows so few. */
async function secondsLeft(wall: Page, seconds: number): Promise<void> {
  await wall.waitForFunction((most) => Number(document.querySelector('.ring span')?.textContent) <= most, seconds)
}

async function toTheEnd(film: Page): Promise<void> {
  await film.locator('.replay-slider').focus()
  await film.keyboard.press('End')
  await film.locator('.replay-slider').blur()
}

async function inTurn<Each, Made>(all: readonly Each[], make: (each: Each) => Promise<Made>): Promise<Made[]> {
  const made: Made[] = []
  for (const each of all) made.push(await make(each))
  return made
}
