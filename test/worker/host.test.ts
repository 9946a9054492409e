import { abortAllDurableObjects, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { HOST_GRACE_MS } from '../../src/protocol/limits.ts'
import { ViewSchema } from '../../src/protocol/wire.ts'
import { networkOf } from '../../src/worker/network.ts'
import {
  accepted,
  ask,
  codeOf,
  control,
  fold,
  join,
  type Opened,
  open,
  stubOf,
  Viewer,
  viewOf,
} from './support/room.ts'

afterEach(() => {
  vi.useRealTimers()
})

// A stub that has been used does not find its object again after a restart.
const ring = (room: Opened): Promise<boolean> => runDurableObjectAlarm(stubOf(room.code))
const later = (ms: number): void => void vi.setSystemTime(Date.now() + ms)
const alarmOf = (room: Opened): Promise<number | null> =>
  runInDurableObject(stubOf(room.code), (_room, { storage }) => storage.getAlarm())
/** Until when the room lets its host stay away, as it stands on disk. */
const dueOf = (room: Opened): Promise<number | undefined> =>
  runInDurableObject(stubOf(room.code), (_room, { storage }) => storage.get<number>('host-due'))
const savesOf = (room: Opened): Promise<number> =>
  runInDurableObject(
    stubOf(room.code),
    (_room, { storage }) => storage.sql.exec<{ n: number }>('SELECT COUNT(*) AS n FROM log').one().n,
  )

interface Evening {
  readonly room: Opened
  readonly bob: Awaited<ReturnType<typeof join>>
  /** The host's stream and Bob's. */
  readonly ada: Viewer
  readonly bobs: Viewer
}

/** Asks again until it is so. Not `expect.poll`, which moves the clock that stands still here. */
async function until<Value>(read: () => Promise<Value>, wanted: Value): Promise<void> {
  while ((await read()) !== wanted) await new Promise((resolve) => setTimeout(resolve, 10))
}

/** Ada hosts, Bob plays, both with a stream; a race of two minutes runs, on a clock that stands still. */
async function evening(): Promise<Evening> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
  const room = await open({ name: 'Ada', options: { seconds: 120 } })
  const bob = await join(room, 'Bob')
  const ada = await Viewer.open(room, { token: room.token })
  const bobs = await Viewer.open(room, { token: bob.token })
  await accepted(control(room, { do: 'start' }))
  later(3000)
  await ring(room)
  return { room, bob, ada, bobs }
}

/** The host's phone is gone, and the room has noticed. */
async function drop({ room, ada }: Evening): Promise<void> {
  await ada.close()
  await until(() => dueOf(room), Date.now() + HOST_GRACE_MS)
}

/** And stays away for too long. */
async function away(): Promise<Evening> {
  const all = await evening()
  await drop(all)
  later(HOST_GRACE_MS)
  await ring(all.room)
  return all
}

