import { DurableObject } from 'cloudflare:workers'
import { findGame } from '../games/catalog.ts'
import type { BotMove } from '../games/game.ts'
import type { Accepted, BatchDone, MoveResult, OwnMember } from '../protocol/answer.ts'
import { BATCH_MOVES_PER_TOKEN } from '../protocol/limits.ts'
import { isRefused, type Refused, refuse } from '../protocol/refusal.ts'
import type { Control, Move } from '../protocol/request.ts'
import type { MemberId } from '../protocol/view.ts'
import { nextTimer } from '../room/apply.ts'
import { historyLines } from '../room/history.ts'
import { type Opening, openRoom } from '../room/open.ts'
import { type Actor, type Input, isHost, PROGRAM, phaseOf, type Room } from '../room/room.ts'
import { see } from '../room/view.ts'
import { type Asker, identify, readAsker } from './asker.ts'
import { Bots } from './bots.ts'
import { Commits } from './commits.ts'
import type { Env } from './env.ts'
import { type Change, entryOf, Live, ownMember } from './live.ts'
import { problem } from './problem.ts'
import { readReturn } from './return.ts'
import { readSettings, type Settings } from './settings.ts'
import { type AnswerEntry, type Entry, fold, Store } from './store.ts'
import type { StreamsOwner } from './streams.ts'
import { makeToken } from './token.ts'

type Answer = Accepted | BatchDone | Refused

/** Something to save: an accepted input, or the answer that a repeated key shall get again. */
type Item = Change | AnswerEntry

/**
 * One room's Durable Object: clock, storage, alarm and the order of effects. What a room is and may do is `src/room`.
 * The order never varies: apply in memory, save, sync, answer, show. Nobody is told or shown what a crash can take back.
 */
export class RoomObject extends DurableObject<Env> implements StreamsOwner {
  readonly #settings: Settings
  readonly #store: Store
  readonly #commits = new Commits<Item>((items) => this.#save(items))
  readonly #bots = new Bots((by, move) => this.#makeBotMove(by, move))
  #live: Live | undefined
  /** On disk, but its game is not in the catalogue or cannot show it: kept, for a deploy that brings the game back. */
  #stranded: Room | undefined
  /** When the alarm is set to ring, epoch milliseconds. */
  #alarm: number | undefined
  /** When a stream was last opened on purpose, epoch milliseconds; with the last action it tells an idle room. */
  #visited = 0

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.#settings = readSettings(env)
    this.#store = new Store(ctx.storage.sql)
    void ctx.blockConcurrencyWhile(async () => {
      const stored = this.#store.load()
      if (!stored) return
      this.#live = Live.restore(stored, this)
      if (this.#live) this.#bots.look(this.#live.head)
      else this.#stranded = stored.room
      this.#alarm = (await ctx.storage.getAlarm()) ?? undefined
      if (this.#live) await this.#setAlarm(this.#live.room)
    })
  }

  /** Opens a room under this object's code, unless there is one. */
  async create(
    opening: Opening & { readonly game: string },
  ): Promise<'taken' | Refused | { readonly host?: OwnMember }> {
    if (this.#live || this.#stranded) return 'taken'
    const { game: id, ...given } = opening
    const game = findGame(id)
    if (!game) return refuse('unknown-game', `There is no game called ${id}`)
    const opened = openRoom(game, given, Date.now())
    if (isRefused(opened)) return opened
    const { room } = opened
    const sight = see(room, game)
    this.#store.create(room)
    this.#live = new Live(sight, this)
    await this.#setAlarm(room)
    await this.ctx.storage.sync()
    return room.host === undefined ? {} : { host: ownMember(room, room.host) }
  }

  /** The asker's view as text, with its ETag; without the text if the ETag they have is still right. */
  async look(
    asker: Asker,
    known: string | undefined,
  ): Promise<Refused | { readonly etag: string; readonly text?: string }> {
    const found = await this.#enter(asker)
    if (isRefused(found)) return found
    const { live, who } = found
    const { version, text } = live.streams.view(who)
    const etag = `"${live.room.epoch}.${version}${who === undefined ? '' : `-${who}`}"`
    // A list of them, and weak ones that proxies made of ours, count as well (RFC 9110, 13.1.2).
    return known?.includes(etag) ? { etag } : { etag, text }
  }

  async join(
    asker: Asker,
    newcomer: { readonly name: string; readonly hash: string; readonly bot?: true | 'room' },
  ): Promise<Refused | { readonly member: OwnMember }> {
    // The token they may have had opens nothing new; it only tells whether they were removed from this room.
    const found = await this.#enter({ ...asker, by: 'cookie' })
    if (isRefused(found)) return found
    const { live } = found
    const id = `m${live.room.joined + 1}`
    const by = newcomer.bot === 'room' ? { by: found.who } : {}
    const change = live.apply({ do: 'join', plays: true, ...by, ...newcomer }, Date.now())
    if (isRefused(change)) return this.#refused(change)
    await this.#commits.add(change)
    return { member: ownMember(change.step.sight.room, id) }
  }

  async leave(asker: Asker, member: MemberId): Promise<Answer> {
    const found = await this.#enter(asker)
    if (isRefused(found)) return found
    if (found.who === undefined) return refuse('not-a-member')
    return this.#act(found.live, { do: 'leave', by: found.who, member })
  }

  async control(asker: Asker, control: Control, key?: string): Promise<Answer> {
    const found = await this.#enter(asker)
    if (isRefused(found)) return found
    const { live, who } = found
    return this.#once(live, who, key, () => {
      // Every match gets chance of its own when it begins: a host who read the history knows every seed until then.
      const seed = control.do === 'start' || control.do === 'rematch' ? { seed: makeToken() } : {}
      return this.#try(live, { ...control, by: who, ...seed } as Input)
    })
  }

