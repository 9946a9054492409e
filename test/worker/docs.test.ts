import { describe, expect, it } from 'vitest'
import { REFUSALS } from '../../src/protocol/refusal.ts'
import { ANSWERS, EVENT_SCHEMAS, EventId, ProblemSchema } from '../../src/protocol/wire.ts'
import { ask, Viewer } from './support/room.ts'

interface Document {
  readonly openapi: string
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, unknown>> }>>>
  >
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> }
}

const bearer = (token: string): { token: string } => ({ token })

describe('the API’s description', () => {
  it('[H13] names every route with its answers and refusals, and every reference leads somewhere', async () => {
    const text = await (await ask('/api/openapi.json')).text()
    const document = JSON.parse(text) as Document
    expect(document.openapi).toBe('3.1.1')
    const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    )
    expect(routes.sort()).toEqual([
      'delete /api/rooms/{code}/members/{member}',
      'get /api/games',
      'get /api/rooms/{code}',
      'get /api/rooms/{code}/history',
      'get /api/rooms/{code}/stream',
      'get /stream',
      'post /api/rooms',
      'post /api/rooms/{code}/controls',
      'post /api/rooms/{code}/members',
      'post /api/rooms/{code}/moves',
      'post /api/rooms/{code}/time',
      'post /game',
    ])
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      expect(document.components.schemas).toHaveProperty([name])
    }
  })

  it('[H13] [H2] is a page to read, where the type of every refusal leads', async () => {
    const page = await (await ask('/api/docs')).text()
    for (const code of Object.keys(REFUSALS)) expect(page).toContain(`id="${code}"`)
    expect(page).not.toContain('<script')
  })

  it('[H13] says what answers and events really are', async () => {
    expect(ANSWERS.GameCards.parse(await (await ask('/api/games')).json())).not.toHaveLength(0)
    const opened = ANSWERS.RoomCreated.parse(
      await (await ask('/api/rooms', { json: { game: 'tap-race', name: 'Ada' } })).json(),
    )
    const room = `/api/rooms/${opened.code}`
    const viewer = new Viewer(await ask(`${room}/stream`, bearer(opened.token)))
    const snapshot = await viewer.next('snapshot')
    EVENT_SCHEMAS.snapshot.parse(JSON.parse(snapshot.data))
    EventId.parse(snapshot.id)
    await viewer.next('presence')
    ANSWERS.RoomJoined.parse(await (await ask(`${room}/members`, { json: { name: 'Bob' } })).json())
    ANSWERS.Accepted.parse(
      await (await ask(`${room}/controls`, { json: { do: 'start' }, ...bearer(opened.token) })).json(),
    )
    ProblemSchema.parse(
      await (await ask(`${room}/moves`, { json: { name: 'tap', args: { total: 1 } }, ...bearer(opened.token) })).json(),
    )
    ANSWERS.MovesDone.parse(
      await (
        await ask(`${room}/moves`, { json: { moves: [{ name: 'tap', args: { total: 1 } }] }, ...bearer(opened.token) })
      ).json(),
    )
    ANSWERS.View.parse(await (await ask(room, bearer(opened.token))).json())
    await ask(`${room}/controls`, { json: { do: 'close' }, ...bearer(opened.token) })
    await viewer.next('closed')
    const seen = viewer.events.map(({ event, data }) => {
      EVENT_SCHEMAS[event as keyof typeof EVENT_SCHEMAS].parse(JSON.parse(data))
      return event
    })
    expect(new Set(seen)).toEqual(new Set(['snapshot', 'heartbeat', 'update', 'presence', 'closed']))
    await viewer.close()
  })
})
