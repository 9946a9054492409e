import { SELF } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import { BODY_BYTES, CREATE_BODY_BYTES } from '../../src/protocol/limits.ts'
import {
  ask,
  codeOf,
  freshAddress,
  INSIDES,
  inOneMinute,
  join,
  move,
  ORIGIN,
  open,
  refusal,
  Viewer,
} from './support/room.ts'

const CORS = ['access-control-allow-origin', 'access-control-allow-credentials'] as const

describe('addresses', () => {
  it('[H9] /healthz answers 200', async () => {
    const answer = await ask('/healthz')
    expect([answer.status, await answer.text()]).toEqual([200, 'ok'])
  })

  it('[H10] /api/games names every game with the JSON Schema of its options', async () => {
    const games = (await (await ask('/api/games')).json()) as Array<Record<string, unknown>>
    expect(games.map(({ id }) => id)).toEqual(expect.arrayContaining(['tap-race', 'scoreboard']))
    expect(games.find(({ id }) => id === 'tap-race')).toEqual({
      id: 'tap-race',
      title: 'Tap Race',
      summary: expect.any(String) as string,
      players: { min: 1, max: 300 },
      options: expect.objectContaining({
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        type: 'object',
        additionalProperties: false,
      }) as object,
    })
  })

  for (const path of [
    '/api',
    '/api/nothing',
    '/api/rooms/',
    '/api/rooms/ABCDE/nothing',
    '/api/rooms/ABCDE/members/',
    '/game/',
    '/stream/x',
  ]) {
    it(`[H6] ${path} is not found`, async () => {
      expect(await codeOf(await ask(path, { json: {} }))).toBe('not-found')
      expect(await codeOf(await ask(path))).toBe('not-found')
    })
  }

  it('gives the page for its own addresses, and never in place of a file', async () => {
    for (const path of ['/', '/ABCDE', '/ABCDE/screen', '/nothing/here']) {
      const answer = await ask(path)
      expect(answer.status, path).toBe(200)
      expect(answer.headers.get('content-security-policy'), path).toContain("default-src 'self'")
      expect(answer.headers.get('cache-control'), path).toBe('public, max-age=0, must-revalidate')
      expect(await answer.text(), path).toContain('<div id="page">')
    }
    for (const path of ['/built/main-OLD.js', '/built/nothing', '/gone.css']) {
      const answer = await ask(path)
      expect(answer.status, path).toBe(404)
      expect(answer.headers.get('cache-control'), path).toBe('no-store')
    }
  })

  const WRONG: ReadonlyArray<readonly [method: string, path: string, allow: string]> = [
    ['POST', '/healthz', 'GET'],
    ['POST', '/api/games', 'GET'],
    ['DELETE', '/api/games', 'GET'],
    ['GET', '/api/rooms', 'POST'],
    ['PUT', '/api/rooms/ABCDE', 'GET'],
    ['GET', '/api/rooms/ABCDE/members', 'POST'],
    ['GET', '/api/rooms/ABCDE/members/m1', 'DELETE'],
    ['GET', '/api/rooms/ABCDE/moves', 'POST'],
    ['PATCH', '/api/rooms/ABCDE/controls', 'POST'],
    ['POST', '/api/rooms/ABCDE/stream', 'GET'],
    ['POST', '/stream', 'GET'],
    ['GET', '/game', 'POST'],
    ['DELETE', '/game', 'POST'],
  ]
  for (const [method, path, allow] of WRONG) {
    it(`[H6] ${method} ${path} is a wrong method, and is told ${allow}`, async () => {
      const answer = await ask(path, { method })
      expect(answer.headers.get('Allow')).toBe(allow)
      expect(await codeOf(answer)).toBe('wrong-method')
    })
  }

  it('[H7] HEAD is answered like GET, without the body', async () => {
    const room = await open()
    for (const path of ['/healthz', '/api/games', room.path]) {
      const [get, head] = [await ask(path), await ask(path, { method: 'HEAD' })]
      expect([head.status, await head.text()]).toEqual([200, ''])
      expect(head.headers.get('Content-Type')).toBe(get.headers.get('Content-Type'))
    }
    expect((await ask('/api/rooms/ZZZZZ', { method: 'HEAD' })).status).toBe(404)
  })
})