describe('a host whose phone is gone', () => {
  it('[R23] pauses the match after the grace, by the alarm, and everyone is told why', async () => {
    const all = await evening()
    const { room, bobs } = all
    await drop(all)
    expect(await alarmOf(room)).toBe(Date.now() + HOST_GRACE_MS)
    later(HOST_GRACE_MS - 1)
    await ring(room)
    expect((await viewOf(room)).room.phase).toBe('playing')
    later(1)
    await ring(room)
    const view = await viewOf(room)
    expect(view.room).toMatchObject({ phase: 'paused', hostAway: true, clock: { stopped: 3000 + HOST_GRACE_MS } })
    expect(() => ViewSchema.parse(view)).not.toThrow()
    const { room: told } = fold(await bobs.upTo(view.version))
    expect(told).toEqual(view.room)
    expect(await dueOf(room)).toBeUndefined()
    await bobs.close()
  })

  it('[R23] who is back within the grace costs no version and no row of the log', async () => {
    const all = await evening()
    const { room, bobs } = all
    const before = [(await viewOf(room)).version, await savesOf(room)]
    await drop(all)
    later(HOST_GRACE_MS - 1000)
    const back = await Viewer.open(room, { token: room.token })
    await until(() => dueOf(room), undefined)
    later(60_000)
    await ring(room)
    expect([(await viewOf(room)).version, await savesOf(room)]).toEqual(before)
    await back.close()
    await bobs.close()
  })

  it('[R23] who comes back later clears the reason; the match waits for their word', async () => {
    const { room, bobs } = await away()
    const { version } = await viewOf(room)
    const back = await Viewer.open(room, { token: room.token })
    await back.upTo(version + 1)
    // They are told before it is over.
    expect(back.reader.raw).toContain('"hostAway":true')
    expect(fold(back.durable).room.phase).toBe('paused')
    expect(fold(back.durable).room).not.toHaveProperty('hostAway')
    await accepted(control(room, { do: 'resume' }))
    expect((await viewOf(room)).room.phase).toBe('playing')
    await back.close()
    await bobs.close()
  })

  it('[R23] is never waited for who drives the room by requests alone', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
    const room = await open({ name: 'Ada', options: { seconds: 120 } })
    const bob = await join(room, 'Bob')
    const bobs = await Viewer.open(room, { token: bob.token })
    const wall = await Viewer.open(room)
    await accepted(control(room, { do: 'start' }))
    // A stream that the host opens to look, and closes, makes no difference.
    const looking = await Viewer.open(room, { token: room.token })
    await looking.next('presence')
    await looking.close()
    await bobs.next('presence')
    expect(await dueOf(room)).toBeUndefined()
    later(HOST_GRACE_MS * 2)
    await ring(room)
    expect((await viewOf(room)).room.phase).toBe('playing')
    for (const viewer of [bobs, wall]) await viewer.close()
  })

  it('[R23] with two tabs is here until the last of them goes', async () => {
    const all = await evening()
    const second = await Viewer.open(all.room, { token: all.room.token })
    await second.next('presence')
    await all.ada.close()
    await all.bobs.next('presence')
    expect(await dueOf(all.room)).toBeUndefined()
    await drop({ ...all, ada: second })
    await all.bobs.close()
  })

  it('[R23] counts anew after a restart, from the first stream that comes back', async () => {
    const all = await evening()
    const { room, bob } = all
    await drop(all)
    later(20_000)
    await all.bobs.close()
    await abortAllDurableObjects()
    const again = await Viewer.open(room, { token: bob.token })
    await until(() => dueOf(room), Date.now() + HOST_GRACE_MS)
    later(HOST_GRACE_MS - 1)
    await ring(room)
    expect((await viewOf(room)).room.phase).toBe('playing')
    later(1)
    await ring(room)
    expect((await viewOf(room)).room.hostAway).toBe(true)
    await again.close()
  })

  it('[R23] counts from a restart that took the host’s stream with it', async () => {
    const { room, ada, bobs } = await evening()
    await Promise.all([ada.close(), bobs.close()])
    await abortAllDurableObjects()
    expect((await viewOf(room)).room.phase).toBe('playing')
    expect(await dueOf(room)).toBe(Date.now() + HOST_GRACE_MS)
    const back = await Viewer.open(room, { token: room.token })
    await until(() => dueOf(room), undefined)
    later(HOST_GRACE_MS)
    await ring(room)
    expect((await viewOf(room)).room.phase).toBe('playing')
    await back.close()
  })

  it('[R23] pauses a room that nobody has a stream of, though the object slept through the grace', async () => {
    const all = await evening()
    await all.bobs.close()
    await drop(all)
    await abortAllDurableObjects()
    later(HOST_GRACE_MS)
    await ring(all.room)
    expect((await viewOf(all.room)).room.hostAway).toBe(true)
  })

  it('[R23] is given the whole grace when it was the server that was away', async () => {
    const all = await evening()
    await drop(all)
    await all.bobs.close()
    await abortAllDurableObjects()
    later(HOST_GRACE_MS + 30_000)
    await ring(all.room)
    expect((await viewOf(all.room)).room.phase).toBe('playing')
    expect(await dueOf(all.room)).toBe(Date.now() + HOST_GRACE_MS)
  })

  it('[R23] does not matter to a match that has ended meanwhile', async () => {
    const all = await evening()
    await drop(all)
    await accepted(control(all.room, { do: 'end' }))
    await until(() => dueOf(all.room), undefined)
    await all.bobs.close()
  })
})

