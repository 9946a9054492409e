import { describe, expect, it } from 'vitest'
import { hashToken } from '../../src/worker/token.ts'
import { accepted, ask, codeOf, control, join, type Opened, open } from './support/room.ts'

const historyOf = (room: Opened, token?: string): Promise<Response> => ask(`${room.path}/history`, { token })
const linesOf = async (answer: Response): Promise<Array<Record<string, unknown>>> => {
  expect(answer.status).toBe(200)
  return (await answer.text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

describe('the history', () => {
  it('[R22] is one line for how it began, one for each accepted input, one for how it is', async () => {
    const room = await open({ name: 'Ada', options: { seconds: 5 } })
    await join(room, 'Bob')
    await accepted(control(room, { do: 'start' }))
    await accepted(control(room, { do: 'end' }))
    const answer = await historyOf(room, room.token)
    expect(answer.headers.get('Content-Type')).toBe('application/x-ndjson; charset=utf-8')
    const lines = await linesOf(answer)
    expect(lines.map(({ version }) => version)).toEqual([undefined, 2, 3, 4, undefined])
    expect(lines[0]).toMatchObject({ history: 1, game: 'tap-race', gameVersion: 1, options: { seconds: 5 } })
    expect(lines[1]).toMatchObject({ input: { do: 'join', name: 'Bob' } })
    expect(lines[4]).toMatchObject({ last: { version: 4, matches: 1 } })
  })

  it('[R22] is the host’s alone', async () => {
    const room = await open({ name: 'Ada' })
    const bob = await join(room, 'Bob')
    for (const token of [bob.token, undefined]) expect(await codeOf(await historyOf(room, token))).toBe('not-host')
    expect(await codeOf(await historyOf(room, 'x'))).toBe('bad-token')
  })

  it('[R22] [G5] is not for a host who plays while the match runs; for one who only runs it, it is', async () => {
    const [playing, running] = [await open({ name: 'Ada' }), await open()]
    for (const room of [playing, running]) {
      await join(room, 'Bob')
      await accepted(control(room, { do: 'start' }))
    }
    for (const phase of ['playing', 'paused']) {
      expect([phase, await codeOf(await historyOf(playing, playing.token))]).toEqual([phase, 'wrong-phase'])
      expect((await historyOf(running, running.token)).status).toBe(200)
      if (phase === 'playing') for (const room of [playing, running]) await accepted(control(room, { do: 'pause' }))
    }
    await accepted(control(playing, { do: 'end' }))
    expect((await historyOf(playing, playing.token)).status).toBe(200)
  })

  it('[T3] [G5] holds no token and no hash of one', async () => {
    const room = await open({ name: 'Ada' })
    const people = [await join(room, 'Bob'), await join(room, 'Cy')]
    await accepted(control(room, { do: 'kick', member: 'm2' }))
    const text = await (await historyOf(room, room.token)).text()
    for (const token of [room.token, ...people.map((member) => member.token)]) {
      expect(text).not.toContain(token)
      expect(text).not.toContain(await hashToken(token))
    }
  })

  for (const when of ['before the first match', 'before a rematch'] as const) {
    it(`[G5] read in the lobby, ${when}, does not tell a host who will play the chance of that match`, async () => {
      const room = await open({ name: 'Ada' })
      if (when === 'before a rematch') {
        for (const name of ['start', 'end', 'rematch']) await accepted(control(room, { do: name }))
      }
      const lobby = await (await historyOf(room, room.token)).text()
      await accepted(control(room, { do: 'start' }))
      await accepted(control(room, { do: 'end' }))
      const { last } = (await linesOf(await historyOf(room, room.token))).at(-1) as { last: { seed: string } }
      expect(last.seed.length).toBeGreaterThan(10)
      expect(lobby).not.toContain(last.seed)
    })
  }
})