describe('bodies', () => {
  const ROUTES = ['', '/members', '/moves', '/controls'] as const
  for (const route of ROUTES) {
    it(`[H4] what is not JSON is refused by /api/rooms${route && `/CODE${route}`}`, async () => {
      const room = await open()
      const path = route === '' ? '/api/rooms' : room.path + route
      for (const body of ['', '{', '{"game":"tap-race",}', 'game=tap-race', "{'a':1}", '\0', '{"a":1}{"b":2}']) {
        expect(await codeOf(await ask(path, { body, method: 'POST', token: room.token }))).toBe('not-json')
      }
    })

    it(`[H3] [H4] what has not the right form is refused by /api/rooms${route && `/CODE${route}`}`, async () => {
      const room = await open()
      const path = route === '' ? '/api/rooms' : room.path + route
      const bodies = [
        null,
        [],
        'text',
        5,
        true,
        {},
        { nope: 1 },
        { game: 5 },
        { name: 5 },
        { do: 5 },
        { game: 'tap-race', more: 1 },
        { name: 'x', more: 1 },
        { do: 'start', more: 1 },
      ]
      for (const json of bodies) {
        const { code, detail } = await refusal(await ask(path, { json, token: room.token }))
        expect([JSON.stringify(json), code]).toEqual([JSON.stringify(json), 'invalid'])
        expect(detail.length).toBeLessThan(300)
      }
    })

    it(`[L1] a body that is too large is refused by /api/rooms${route && `/CODE${route}`}, whether it says so or not`, async () => {
      const room = await open()
      const path = route === '' ? '/api/rooms' : room.path + route
      const limit = route === '' || route === '/controls' ? CREATE_BODY_BYTES : BODY_BYTES
      const filled = (bytes: number): string => `"${'x'.repeat(bytes - 2)}"`
      expect(await codeOf(await ask(path, { body: filled(limit), token: room.token }))).toBe('invalid')
      expect(await codeOf(await ask(path, { body: filled(limit + 1), token: room.token }))).toBe('too-large')
      const chunks = new TextEncoder().encode(filled(limit + 1))
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          for (let at = 0; at < chunks.length; at += 4000) controller.enqueue(chunks.slice(at, at + 4000))
          controller.close()
        },
      })
      expect(await codeOf(await ask(path, { body, token: room.token }))).toBe('too-large')
      const honest = (await ask(room.path)).status
      expect(honest).toBe(200)
    })

    it(`[H4] a body nested too deep is refused by /api/rooms${route && `/CODE${route}`}`, async () => {
      const room = await open()
      const path = route === '' ? '/api/rooms' : room.path + route
      const deep = '['.repeat(7000) + ']'.repeat(7000)
      const bodies = [
        deep,
        `{"game":"tap-race","options":${deep}}`,
        `{"name":"tap","args":${deep}}`,
        `{"do":"rematch","options":${deep}}`,
        `{"moves":[{"name":"tap","args":{"total":${deep}}}]}`,
      ]
      for (const body of bodies) expect(await codeOf(await ask(path, { body, token: room.token }))).toBe('invalid')
    })
  }

  it('[H4] a body that is no text is read as text and refused', async () => {
    const room = await open()
    const body = new Uint8Array([0xff, 0xfe, 0x80, 0x00])
    expect(await codeOf(await ask(`${room.path}/moves`, { body, token: room.token }))).toBe('not-json')
  })

  it('[H1] a content type is not insisted on', async () => {
    const room = await open()
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const answer = await ask(`${room.path}/members`, { body: '{"name":"Ada"}', headers })
    expect(answer.status).toBe(201)
  })
})