describe('the remote', () => {
  it('[R24] [R25] is taken by a player who is here, kept from harm, and taken back by the owner', async () => {
    const { room, bob, bobs } = await away()
    const eve = await join(room, 'Eve')
    expect(await codeOf(await control(room, { do: 'claim' }, eve.token))).toBe('not-host')
    expect(await codeOf(await ask(`${room.path}/controls`, { json: { do: 'claim' } }))).toBe('not-a-member')
    await accepted(control(room, { do: 'claim' }, bob.token))
    expect((await viewOf(room)).room).toMatchObject({ phase: 'paused', owner: 'm1' })
    await accepted(control(room, { do: 'resume' }, bob.token))
    for (const json of [{ do: 'close' }, { do: 'kick', member: 'm1' }, { do: 'transfer', member: eve.id }]) {
      expect(await codeOf(await control(room, json, bob.token))).toBe('standing-in')
    }
    expect(await codeOf(await ask(`${room.path}/history`, { token: bob.token }))).toBe('standing-in')
    const removed = await ask(`${room.path}/members/m1`, { method: 'DELETE', token: bob.token })
    expect(await codeOf(removed)).toBe('standing-in')
    await bobs.close()
    await abortAllDurableObjects()
    await accepted(control(room, { do: 'claim' }))
    const view = await viewOf(room, room.token)
    expect(view.members.m1?.host).toBe(true)
    expect(view.room).not.toHaveProperty('owner')
  })

  it('[R24] moves the wait to the stand-in, who has a stream', async () => {
    const { room, bob, bobs } = await away()
    await accepted(control(room, { do: 'claim' }, bob.token))
    await accepted(control(room, { do: 'resume' }, bob.token))
    await bobs.close()
    await until(() => dueOf(room), Date.now() + HOST_GRACE_MS)
  })

  it('[R24] of a stand-in who leaves is the owner’s, who is counted as away until they are back', async () => {
    const { room, bob, bobs } = await away()
    await accepted(control(room, { do: 'claim' }, bob.token))
    await accepted(control(room, { do: 'resume' }, bob.token))
    await ask(`${room.path}/members/${bob.id}`, { method: 'DELETE', token: bob.token })
    expect((await viewOf(room)).members.m1?.host).toBe(true)
    await until(() => dueOf(room), Date.now() + HOST_GRACE_MS)
    await bobs.rest()
  })

  it('[R14] takes what it does not know about the host’s streams from nobody', async () => {
    const room = await open({ name: 'Ada' })
    expect(await codeOf(await control(room, { do: 'start', attended: true }))).toBe('invalid')
    for (const name of ['away', 'back']) expect(await codeOf(await control(room, { do: name }))).toBe('invalid')
  })

  it('[R26] silences the big screen, and remembers it', async () => {
    const room = await open({ name: 'Ada' })
    await accepted(control(room, { do: 'mute' }))
    await abortAllDurableObjects()
    expect((await viewOf(room)).room.muted).toBe(true)
    await accepted(control(room, { do: 'unmute' }))
    expect((await viewOf(room)).room).not.toHaveProperty('muted')
  })
})

