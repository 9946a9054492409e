import { describe, expect, it } from 'vitest'
import { accepted, ask, codeOf, control, join, move, open, refusal, Viewer, viewOf } from './support/room.ts'

describe('opening a room', () => {
  it('[R2] answers 201 with its code, the host, the token and the addresses', async () => {
    const response = await ask('/api/rooms', { json: { game: 'tap-race', options: { seconds: 5 }, name: ' Ada ' } })
    expect(response.status).toBe(201)
    const created = (await response.json()) as { code: string }
    const { code } = created
    expect(code).toMatch(/^[23456789ABCDEFGHJKMNPQRSTVWXYZ]{5}$/)
    expect(created).toEqual({
      code,
      member: {
        id: 'm1',
        name: 'Ada',
        color: expect.stringMatching(/^#[0-9a-f]{6}$/) as string,
        host: true,
        player: true,
      },
      token: expect.stringMatching(/^[\w-]{22}$/) as string,
      urls: {
        join: `https://courtside.test/${code}`,
        screen: `https://courtside.test/${code}/screen`,
        stream: `https://courtside.test/api/rooms/${code}/stream`,
      },
    })
  })

  it('[R3] without a name the host only runs the room', async () => {
    expect((await open()).member).toMatchObject({ id: 'm1', name: 'Host', host: true, player: false })
  })

  it('[R4] refuses a game there is not', async () => {
    for (const game of ['chess', '', 'constructor', '__proto__']) {
      expect(await codeOf(await ask('/api/rooms', { json: { game } }))).toBe('unknown-game')
    }
  })

  it('[R4] refuses options the game does not take', async () => {
    for (const options of [{ seconds: 4 }, { seconds: '20' }, { second: 20 }, [], 'x', { seconds: null }]) {
      const { code, status } = await refusal(await ask('/api/rooms', { json: { game: 'tap-race', options } }))
      expect([options, code, status]).toEqual([options, 'invalid', 422])
    }
  })

  for (const name of ['', '   ', 'x'.repeat(25), 'A\u0000', 'A\u202e', '\u200b', 'a\nb', '\ud800']) {
    it(`[R8] refuses the name ${JSON.stringify(name)}, for the host and for a member`, async () => {
      expect(await codeOf(await ask('/api/rooms', { json: { game: 'tap-race', name } }))).toBe('invalid')
      const room = await open()
      expect(await codeOf(await ask(`${room.path}/members`, { json: { name } }))).toBe('invalid')
      expect(Object.keys((await viewOf(room)).members)).toEqual(['m1'])
    })
  }
})

describe('a room’s view', () => {
  it('[R5] is the whole view as the asker may see it', async () => {
    const room = await open({ name: 'Ada', options: { seconds: 5 } })
    const view = await viewOf(room, room.token)
    expect(view).toEqual({
      version: 1,
      at: expect.any(Number) as number,
      room: {
        code: room.code,
        game: 'tap-race',
        phase: 'lobby',
        locked: false,
        match: 1,
        players: { min: 1, max: 300 },
      },
      members: { m1: { name: 'Ada', color: room.member.color, host: true, player: true } },
      scores: {},
      state: {},
      you: 'm1',
    })
    expect(await viewOf(room)).not.toHaveProperty('you')
  })

  it('[R5] has an ETag by version and asker, and 304 for whoever has it', async () => {
    const room = await open({ name: 'Ada' })
    const first = await ask(room.path, { token: room.token })
    const etag = first.headers.get('ETag') ?? ''
    expect(etag).toMatch(/^"[0-9a-z]+\.1-m1"$/)
    expect(first.headers.get('Cache-Control')).toBe('private, no-cache')
    expect(first.headers.get('Vary')).toContain('Authorization')
    const again = await ask(room.path, { token: room.token, headers: { 'If-None-Match': etag } })
    expect([again.status, await again.text(), again.headers.get('ETag')]).toEqual([304, '', etag])
    expect((await ask(room.path, { headers: { 'If-None-Match': etag } })).status).toBe(200)
    await accepted(control(room, { do: 'lock' }))
    expect((await ask(room.path, { token: room.token, headers: { 'If-None-Match': etag } })).status).toBe(200)
  })

  it('[R1] is found by the code in any case', async () => {
    const room = await open()
    expect((await ask(`/api/rooms/${room.code.toLowerCase()}`)).status).toBe(200)
  })

  it('[R6] of a room that was never opened is not found, whatever is asked of it', async () => {
    for (const code of ['ZZZZZ', 'ABCD', 'ABCD0', 'abcdefg', '__proto__']) {
      const path = `/api/rooms/${code}`
      expect(await codeOf(await ask(path))).toBe('no-such-room')
      expect(await codeOf(await ask(`${path}/members`, { json: { name: 'Ada' } }))).toBe('no-such-room')
      expect(await codeOf(await ask(`${path}/moves`, { json: { name: 'tap' } }))).toBe('no-such-room')
      expect(await codeOf(await ask(`${path}/controls`, { json: { do: 'start' } }))).toBe('no-such-room')
      expect(await codeOf(await ask(`${path}/members/m1`, { method: 'DELETE', token: 'x' }))).toBe('no-such-room')
      expect(await codeOf(await ask(`${path}/stream`))).toBe('no-such-room')
    }
  })

  it('[R17] of a closed room is gone, whatever is asked of it', async () => {
    const room = await open({ name: 'Ada' })
    await accepted(control(room, { do: 'close' }))
    const { token } = room
    expect(await codeOf(await ask(room.path))).toBe('closed')
    expect(await codeOf(await ask(room.path, { token: 'x' }))).toBe('closed')
    expect(await codeOf(await ask(`${room.path}/members`, { json: { name: 'Bob' } }))).toBe('closed')
    expect(await codeOf(await move(room, 'tap', { total: 1 }))).toBe('closed')
    expect(await codeOf(await control(room, { do: 'start' }))).toBe('closed')
    expect(await codeOf(await ask(`${room.path}/members/m1`, { method: 'DELETE', token }))).toBe('closed')
    expect(await codeOf(await ask(`${room.path}/stream`))).toBe('closed')
  })
})

describe('joining and leaving', () => {
  it('[R7] answers 201 with the member and the token', async () => {
    const room = await open()
    const response = await ask(`${room.path}/members`, { json: { name: ' e\u0301va' } })
    expect([response.status, await response.json()]).toEqual([
      201,
      {
        member: { id: 'm2', name: '\u00e9va', color: expect.any(String) as string, host: false, player: true },
        token: expect.any(String) as string,
      },
    ])
  })

  it('[R9] a bot is marked as one', async () => {
    const room = await open()
    await ask(`${room.path}/members`, { json: { name: 'Bot', bot: true } })
    expect((await viewOf(room)).members.m2).toMatchObject({ name: 'Bot', bot: true })
  })

  it('[R9] the host has the room itself play a bot, and stays who they are', async () => {
    const room = await open({ name: 'Ada' })
    const bob = await join(room, 'Bob')
    const json = { name: 'Bot', bot: 'room' }
    for (const asking of [{}, { token: bob.token }, { cookie: bob.token }, { token: 'x' }]) {
      expect(await codeOf(await ask(`${room.path}/members`, { json, ...asking }))).toBe('not-host')
    }
    for (const asking of [{ token: room.token }, { cookie: room.token }]) {
      const answer = await ask(`${room.path}/members`, {
        json: { ...json, name: `Bot ${Object.keys(asking)[0]}` },
        ...asking,
      })
      expect([answer.status, answer.headers.get('Set-Cookie')]).toEqual([201, null])
      expect(((await answer.json()) as { member: object }).member).toMatchObject({
        bot: true,
        player: true,
        host: false,
      })
    }
    expect((await viewOf(room)).members.m3).toMatchObject({ name: 'Bot token', bot: true })
  })

  it('[R7] [R8] refuses a name that is taken, in any case', async () => {
    const room = await open({ name: 'Ada' })
    expect(await codeOf(await ask(`${room.path}/members`, { json: { name: 'ａＤＡ' } }))).toBe('name-taken')
  })

  it('[R7] refuses everyone while the room is locked', async () => {
    const room = await open()
    await accepted(control(room, { do: 'lock' }))
    expect(await codeOf(await ask(`${room.path}/members`, { json: { name: 'Bob' } }))).toBe('locked')
    await accepted(control(room, { do: 'unlock' }))
    await join(room, 'Bob')
  })

  it('[R11] [T7] a member leaves: the token dies, their streams end, the others see it', async () => {
    const room = await open({ name: 'Ada' })
    const bob = await join(room, 'Bob')
    const [own, other] = [await Viewer.open(room, { token: bob.token }), await Viewer.open(room)]
    await own.next('snapshot')
    expect((await ask(`${room.path}/members/${bob.id}`, { method: 'DELETE', token: bob.token })).status).toBe(204)
    await own.rest()
    expect(own.events.at(-1)).toMatchObject({ event: 'closed', data: '{"reason":"ended"}' })
    expect(JSON.parse((await other.upTo(3)).at(-1)?.data ?? '')).toMatchObject({ members: { m2: null } })
    await other.close()
    expect(await codeOf(await ask(room.path, { token: bob.token }))).toBe('bad-token')
    expect((await ask(room.path, { cookie: bob.token })).status).toBe(200)
    expect((await join(room, 'Bob')).id).toBe('m3')
  })

  for (const how of ['by DELETE', 'by control'] as const) {
    it(`[R11] [T6] [G5] the host removes a member ${how}: their streams end, their token sees and does nothing more`, async () => {
      const room = await open({ name: 'Ada' })
      const bob = await join(room, 'Bob')
      const streams = [await Viewer.open(room, { token: bob.token }), await Viewer.open(room, { cookie: bob.token })]
      for (const viewer of streams) await viewer.next('snapshot')
      const removed =
        how === 'by DELETE'
          ? await ask(`${room.path}/members/m2`, { method: 'DELETE', token: room.token })
          : await control(room, { do: 'kick', member: 'm2' })
      expect(removed.status).toBe(how === 'by DELETE' ? 204 : 200)
      for (const viewer of streams) {
        await viewer.rest()
        expect(viewer.events.at(-1)).toMatchObject({ event: 'closed', data: '{"reason":"kicked"}' })
      }
      for (const asking of [{ token: bob.token }, { cookie: bob.token }]) {
        expect(await codeOf(await ask(room.path, asking))).toBe('kicked')
        expect(await codeOf(await ask(`${room.path}/stream`, asking))).toBe('kicked')
        expect((await ask(`${room.path}/stream?lastEventId=x`, asking)).status).toBe(204)
        expect(await codeOf(await ask(`${room.path}/members`, { ...asking, json: { name: 'Bob' } }))).toBe('kicked')
        expect(
          await codeOf(await ask(`${room.path}/moves`, { ...asking, json: { name: 'tap', args: { total: 1 } } })),
        ).toBe('kicked')
      }
    })
  }

  it('[R11] nobody else is removed by anyone but the host', async () => {
    const room = await open({ name: 'Ada' })
    const bob = await join(room, 'Bob')
    expect(await codeOf(await ask(`${room.path}/members/m1`, { method: 'DELETE', token: bob.token }))).toBe('not-host')
  })

  for (const id of ['m9', 'm0', 'xyz', 'constructor', '__proto__', 'toString', '%00', 'M1']) {
    it(`[R11] there is no member ${id}`, async () => {
      const room = await open({ name: 'Ada' })
      expect(await codeOf(await ask(`${room.path}/members/${id}`, { method: 'DELETE', token: room.token }))).toBe(
        'no-such-member',
      )
      expect((await viewOf(room)).version).toBe(1)
    })
  }

  it('[R12] when the host leaves, the next one runs the room', async () => {
    const room = await open({ name: 'Ada' })
    const bob = await join(room, 'Bob')
    expect((await ask(`${room.path}/members/m1`, { method: 'DELETE', token: room.token })).status).toBe(204)
    await accepted(control(room, { do: 'start' }, bob.token))
  })

  it('[R12] the first to come to an abandoned room runs it', async () => {
    const room = await open({ name: 'Ada' })
    await ask(`${room.path}/members/m1`, { method: 'DELETE', token: room.token })
    expect((await join(room, 'Bob')).member.host).toBe(true)
  })
})

describe('controls', () => {
  it('[R14] start, pause, resume, end and rematch lead through the phases', async () => {
    const room = await open({ name: 'Ada' })
    const phase = async (): Promise<string> => (await viewOf(room)).room.phase
    const versions: number[] = []
    for (const [control_, after] of [
      ['start', 'playing'],
      ['pause', 'paused'],
      ['resume', 'playing'],
      ['end', 'over'],
      ['rematch', 'lobby'],
    ] as const) {
      versions.push(await accepted(control(room, { do: control_ })))
      expect(await phase()).toBe(after)
    }
    expect(versions).toEqual([2, 3, 4, 5, 6])
  })

  it('[R14] what the phase does not allow is refused', async () => {
    const room = await open({ name: 'Ada' })
    for (const name of ['pause', 'resume', 'end'])
      expect(await codeOf(await control(room, { do: name }))).toBe('wrong-phase')
    await accepted(control(room, { do: 'start' }))
    for (const name of ['start', 'resume', 'rematch'])
      expect(await codeOf(await control(room, { do: name }))).toBe('wrong-phase')
  })

  it('[R14] start needs players', async () => {
    expect(await codeOf(await control(await open(), { do: 'start' }))).toBe('too-few-players')
  })

  it('[R14] they are the host’s alone, and go with the host’s rights', async () => {
    const room = await open({ name: 'Ada' })
    const bob = await join(room, 'Bob')
    expect(await codeOf(await control(room, { do: 'lock' }, bob.token))).toBe('not-host')
    await accepted(control(room, { do: 'transfer', member: 'm2' }))
    await accepted(control(room, { do: 'lock' }, bob.token))
    expect(await codeOf(await control(room, { do: 'unlock' }))).toBe('not-host')
  })

  it('[R16] name a member there is', async () => {
    const room = await open({ name: 'Ada' })
    for (const name of ['kick', 'transfer']) {
      expect(await codeOf(await control(room, { do: name, member: 'm9' }))).toBe('no-such-member')
      expect(await codeOf(await control(room, { do: name, member: 'constructor' }))).toBe('invalid')
    }
    expect(await codeOf(await control(room, { do: 'kick', member: 'm1' }))).toBe('invalid')
  })

  it('[R15] a rematch takes another game and its options', async () => {
    const room = await open({ name: 'Ada' })
    expect(await codeOf(await control(room, { do: 'rematch', game: 'chess' }))).toBe('unknown-game')
    expect(await codeOf(await control(room, { do: 'rematch', options: { seconds: 1 } }))).toBe('invalid')
    await accepted(control(room, { do: 'rematch', game: 'scoreboard', options: { status: 'Heat 1' } }))
    expect(await viewOf(room)).toMatchObject({
      room: { game: 'scoreboard', phase: 'playing' },
      state: { status: 'Heat 1' },
    })
  })

  it('[R17] [S17] close ends every stream for good', async () => {
    const room = await open({ name: 'Ada' })
    const viewers = [await Viewer.open(room), await Viewer.open(room, { token: room.token })]
    for (const viewer of viewers) await viewer.next('snapshot')
    await accepted(control(room, { do: 'close' }))
    for (const viewer of viewers) {
      await viewer.rest()
      expect(viewer.events.at(-1)).toMatchObject({ event: 'closed', data: '{"reason":"ended"}' })
    }
    for (const query of ['?lastEventId=x.1', '?last_event_id=', '?evs_last_event_id=x']) {
      const back = await ask(`${room.path}/stream${query}`)
      expect([back.status, await back.text()]).toEqual([204, ''])
    }
    expect((await ask(`${room.path}/stream`, { headers: { 'Last-Event-ID': 'x' } })).status).toBe(204)
    expect((await ask(`${room.path}/stream`)).status).toBe(410)
  })
})