describe('answers', () => {
  it('[H1] are JSON, and refusals problem details', async () => {
    const room = await open()
    expect((await ask(room.path)).headers.get('Content-Type')).toBe('application/json')
    expect(await refusal(await ask('/api/rooms/ZZZZZ'))).toEqual({
      type: '/api/docs#no-such-room',
      title: 'There is no room with this code',
      status: 404,
      detail: 'There is no room with this code',
      code: 'no-such-room',
    })
  })

  it('[H11] say nosniff, and refusals are not stored', async () => {
    const answers = [await ask('/api/games'), await ask('/api/rooms/ZZZZZ'), await ask('/healthz')]
    for (const answer of answers) expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(answers[1]?.headers.get('Cache-Control')).toBe('no-store')
  })

  it('[H2] never show the insides, whatever is thrown at them', async () => {
    const room = await open()
    const evil = [
      '%00',
      '%ff',
      '..%2f..',
      '__proto__',
      'constructor',
      "' OR 1=1 --",
      '<script>',
      'ABCDE%0d%0aX: y',
      '%E0%A4%A',
    ]
    for (const text of evil) {
      for (const path of [
        `/api/rooms/${text}`,
        `/api/rooms/${text}/stream`,
        `${room.path}/members/${text}`,
        `${room.path}/stream?lastEventId=${text}`,
      ]) {
        for (const method of ['GET', 'DELETE', 'HEAD']) {
          const answer = await ask(path, { method, token: room.token })
          expect(answer.status).toBeLessThan(500)
          if (answer.headers.get('Content-Type')?.startsWith('text/event-stream')) await answer.body?.cancel()
          else expect(await answer.text()).not.toMatch(INSIDES)
        }
      }
    }
    expect((await ask(room.path)).status).toBe(200)
  })
})

describe('other sites', () => {
  const foreign = { Origin: 'https://elsewhere.test' }

  it('[H8] may read with a bearer token or none, and never with a cookie', async () => {
    const room = await open()
    const viewer = await Viewer.open(room, { headers: foreign })
    const answers = [
      await ask(room.path, { headers: foreign }),
      await ask('/api/rooms/ZZZZZ', { headers: foreign }),
      viewer.response,
    ]
    for (const answer of answers) expect(CORS.map((name) => answer.headers.get(name))).toEqual(['*', null])
    await viewer.close()
  })

  it('[H8] are told by a preflight what they may send', async () => {
    const asked = {
      ...foreign,
      'Access-Control-Request-Method': 'DELETE',
      'Access-Control-Request-Headers': 'Authorization',
    }
    const answer = await ask('/api/rooms/ABCDE/members/m1', { method: 'OPTIONS', headers: asked })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('Access-Control-Allow-Methods')).toContain('DELETE')
    for (const name of ['Authorization', 'Idempotency-Key', 'Last-Event-ID']) {
      expect(answer.headers.get('Access-Control-Allow-Headers')).toContain(name)
    }
  })

  it('[T8] may change nothing with this browser’s cookie', async () => {
    const room = await open({ game: 'scoreboard' })
    const cookie = room.token
    for (const Origin of [
      'https://elsewhere.test',
      'null',
      'http://courtside.test:8080',
      'https://courtside.test.evil',
      'nonsense',
    ]) {
      const asking = { cookie, token: undefined, headers: { Origin } }
      expect(await codeOf(await move(room, 'status', { text: 'x' }, asking))).toBe('foreign-origin')
      expect(await codeOf(await ask(`${room.path}/controls`, { ...asking, json: { do: 'close' } }))).toBe(
        'foreign-origin',
      )
      expect(await codeOf(await ask(`${room.path}/members`, { ...asking, json: { name: 'x' } }))).toBe('foreign-origin')
      expect(await codeOf(await ask(`${room.path}/members/m1`, { ...asking, method: 'DELETE' }))).toBe('foreign-origin')
    }
    expect((await ask(room.path, { cookie, headers: { Origin: 'https://elsewhere.test' } })).status).toBe(200)
  })

  it('[T8] may with a bearer token, and the own site may with its cookie', async () => {
    const room = await open({ game: 'scoreboard' })
    const asking = { cookie: room.token, token: undefined }
    expect((await move(room, 'status', { text: 'x' }, { ...asking, headers: { Origin: ORIGIN } })).status).toBe(200)
    expect((await move(room, 'status', { text: 'y' }, asking)).status).toBe(200)
    expect((await move(room, 'status', { text: 'z' }, { headers: foreign })).status).toBe(200)
    expect((await move(room, 'status', { text: 'z' }, { headers: foreign, cookie: room.token })).status).toBe(200)
  })
})