/** Joins from an address: the member's id, or the refusal's code. */
async function joinFrom(room: Opened, address: string, name: string): Promise<string> {
  const response = await ask(`${room.path}/members`, { json: { name }, headers: { 'CF-Connecting-IP': address } })
  if (response.status !== 201) return codeOf(response)
  return ((await response.json()) as { member: { id: string } }).member.id
}

describe('a network that is kept out', () => {
  it('[R27] is that of the address one joined from, for the room’s life; of IPv6 the /64', async () => {
    const room = await open({ name: 'Ada' })
    expect(await joinFrom(room, '2001:db8:1:2::a', 'Bob')).toBe('m2')
    expect(await joinFrom(room, '203.0.113.7', 'Cy')).toBe('m3')
    await accepted(control(room, { do: 'kick', member: 'm2', ban: true }))
    await accepted(control(room, { do: 'kick', member: 'm3', ban: true }))
    await abortAllDurableObjects()
    expect((await viewOf(room)).room.barred).toBe(true)
    expect(await joinFrom(room, '2001:db8:1:2:ffff::1', 'Di')).toBe('kicked')
    expect(await joinFrom(room, '::ffff:203.0.113.7', 'Di')).toBe('kicked')
    expect(await joinFrom(room, '2001:db8:1:3::a', 'Di')).toBe('m4')
    expect(await joinFrom(room, '203.0.113.8', 'Eve')).toBe('m5')
    await accepted(control(room, { do: 'pardon' }))
    expect(await joinFrom(room, '203.0.113.7', 'Flo')).toBe('m6')
    expect((await viewOf(room)).room).not.toHaveProperty('barred')
  })

  it('[R27] lets the removed themselves in again once they are pardoned', async () => {
    const room = await open({ name: 'Ada' })
    const bob = await join(room, 'Bob')
    await accepted(control(room, { do: 'kick', member: bob.id }))
    const again = (): Promise<Response> => ask(`${room.path}/members`, { json: { name: 'Bob' }, cookie: bob.token })
    expect(await codeOf(await again())).toBe('kicked')
    await accepted(control(room, { do: 'pardon', member: bob.id }))
    expect((await again()).status).toBe(201)
    expect(await codeOf(await control(room, { do: 'pardon', member: bob.id }))).toBe('no-such-member')
  })

  it('[R27] [G5] is kept as a keyed hash alone, which no view, stream or history shows', async () => {
    const room = await open({ name: 'Ada' })
    const wall = await Viewer.open(room, { token: room.token })
    const address = '198.51.100.77'
    await joinFrom(room, address, 'Bob')
    await joinFrom(room, address, 'Cy')
    const version = await accepted(control(room, { do: 'kick', member: 'm2', ban: true }))
    const kept = await runInDurableObject(stubOf(room.code), (_room, { storage }) =>
      ['checkpoint', 'log'].flatMap((table) => storage.sql.exec(`SELECT * FROM ${table}`).toArray()),
    )
    const text = JSON.stringify(kept)
    expect(text).not.toContain(address)
    const secrets = [...text.matchAll(/\\?"(?:networkKey|network)\\?":\\?"([\w-]+)/g)].map(
      ([, secret]) => secret as string,
    )
    // The key, the host's network, and the one of the two.
    expect(new Set(secrets).size).toBe(3)
    await wall.upTo(version)
    const history = await (await ask(`${room.path}/history`, { token: room.token })).text()
    expect(history).toContain('"ban":true')
    for (const shown of [history, wall.reader.raw, JSON.stringify(await viewOf(room, room.token))]) {
      for (const secret of [...secrets, address, 'networkKey']) expect(shown).not.toContain(secret)
    }
    await wall.close()
  })

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['[::ffff:203.0.113.7]:51515', '203.0.113.7'],
    ['203.0.113.7:51515', '203.0.113.7'],
    ['2001:DB8:0:0:1::9', '2001:db8:0:0'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['[::1]:52418', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['nowhere', undefined],
    ['', undefined],
  ])('[R27] reads %s as of the network %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})