  /** The history as NDJSON, for the host; while a match runs, for a host without a seat in it (it holds every secret). */
  async history(asker: Asker): Promise<Refused | { readonly text: string }> {
    const found = await this.#enter(asker)
    if (isRefused(found)) return found
    const { live, who } = found
    if (!isHost(live.room, who)) return refuse('not-host')
    const running = phaseOf(live.room) === 'playing' || phaseOf(live.room) === 'paused'
    if (running && who !== undefined && live.room.members[who]?.player) {
      return refuse('wrong-phase', 'A host who plays may read the history when the match is over')
    }
    // The last room is folded from the same rows: what is in memory may be ahead of them.
    const { first, entries } = this.#store.history()
    return { text: `${[...historyLines(first, entries, entries.reduce(fold, first))].join('\n')}\n` }
  }

  async move(asker: Asker, move: Move, key?: string): Promise<Answer> {
    const found = await this.#enter(asker)
    if (isRefused(found)) return found
    return this.#move(found.live, found.who, move, key)
  }

  /** Fair timing: a member brings back the time they were given last, and gets the next. */
  async time(asker: Asker, brought: number | undefined): Promise<Refused | { readonly time: number }> {
    const found = await this.#enter(asker)
    if (isRefused(found)) return found
    const { live, who } = found
    if (who === undefined) return refuse('not-a-member')
    const slow = this.#slow(live, who, 1)
    return slow ?? { time: live.exchangeTime(who, brought, Date.now()) }
  }

  /** The demo room's own program moves: the original example's `POST /game`. */
  async program(move: Move): Promise<Answer> {
    const found = await this.#enter({})
    return isRefused(found) ? found : this.#move(found.live, PROGRAM, move)
  }

