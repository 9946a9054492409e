import { DurableObject } from 'cloudflare:workers'
import { findGame } from '../games/catalog.ts'
import type { BotMove } from '../games/game.ts'
import type { Accepted, MoveResult, OwnMember } from '../protocol/answer.ts'
import { BATCH_MOVES_PER_TOKEN } from '../protocol/limits.ts'
import { isRefused, type Refused, refuse } from '../protocol/refusal.ts'
import type { Control, Move } from '../protocol/request.ts'
import type { MemberId } from '../protocol/view.ts'
import { historyLines } from '../room/history.ts'
import { heirOf, isStandIn } from '../room/host.ts'
import { type Opening, openRoom } from '../room/open.ts'
import { type Actor, type Input, isHost, PROGRAM, phaseOf, type Room } from '../room/room.ts'
import { see } from '../room/view.ts'
import { type Asker, identify, readAsker } from './asker.ts'
import { Bots } from './bots.ts'
import { type Answer, Effects } from './effects.ts'
import type { Env } from './env.ts'
import { Live, ownMember } from './live.ts'
import { hashNetwork } from './network.ts'
import { attendedBy, pauseForHost, tellConnections, watchHost } from './presence.ts'
import { problem } from './problem.ts'
import { readReturn } from './return.ts'
import { readSettings, type Settings } from './settings.ts'
import { comeBack } from './sse.ts'
import { fold, Store } from './store.ts'
import type { StreamsOwner } from './streams.ts'
import { makeToken } from './token.ts'
import { Wake } from './wake.ts'

/** A room and who asks something of it. */
interface Entered {
  readonly effects: Effects
  readonly live: Live
  readonly who: MemberId | undefined
}

/**
 * One room's Durable Object: what can be asked of it from outside, and its alarm. What a room is and may do is `src/room`,
 * in which order things happen is `Effects`.
 */
