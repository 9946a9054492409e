import { afterEach, describe, expect, it, vi } from 'vitest'
import { ANSWERS } from '../../src/protocol/wire.ts'
import { ask, codeOf, open } from './support/room.ts'

const HISTORY_LAG = 40

afterEach(() => {
  vi.useRealTimers()
})

describe('fair timing', () => {
  it('[M10] credits the least delay of several exchanges, by the server’s clock, and the history shows it', async () => {
    const room = await open({ game: 'scoreboard' })
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
    const exchange = async (brought?: number): Promise<number> => {
      const asked = await ask(`${room.path}/time`, {
        json: brought === undefined ? {} : { brought },
        token: room.token,
      })
      return ANSWERS.Time.parse(await asked.json()).time
    }
    let time = await exchange()
    for (const delay of [120, HISTORY_LAG, 75]) {
      vi.setSystemTime(time + delay)
      time = await exchange(time)
    }
    await ask(`${room.path}/moves`, { json: { name: 'status', args: { text: 'now' } }, token: room.token })
    const history = await (await ask(`${room.path}/history`, { token: room.token })).text()
    expect(history).toContain(`"lag":${HISTORY_LAG}`)
  })

  it('[M10] credits nothing to whoever only claims it: numbers not given out, old ones, or the same one twice', async () => {
    const room = await open({ game: 'scoreboard' })
    for (let count = 0; count < 5; count++) {
      await ask(`${room.path}/time`, { json: { brought: Date.now() - 60_000 }, token: room.token })
    }
    await ask(`${room.path}/moves`, { json: { name: 'status', args: { text: 'now' } }, token: room.token })
    expect(await (await ask(`${room.path}/history`, { token: room.token })).text()).not.toContain('"lag"')
  })

  it('[M10] is for members, and takes no more than one whole number', async () => {
    const room = await open({ game: 'scoreboard' })
    expect(await codeOf(await ask(`${room.path}/time`, { json: {} }))).toBe('not-a-member')
    for (const json of [{ brought: 'x' }, { brought: 1.5 }, { lag: 80 }, []]) {
      expect(await codeOf(await ask(`${room.path}/time`, { json, token: room.token }))).toBe('invalid')
    }
  })
})
