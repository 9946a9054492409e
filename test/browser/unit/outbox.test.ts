import { describe, expect, test } from 'vitest'
import { type Letter, Outbox, type Sent } from '../../../src/browser/connection/outbox.ts'

const LOST: Sent = { failed: 'unreachable' }

/** An outbox whose post answers as told; what waits for a retry waits for `due`. */
function post(...answers: Sent[]) {
  const sent: { body: unknown; key: string }[] = []
  const due: (() => void)[] = []
  let keys = 0
  let waiting = 0
  const box = new Outbox({
    async send({ body }, key) {
      sent.push({ body, key })
      return answers.shift() ?? { version: sent.length }
    },
    key: () => `key${++keys}`,
    after: (_ms, run) => due.push(run),
    changed: (count) => {
      waiting = count
    },
  })
  return { box, sent, due, waiting: () => waiting }
}

function letter(body: string, tag?: string): Letter {
  return { to: 'moves', body, ...(tag === undefined ? {} : { tag }) }
}

/** Lets everything that is ready to go on do so. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

describe('the outbox', () => {
  test('sends one at a time and in order', async () => {
    const { box, sent } = post()
    await Promise.all([box.put(letter('a')), box.put(letter('b')), box.put(letter('c'))])
    expect(sent.map((each) => each.body)).toEqual(['a', 'b', 'c'])
  })

  test('keeps what could not be delivered and sends it again with the same key', async () => {
    const { box, sent, due, waiting } = post(LOST)
    const answer = box.put(letter('a'))
    await settled()
    expect(waiting()).toBe(1)
    due[0]?.()
    expect(await answer).toEqual({ version: 2 })
    expect(sent).toEqual([
      { body: 'a', key: 'key1' },
      { body: 'a', key: 'key1' },
    ])
    expect(waiting()).toBe(0)
  })

  test('sends everything that waited when the link is back', async () => {
    const { box, sent } = post(LOST)
    const answers = [box.put(letter('a')), box.put(letter('b'))]
    await settled()
    box.resume()
    await Promise.all(answers)
    expect(sent.map((each) => each.body)).toEqual(['a', 'a', 'b'])
  })

  test('lets a newer running total take the place of one still waiting, and answers both', async () => {
    const { box, sent } = post(LOST)
    const first = box.put(letter('total 3', 'tap'))
    await settled()
    const second = box.put(letter('total 9', 'tap'))
    box.resume()
    expect(await first).toEqual(await second)
    expect(sent).toEqual([
      { body: 'total 3', key: 'key1' },
      { body: 'total 9', key: 'key2' },
    ])
  })

  test('gives a refusal back at once: it would be refused again', async () => {
    const { box, sent } = post({ failed: 'rejected', reason: 'race-over' })
    expect(await box.put(letter('a'))).toEqual({ failed: 'rejected', reason: 'race-over' })
    expect(sent).toHaveLength(1)
  })

  test('waits as long as it is told when it was too quick', async () => {
    const { box, sent, due } = post({ failed: 'too-many-requests', retryAfter: 2 })
    const answer = box.put(letter('a'))
    await settled()
    expect(sent).toHaveLength(1)
    due[0]?.()
    expect(await answer).toEqual({ version: 2 })
  })

  test('answers all that waits when the room is closed', async () => {
    const { box } = post(LOST)
    const answer = box.put(letter('a'))
    await settled()
    box.abandon({ failed: 'closed' })
    expect(await answer).toEqual({ failed: 'closed' })
    expect(box.waiting).toBe(0)
  })
})
