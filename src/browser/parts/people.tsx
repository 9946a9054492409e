import { useMemo, useState } from 'preact/hooks'
import type { MemberId, MemberView } from '../../protocol/view.ts'
import { isFailure } from '../connection/ask.ts'
import { isUnnamed } from '../rank.ts'
import { refusalWords, useControl } from '../store/act.ts'
import type { Removed } from '../store/room.ts'
import { useLiveRoom, useRoomNow } from '../store/use.ts'
import { useWords } from '../words.ts'
import { Confirm, type Question } from './confirm.tsx'
import { Icon } from './icon.tsx'
import { useLongList } from './long-list.tsx'
import { Nameplate } from './nameplate.tsx'
import { notify } from './notice.tsx'

/** Everyone in the room; for the host, with what a host may do to them. */
export function People() {
  const words = useWords()
  const { view, online, removed } = useRoomNow()
  const [question, setQuestion] = useState<Question>()
  const { members = {}, you } = view ?? {}
  const lobby = view?.room.phase === 'lobby'
  const everyone = useMemo(() => Object.entries(members), [members])
  const { shown, above, below } = useLongList(everyone, ([, { name }]) => name)
  const owner = view?.room.owner
  // Scores change many times a second and members do not: their rows are drawn only when they do.
  const rows = useMemo(
    () =>
      shown.map(([id, member]) => (
        <Person
          key={id}
          id={id}
          member={member}
          own={id === you}
          here={online[id] === true || member.bot === true || id === you}
          lobby={lobby}
          owner={owner}
          {...(members[you ?? '']?.host === true && id !== you ? { ask: setQuestion } : {})}
        />
      )),
    [shown.map(([id]) => id).join(), members, online, you, lobby, owner, words],
  )
  const players = everyone.filter(([, member]) => member.player).length
  if (view?.room.players.min === 0 && everyone.length < 2 && removed.length === 0) return null
  return (
    <section class="people" aria-labelledby="people">
      <h2 id="people">
        {words.players} <span class="count">{players}</span>
      </h2>
      {players === 0 && everyone.length < 2 ? <p class="empty">{words.nobodyYet}</p> : null}
      {above}
      <ul>
        {rows}
        {members[you ?? '']?.host && removed.map((one) => <Out key={one.id} {...one} />)}
      </ul>
      {below}
      {question && <Confirm question={question} onClose={() => setQuestion(undefined)} />}
    </section>
  )
}

/** Someone who was taken out, and may be let back: the way to take it back. */
function Out({ id, name }: Removed) {
  const words = useWords()
  const live = useLiveRoom()
  return (
    <li class="gone">
      <span class="nameplate">
        <bdi class="nameplate-name">{name}</bdi>
        <span class="nameplate-note">{words.takenOut}</span>
      </span>
      <button
        type="button"
        class="button small"
        onClick={() => void live.pardon(id).then((sent) => isFailure(sent) && notify(refusalWords(sent, words)))}
      >
        {words.letBack}
      </button>
    </li>
  )
}

interface Person {
  readonly id: MemberId
  readonly member: MemberView
  readonly own: boolean
  /** Whether a stream of theirs is open. */
  readonly here: boolean
  readonly lobby: boolean
  /** For whom the host stands in, if they do. */
  readonly owner: MemberId | undefined
  /** For the host: asks before something is done to them. */
  ask?(question: Question): void
}

function Person({ id, member, own, here, lobby, owner, ask }: Person) {
  const words = useWords()
  const notes = [
    own ? words.you : '',
    member.host ? (owner === undefined ? words.host : words.standIn) : '',
    id === owner ? words.owner : '',
    member.bot ? words.bot : '',
    !member.player && !member.host && id !== owner ? (lobby ? words.waitsForSeat : words.waitsForNext) : '',
    here ? '' : words.away,
  ]
  return (
    <li class={here ? '' : 'gone'}>
      <Nameplate
        name={isUnnamed(member, id === owner) ? words.theHost : member.name}
        color={member.color}
        note={notes.filter((note) => note !== '').join(' · ')}
      />
      {ask && <Options id={id} member={member} owner={owner} ask={ask} />}
    </li>
  )
}

function Options({ id, member, owner, ask }: Pick<Required<Person>, 'id' | 'member' | 'owner' | 'ask'>) {
  const words = useWords()
  const control = useControl()
  const live = useLiveRoom()
  async function kick(ban = false): Promise<void> {
    const sent = await live.kick(id, ban)
    if (isFailure(sent)) notify(refusalWords(sent, words))
  }
  const [open, setOpen] = useState(false)
  if (!open) {
    return (
      <button
        type="button"
        class="plain-button square"
        aria-label={words.actionsFor(member.name)}
        onClick={() => setOpen(true)}
      >
        <Icon name="more" />
      </button>
    )
  }
  return (
    <span class="people-options">
      {!member.bot && (owner === undefined || owner === id) && (
        <button
          type="button"
          class="button small"
          onClick={() =>
            ask({
              title: words.transferSure(member.name),
              text: words.transferText,
              yes: words.transfer,
              act: () => void control({ do: 'transfer', member: id }),
            })
          }
        >
          {words.transfer}
        </button>
      )}
      {id !== owner && (
        <button
          type="button"
          class="button small danger"
          onClick={() =>
            ask({
              title: words.kickSure(member.name),
              text: words.kickText,
              yes: words.kick,
              danger: true,
              act: () => void kick(),
              ...(member.bot
                ? {}
                : { further: { yes: words.kickNetwork, text: words.kickNetworkText, act: () => void kick(true) } }),
            })
          }
        >
          {words.kick}
        </button>
      )}
      <button type="button" class="plain-button square" aria-label={words.close} onClick={() => setOpen(false)}>
        <Icon name="cross" />
      </button>
    </span>
  )
}