export class RoomObject extends DurableObject<Env> implements StreamsOwner {
  readonly #settings: Settings
  readonly #store: Store
  readonly #wake: Wake
  readonly #bots = new Bots((by, move) => this.#makeBotMove(by, move))
  #effects: Effects | undefined
  /** On disk, but its game is not in the catalogue or cannot show it: kept, for a deploy that brings the game back. */
  #stranded: Room | undefined
  /** When a stream was last opened on purpose, epoch milliseconds; with the last action it tells an idle room. */
  #visited = 0

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.#settings = readSettings(env)
    this.#store = new Store(ctx.storage.sql)
    this.#wake = new Wake(ctx.storage, this.#settings)
    void ctx.blockConcurrencyWhile(async () => {
      const stored = this.#store.load()
      if (!stored) return
      const live = Live.restore(stored, this)
      await this.#wake.load(live?.room)
      if (!live) {
        this.#stranded = stored.room
        return
      }
      this.#effects = this.#effectsOf(live)
      await this.#wake.setFor(live.room)
      this.#bots.look(live.head)
    })
  }

  /** Opens a room under this object's code, unless there is one. */
  async create(
    opening: Opening & { readonly game: string },
  ): Promise<'taken' | Refused | { readonly host?: OwnMember }> {
    if (this.#effects || this.#stranded) return 'taken'
    const { game: id, ...given } = opening
    const game = findGame(id)
    if (!game) return refuse('unknown-game', `There is no game called ${id}`)
    const opened = openRoom(game, given, Date.now())
    if (isRefused(opened)) return opened
    const { room } = opened
    const sight = see(room, game)
    this.#store.create(room)
    this.#effects = this.#effectsOf(new Live(sight, this))
    await this.#wake.setFor(room)
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
    network?: string,
  ): Promise<Refused | { readonly member: OwnMember }> {
    const key = this.#effects?.live.room.networkKey
    const from = key !== undefined && network !== undefined ? { network: await hashNetwork(key, network) } : {}
    // The token they may have had opens nothing new; it only tells whether they were removed from this room.
    const found = await this.#enter({ ...asker, by: 'cookie' })
    if (isRefused(found)) return found
    const { effects, live } = found
    const id = `m${live.room.joined + 1}`
    const by = newcomer.bot === 'room' ? { by: found.who } : {}
    const change = live.apply({ do: 'join', plays: true, ...by, ...newcomer, ...from }, Date.now())
    if (isRefused(change)) return effects.refused(change)
    await effects.save(change)
    return { member: ownMember(change.step.sight.room, id) }
  }

  async leave(asker: Asker, member: MemberId): Promise<Answer> {
    const found = await this.#enter(asker)
    if (isRefused(found)) return found
    if (found.who === undefined) return refuse('not-a-member')
    const { effects, live, who } = found
    const attended = member === live.room.host ? live.attended(heirOf(live.room)) : {}
    return effects.act({ do: 'leave', by: who, member, ...attended })
  }

  async control(asker: Asker, control: Control, key?: string): Promise<Answer> {
    const found = await this.#enter(asker)
    if (isRefused(found)) return found
    const { effects, live, who } = found
    return effects.once(who, key, () => {
      // Every match gets chance of its own when it begins: a host who read the history knows every seed until then.
      const seed = control.do === 'start' || control.do === 'rematch' ? { seed: makeToken() } : {}
      return effects.attempt({ ...control, by: who, ...seed, ...attendedBy(live, control, who) } as Input)
    })
  }

  /** The history as NDJSON, for the host; while a match runs, for a host without a seat in it (it holds every secret). */
  async history(asker: Asker): Promise<Refused | { readonly text: string }> {
    const found = await this.#enter(asker)
    if (isRefused(found)) return found
    const { live, who } = found
    if (!isHost(live.room, who)) return refuse('not-host')
    if (isStandIn(live.room, who)) return refuse('standing-in')
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
    return this.#move(found, found.who, move, key)
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
    return isRefused(found) ? found : this.#move(found, PROGRAM, move)
  }

  /** Makes moves in their order and in one save. One that is refused does not keep the next from being tried. */
  async moves(asker: Asker, moves: readonly Move[], key?: string): Promise<Answer> {
    const found = await this.#enter(asker)
    if (isRefused(found)) return found
    const { effects, live, who } = found
    return effects.once(who, key, () => {
      const slow = this.#slow(live, who, Math.ceil(moves.length / BATCH_MOVES_PER_TOKEN))
      if (slow) return { answer: slow, changes: [] }
      const tried = moves.map((move) => effects.attempt(live.moveOf(who, move)))
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
    this.#wake.rang()
    await this.#effects?.runTimers()
    if (this.#effects && this.#wake.isHostDue(Date.now())) await pauseForHost(this.#effects, this.#wake)
    const room = this.#effects?.live.room ?? this.#stranded
    if (!room) return
    if (Date.now() < this.#wake.endOf(room)) return this.#wake.setFor(room)
    this.#effects?.live.streams.endAll('idle')
    this.#effects = undefined
    this.#stranded = undefined
    this.#wake.rang()
    await this.ctx.storage.deleteAll()
  }

  heartbeat(): void {
    this.#store.touch()
    const live = this.#effects?.live
    if (live && this.#isIdle(live)) live.streams.endAll('idle')
  }

  connections(online: ReadonlySet<MemberId>): void {
    const effects = this.#effects
    if (!effects) return
    this.ctx.waitUntil(tellConnections(effects, online))
    this.ctx.waitUntil(watchHost(effects, this.#wake))
  }

  #effectsOf(live: Live): Effects {
    return new Effects({
      live,
      store: this.#store,
      wake: this.#wake,
      sync: () => this.ctx.storage.sync(),
      abort: (reason) => this.ctx.abort(reason),
      shown: (sight, before) => {
        this.#bots.look(sight)
        const { match, host } = sight.room
        // Who was away in the lobby is away when the match begins, and who gets the remote may have been away for long.
        if ((match && !before.match) || host !== before.host || this.#wake.expectsHost) {
          this.connections(live.streams.online)
        }
      },
    })
  }

  /** The room and who asks, with every timer run that is due by now. */
  async #enter(asker: Asker): Promise<Entered | Refused> {
    const effects = this.#effects
    if (!effects) return this.#stranded ? refuse('unknown-game', STRANDED) : refuse('no-such-room')
    await effects.runTimers()
    const found = this.#admit(effects, asker)
    return isRefused(found) ? effects.refused(found) : found
  }

  /** Who asks, as of now: whoever waited for anything asks again, since they may have been removed meanwhile. */
  #admit(effects: Effects, asker: Asker): Entered | Refused {
    const { live } = effects
    if (live.room.closed) return refuse('closed')
    const known = identify(live.room, asker)
    return isRefused(known) ? known : { effects, live, who: known.who }
  }

  async #move({ effects, live }: Entered, by: Actor, move: Move, key?: string): Promise<Answer> {
    return effects.once(by, key, () => {
      const slow = this.#slow(live, by, 1)
      return slow ? { answer: slow, changes: [] } : effects.attempt(live.moveOf(by, move))
    })
  }

  #slow(live: Live, by: Actor, cost: number): Refused | undefined {
    return by === undefined ? undefined : live.slow(by, cost, this.#settings.movesPerSecond, Date.now())
  }

  async #makeBotMove(by: MemberId, { name, args }: BotMove): Promise<boolean> {
    const found = await this.#enter({})
    return !isRefused(found) && !isRefused(await found.effects.act({ do: 'move', by, name, args }))
  }

  #isIdle(live: Live): boolean {
    return Date.now() - Math.max(live.room.at, this.#visited) > this.#settings.idleMs
  }

  async #openStream(
    request: Request,
    open: (live: Live, who: MemberId | undefined, cursor: string | undefined) => Response,
  ): Promise<Response> {
    const { cursor, byItself } = readReturn(request)
    const asker = readAsker(request.headers)
    const entered = await this.#enter(asker)
    if (!isRefused(entered)) await entered.live.streams.showing(entered.who)
    const found = isRefused(entered) ? entered : this.#admit(entered.effects, asker)
    if (isRefused(found)) return refuseStream(found, cursor !== undefined)
    const { live, who } = found
    // An idle room ended its streams; a browser that comes back by itself is sent away, a person who asks is let in.
    if (!byItself) this.#visited = Date.now()
    else if (this.#isIdle(live)) return GO_AWAY()
    return open(live, who, cursor)
  }
}

const STRANDED = 'This room’s game is not served here now'

/** Tells an EventSource that comes back to stop doing so (HTML standard, 9.2.3). */
const GO_AWAY = (): Response => new Response(null, { status: 204 })

function refuseStream({ refusal }: Refused, returning: boolean): Response {
  if (!returning) return problem(refusal)
  return refusal.code === 'unknown-game' ? comeBack() : GO_AWAY()
}
