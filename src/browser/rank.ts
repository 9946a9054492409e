import type { MemberId, MemberView, View } from '../protocol/view.ts'

/** Who stands where. */

export interface Row {
  /** A member's id, or a name in a game whose scores belong to names. */
  readonly id: string
  readonly name: string
  readonly color: string
  readonly score: number
  /** 1 for the best; equals share a rank, and the next rank counts them (1, 2, 2, 4). */
  readonly rank: number
}

/** Who won; where the host ended a match that had no result yet, who was ahead. */
export function winnersOf(view: Pick<View, 'room' | 'scores' | 'members' | 'gone'>): readonly string[] {
  if (view.room.outcome) return view.room.outcome.winners
  const rows = standings(view)
  return rows.filter((row) => row.rank === 1 && row.score > 0).map((row) => row.id)
}

/** Whether the host ended a match before it was decided. A game without seats has no other end. */
export function isCutShort({ room }: Pick<View, 'room'>): boolean {
  return room.phase === 'over' && !room.outcome && room.players.min > 0
}

/** Name and colour of someone who is here, or was in this match; whoever was removed has no name any more. */
export function personOf(
  { members, gone }: Pick<View, 'members' | 'gone'>,
  id: MemberId,
): { readonly name: string; readonly color: string } | undefined {
  const left = gone?.[id]
  return members[id] ?? (left && { name: '–', ...left })
}

/** What the room calls a host who came without a name; the page says "the host" instead, in its own language. */
const UNNAMED = 'Host'

/** The host's name, if they gave one. */
export function hostName({ members }: Pick<View, 'members'>): string | undefined {
  const host = Object.values(members).find((member) => member.host)
  return host === undefined || isUnnamed(host) ? undefined : host.name
}

export function isUnnamed({ name, host, player }: MemberView, owner = false): boolean {
  return (host || owner) && !player && name === UNNAMED
}

/** For names that are nobody's: the same hues the room gives its members. */
const COLORS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#b8860b', '#56b4e9', '#7b61c9', '#8a5a44'] as const

/** Best first; equals in the order of joining (of writing, for free names), so that rows do not jump about. */
export function standings(view: Pick<View, 'scores' | 'members' | 'gone'>): Row[] {
  const sorted = Object.entries(view.scores)
    .map(([id, score]) => {
      const { name, color } = personOf(view, id) ?? { name: id, color: colorOf(id) }
      return { id, score, name, color }
    })
    .sort((a, b) => b.score - a.score)
  const rows: Row[] = []
  for (const [index, entry] of sorted.entries()) {
    const above = rows[index - 1]
    rows.push({ ...entry, rank: above && above.score === entry.score ? above.rank : index + 1 })
  }
  return rows
}

function colorOf(name: string): string {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return COLORS[sum % COLORS.length] ?? COLORS[0]
}

/** Ink or white, whichever reads better on the colour (WCAG relative luminance). */
export function inkOn(color: string): '#0b1626' | '#ffffff' {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b
  return (luminance + 0.05) / (0.0082 + 0.05) > 1.05 / (luminance + 0.05) ? '#0b1626' : '#ffffff'
}
