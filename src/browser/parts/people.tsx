import { useMemo, useState } from 'preact/hooks'
import type { MemberId, MemberView } from '../../protocol/view.ts'
import { isUnnamed } from '../rank.ts'
import { useControl } from '../store/act.ts'
import { useRoomNow } from '../store/use.ts'
import { useWords } from '../words.ts'
import { Confirm, type Question } from './confirm.tsx'
import { Icon } from './icon.tsx'
import { useLongList } from './long-list.tsx'
import { Nameplate } from './nameplate.tsx'

/** Everyone in the room; for the host, with what a host may do to them. */
export function People() {
  const words = useWords()
  const { view, online } = useRoomNow()
  const [question, setQuestion] = useState<Question>()
  const { members = {}, you } = view ?? {}
  const lobby = view?.room.phase === 'lobby'
  const everyone = useMemo(() => Object.entries(members), [members])
  const { shown, above, below } = useLongList(everyone, ([, { name }]) => name)
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
          {...(members[you ?? '']?.host === true && id !== you ? { ask: setQuestion } : {})}
        />
      )),
    [shown.map(([id]) => id).join(), members, online, you, lobby, words],
  )
  const players = everyone.filter(([, member]) => member.player).length
  if (view?.room.players.min === 0 && everyone.length < 2) return null
  return (
    <section class="people" aria-labelledby="people">
      <h2 id="people">
        {words.players} <span class="count">{players}</span>
      </h2>
      {players === 0 && everyone.length < 2 ? <p class="empty">{words.nobodyYet}</p> : null}
      {above}
      <ul>{rows}</ul>
      {below}
      {question && <Confirm question={question} onClose={() => setQuestion(undefined)} />}
    </section>
  )
}

interface Person {
  readonly id: MemberId
  readonly member: MemberView
  readonly own: boolean
  /** Whether a stream of theirs is open. */
  readonly here: boolean
  readonly lobby: boolean
  /** For the host: asks before something is done to them. */
  ask?(question: Question): void
}

function Person({ id, member, own, here, lobby, ask }: Person) {
  const words = useWords()
  const notes = [
    own ? words.you : '',
    member.host ? words.host : '',
    member.bot ? words.bot : '',
    !member.player && !member.host ? (lobby ? words.waitsForSeat : words.waitsForNext) : '',
    here ? '' : words.away,
  ]
  return (
    <li class={here ? '' : 'gone'}>
      <Nameplate
        name={isUnnamed(member) ? words.theHost : member.name}
        color={member.color}
        note={notes.filter((note) => note !== '').join(' · ')}
      />
      {ask && <Options id={id} member={member} ask={ask} />}
    </li>
  )
}

function Options({ id, member, ask }: { id: MemberId; member: MemberView; ask: (question: Question) => void }) {
  const words = useWords()
  const control = useControl()
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
      {!member.bot && (
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
      <button
        type="button"
        class="button small danger"
        onClick={() =>
          ask({
            title: words.kickSure(member.name),
            text: words.kickText,
            yes: words.kick,
            danger: true,
            act: () => void control({ do: 'kick', member: id }),
          })
        }
      >
        {words.kick}
      </button>
      <button type="button" class="plain-button square" aria-label={words.close} onClick={() => setOpen(false)}>
        <Icon name="cross" />
      </button>
    </span>
  )
}