  /** Makes moves in their order and in one save. One that is refused does not keep the next from being tried. */
  async moves(asker: Asker, moves: readonly Move[], key?: string): Promise<Answer> {
    const found = await this.#enter(asker)
    if (isRefused(found)) return found
    const { live, who } = found
    return this.#once(live, who, key, () => {
      const slow = this.#slow(live, who, Math.ceil(moves.length / BATCH_MOVES_PER_TOKEN))
      if (slow) return { answer: slow, changes: [] }
      const tried = moves.map((move) => this.#try(live, live.moveOf(who, move)))
      const results = tried.map(({ answer }): MoveResult => (isRefused(answer) ? answer.refusal : (answer as Accepted)))
      return { answer: { results }, changes: tried.flatMap(({ changes }) => changes) }
    })
  }

  /** The streams. Everything else is asked by RPC. */
  override async fetch(request: Request): Promise<Response> {
    const plain = new URL(request.url).pathname === '/plain'
    return this.#openStream(request, (live, who, cursor) =>
      plain ? live.streams.openPlain(request) : live.streams.openRoom(request, who, cursor),
    )
  }

  /** Timers that are due, and the end of a room that nobody has used for long. May come late, or twice. */
  override async alarm(): Promise<void> {
    this.#alarm = undefined
    const live = this.#live
    const now = Date.now()
    if (!live) {
      if (this.#stranded) await this.#waitOrDelete(this.#stranded, now)
      return
    }
    await this.#runTimers(live, now)
    if (now >= live.room.at + this.#settings.roomMs) {
      live.streams.endAll('idle')
      this.#live = undefined
      this.#alarm = undefined
      await this.ctx.storage.deleteAll()
      return
    }
    await this.#setAlarm(live.room)
  }

  /** A room whose game did not come back in time goes like any other. */
  async #waitOrDelete(room: Room, now: number): Promise<void> {
    if (now < room.at + this.#settings.roomMs) return this.ctx.storage.setAlarm(room.at + this.#settings.roomMs)
    this.#stranded = undefined
    await this.ctx.storage.deleteAll()
  }

  heartbeat(): void {
    this.#store.touch()
    const live = this.#live
    if (live && this.#isIdle(live, Date.now())) live.streams.endAll('idle')
  }

  connections(online: ReadonlySet<MemberId>): void {
    const live = this.#live
    const absent = live?.absentees(online)
    if (live && absent) this.ctx.waitUntil(this.#tellConnections(live, absent))
  }

  /** The room and who asks, with every timer run that is due by now. */
  async #enter(asker: Asker): Promise<{ readonly live: Live; readonly who: MemberId | undefined } | Refused> {
    const live = this.#live
    if (!live)
      return this.#stranded ? refuse('unknown-game', 'This room’s game is not served here now') : refuse('no-such-room')
    await this.#runTimers(live, Date.now())
    const found = this.#admit(live, asker)
    return isRefused(found) ? this.#refused(found) : found
  }

  /** Who asks, as of now: whoever waited for anything asks again, since they may have been removed meanwhile. */
  #admit(live: Live, asker: Asker): { readonly live: Live; readonly who: MemberId | undefined } | Refused {
    if (live.room.closed) return refuse('closed')
    const known = identify(live.room, asker)
    return isRefused(known) ? known : { live, who: known.who }
  }

  /** A refusal may rest on what is applied but not saved; it tells of it only once it is. */
  async #refused(refused: Refused): Promise<Refused> {
    await this.#commits.settled()
    return refused
  }

  async #runTimers(live: Live, now: number): Promise<void> {
    const changes = live.applyTimers(now)
    if (changes.length > 0) await this.#commits.add(...changes)
  }

  async #move(live: Live, by: Actor, move: Move, key?: string): Promise<Answer> {
    return this.#once(live, by, key, () => {
      const slow = this.#slow(live, by, 1)
      return slow ? { answer: slow, changes: [] } : this.#try(live, live.moveOf(by, move))
    })
  }

  #slow(live: Live, by: Actor, cost: number): Refused | undefined {
    return by === undefined ? undefined : live.slow(by, cost, this.#settings.movesPerSecond, Date.now())
  }

  async #makeBotMove(by: MemberId, { name, args }: BotMove): Promise<boolean> {
    const found = await this.#enter({})
    return !isRefused(found) && !isRefused(await this.#act(found.live, { do: 'move', by, name, args }))
  }

  async #tellConnections(live: Live, absent: readonly MemberId[]): Promise<void> {
    await this.#runTimers(live, Date.now())
    await this.#act(live, { do: 'connection', absent })
  }

  async #act(live: Live, input: Input): Promise<Answer> {
    const { answer, changes } = this.#try(live, input)
    if (isRefused(answer)) return this.#refused(answer)
    await this.#commits.add(...changes)
    return answer
  }

  #try(live: Live, input: Input): { readonly answer: Answer; readonly changes: readonly Change[] } {
    const change = live.apply(input, Date.now())
    if (isRefused(change)) return { answer: change, changes: [] }
    return { answer: { version: change.step.sight.room.version }, changes: [change] }
  }

  /** Does it, saves it, answers; or, for a key that has been answered before, answers the same again. */
  async #once(
    live: Live,
    by: Actor,
    key: string | undefined,
    attempt: () => { readonly answer: Answer; readonly changes: readonly Change[] },
  ): Promise<Answer> {
    const keyed = by !== undefined && key !== undefined
    const before = keyed ? live.answers.find(by, key) : undefined
    if (before !== undefined) return (await before) as Answer
    const { answer, changes } = attempt()
    // Being too fast is no answer to the request but to its timing; the same key may well succeed a second later.
    const passing = isRefused(answer) && answer.refusal.code === 'too-many-requests'
    const items: Item[] = keyed && !passing ? [...changes, { by, key, answer }] : [...changes]
    const saved = items.length > 0 ? this.#commits.add(...items) : this.#commits.settled()
    const answered = saved.then(() => answer)
    if (keyed && !passing) live.answers.keep(by, key, answered)
    return answered
  }

  /** Makes a group of items durable, then shows it. Whoever waits for one of them is answered in between. */
  async #save(items: readonly Item[]): Promise<void> {
    const live = this.#live as Live
    const entries: Entry[] = items.map((item) => ('key' in item ? item : entryOf(item)))
    const last = items.findLast((item) => 'step' in item)?.step.sight
    const room = last?.room ?? live.room
    try {
      this.#store.save(entries, room)
      await this.#setAlarm(room)
      await this.ctx.storage.sync()
      for (const item of items) if ('step' in item) live.show(item)
    } catch (error) {
      // What is in memory is ahead of the disk, or of the streams, and cannot be mended: begin again from what is saved.
      this.ctx.abort('a save failed')
      throw error
    }
    if (!last) return
    this.#bots.look(last)
    // Who was away in the lobby is away when the match begins.
    if (items.some((item) => 'step' in item && item.before.match === undefined)) this.connections(live.streams.online)
  }

  /** When this room next needs the object: its next timer, or its end. */
  #wakeAt(room: Room): number {
    return Math.min(nextTimer(room)?.due ?? Number.POSITIVE_INFINITY, room.at + this.#settings.roomMs)
  }

  /** Sets the alarm unless it rings in time already: an early one only looks, and each setting is a row written. */
  async #setAlarm(room: Room): Promise<void> {
    const wake = this.#wakeAt(room)
    if (this.#alarm !== undefined && this.#alarm <= wake) return
    this.#alarm = wake
    await this.ctx.storage.setAlarm(wake)
  }

  #isIdle(live: Live, now: number): boolean {
    return now - Math.max(live.room.at, this.#visited) > this.#settings.idleMs
  }

  async #openStream(
    request: Request,
    open: (live: Live, who: MemberId | undefined, cursor: string | undefined) => Response,
  ): Promise<Response> {
    const { cursor, byItself } = readReturn(request)
    const asker = readAsker(request.headers)
    const entered = await this.#enter(asker)
    if (!isRefused(entered)) await entered.live.streams.showing(entered.who)
    const found = isRefused(entered) ? entered : this.#admit(entered.live, asker)
    // 204 tells an EventSource that comes back to stop doing so (HTML standard, 9.2.3).
    const goAway = new Response(null, { status: 204 })
    if (isRefused(found)) return cursor === undefined ? problem(found.refusal) : goAway
    const { live, who } = found
    // An idle room ended its streams; a browser that comes back by itself is sent away, a person who asks is let in.
    if (!byItself) this.#visited = Date.now()
    else if (this.#isIdle(live, Date.now())) return goAway
    return open(live, who, cursor)
  }
}
