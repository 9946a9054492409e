import type { MemberView } from '../../protocol/view.ts'
import { inkOn } from '../rank.ts'

const letters = new Intl.Segmenter()

/** A member's mark: their colour and the first character of their name. */
export function Badge({ name, color }: Pick<MemberView, 'name' | 'color'>) {
  const first = letters.segment(name).containing(0)?.segment ?? '?'
  return (
    <span class="badge" style={{ backgroundColor: color, color: inkOn(color) }} aria-hidden="true">
      {first.toUpperCase()}
    </span>
  )
}

export function Nameplate({ name, color, note }: Pick<MemberView, 'name' | 'color'> & { note?: string | undefined }) {
  return (
    <span class="nameplate">
      <Badge name={name} color={color} />
      <bdi class="nameplate-name">{name}</bdi>
      {note !== undefined && note !== '' && <span class="nameplate-note">{note}</span>}
    </span>
  )
}
