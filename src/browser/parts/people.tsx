import { useState } from 'preact/hooks'
import type { MemberId, MemberView } from '../../protocol/view.ts'
import { isUnnamed } from '../rank.ts'
import { useControl } from '../store/act.ts'
import { useRoomNow } from '../store/use.ts'
import { useWords } from '../words.ts'
import { Confirm, type Question } from './confirm.tsx'
import { Icon } from './icon.tsx'
import { Nameplate } from './nameplate.tsx'

/** Everyone in the room; for the host, with what a host may do to them. */
export function People() {
  const words = useWords()
  const { view, online } = useRoomNow()
  const [question, setQuestion] = useState<Question>()
  const people = Object.entries(view?.members ?? {})
  const hosting = view?.members[view.you ?? '']?.host === true
  const players = people.filter(([, member]) => member.player)

  function noteOf(id: MemberId, member: MemberView): string {
    const notes = [
      id === view?.you ? words.you : '',
      member.host ? words.host : '',
      member.bot ? words.bot : '',
      view?.room.phase !== 'lobby' && !member.player && !member.host ? words.waitsForNext : '',
      online[id] || member.bot || id === view?.you ? '' : words.away,
    ]
    return notes.filter((note) => note !== '').join(' · ')
  }

  if (view?.room.players.min === 0 && people.length < 2) return null
  return (
    <section class="people" aria-labelledby="people">
      <h2 id="people">
        {words.players} <span class="count">{players.length}</span>
      </h2>
      {people.length === 0 || (players.length === 0 && people.length === 1) ? (
        <p class="empty">{words.nobodyYet}</p>
      ) : null}
      <ul>
        {people.map(([id, member]) => (
          <li key={id} class={online[id] || member.bot || id === view?.you ? '' : 'gone'}>
            <Nameplate
              name={isUnnamed(member) ? words.theHost : member.name}
              color={member.color}
              note={noteOf(id, member)}
            />
            {hosting && id !== view?.you && <Options id={id} member={member} ask={setQuestion} />}
          </li>
        ))}
      </ul>
      {question && <Confirm question={question} onClose={() => setQuestion(undefined)} />}
    </section>
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