describe('tokens', () => {
  it('[T1] go out once, and as a cookie for this room alone', async () => {
    const answer = await ask('/api/rooms', { json: { game: 'tap-race', name: 'Ada' } })
    const { code, token } = (await answer.json()) as { code: string; token: string }
    expect(token).toMatch(/^[\w-]{22}$/)
    expect(answer.headers.get('Set-Cookie')).toBe(
      `courtside=${token}; Path=/api/rooms/${code}; HttpOnly; Secure; SameSite=Strict`,
    )
    const joined = await ask(`/api/rooms/${code}/members`, { json: { name: 'Bob' }, origin: 'http://courtside.test' })
    const bob = ((await joined.json()) as { token: string }).token
    expect(joined.headers.get('Set-Cookie')).toBe(
      `courtside=${bob}; Path=/api/rooms/${code}; HttpOnly; SameSite=Strict`,
    )
  })

  it('[T2] come back as a bearer token or as the cookie, and the bearer token counts', async () => {
    const room = await open({ name: 'Ada' })
    const bob = await join(room, 'Bob')
    const you = async (asking: object): Promise<unknown> =>
      ((await (await ask(room.path, asking)).json()) as { you?: string }).you
    expect(await you({ token: room.token })).toBe('m1')
    expect(await you({ cookie: bob.token })).toBe('m2')
    expect(await you({ token: room.token, cookie: bob.token })).toBe('m1')
    expect(await you({ headers: { Authorization: `bearer   ${bob.token}` } })).toBe('m2')
    expect(await you({ headers: { Authorization: 'Basic abc' } })).toBeUndefined()
    expect(await you({})).toBeUndefined()
  })

  it('[T5] a bearer token that opens nothing is refused; a cookie that opens nothing makes a spectator', async () => {
    const [room, other] = [await open(), await open()]
    for (const token of [other.token, 'x', 'constructor', '__proto__']) {
      expect(await codeOf(await ask(room.path, { token }))).toBe('bad-token')
      expect(await codeOf(await ask(`${room.path}/stream`, { token }))).toBe('bad-token')
      expect(await codeOf(await move(room, 'tap', { total: 1 }, { token }))).toBe('bad-token')
      expect(await codeOf(await ask(`${room.path}/controls`, { json: { do: 'start' }, token }))).toBe('bad-token')
      expect(await codeOf(await ask(`${room.path}/members/m1`, { method: 'DELETE', token }))).toBe('bad-token')
      expect((await ask(room.path, { cookie: token })).status).toBe(200)
    }
  })

  it('[T4] no token makes a spectator, who sees and does nothing', async () => {
    const room = await open({ name: 'Ada' })
    const asking = { token: undefined }
    expect(await codeOf(await move(room, 'tap', { total: 1 }, asking))).toBe('not-seated')
    expect(await codeOf(await ask(`${room.path}/controls`, { json: { do: 'start' } }))).toBe('not-host')
    expect(await codeOf(await ask(`${room.path}/members/m1`, { method: 'DELETE' }))).toBe('not-a-member')
  })

  it('[T3] [G5] and their hashes show nowhere', async () => {
    const room = await open({ name: 'Ada' })
    const bob = await join(room, 'Bob')
    const viewer = await Viewer.open(room, { token: room.token })
    await viewer.next('snapshot')
    const text = (await (await ask(room.path, { token: room.token })).text()) + viewer.reader.raw
    await viewer.close()
    for (const token of [room.token, bob.token]) {
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)))
      const hash = btoa(String.fromCharCode(...digest))
        .replaceAll('+', '-')
        .replaceAll('/', '_')
        .replace(/=+$/, '')
      expect(text).not.toContain(token)
      expect(text).not.toContain(hash)
    }
  })

  it('[H5] the header by which the worker names an asker to the object cannot be sent from outside', async () => {
    const room = await open({ name: 'Ada' })
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(room.token)))
    const hash = btoa(String.fromCharCode(...digest))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replace(/=+$/, '')
    const viewer = await Viewer.open(room, {
      headers: { 'Courtside-Token-Hash': hash, 'Courtside-Token-By': 'bearer' },
    })
    expect(JSON.parse((await viewer.next('snapshot')).data)).not.toHaveProperty('you')
    await viewer.close()
  })
})

describe('the brake', () => {
  it('[L6] holds back an address that opens room after room', async () => {
    const answers = await inOneMinute(() => {
      const headers = freshAddress()
      return Promise.all(Array.from({ length: 40 }, () => ask('/api/rooms', { json: { game: 'tap-race' }, headers })))
    })
    const slowed = answers.filter(({ status }) => status === 429)
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(30)
    expect(slowed).toHaveLength(10)
    expect(slowed[0]?.headers.get('Retry-After')).toBe('60')
    for (const answer of slowed) expect(await codeOf(answer)).toBe('too-many-requests')
    expect((await SELF.fetch(`${ORIGIN}/healthz`)).status).toBe(200)
  })
})
