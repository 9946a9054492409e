/**
 * Colours of members, in the order they are given out. Hues step by far more than a neighbour's width and lightness
 * alternates, so that two people who join one after the other differ for colour-blind eyes as well.
 */
const PALETTE = [
  '#e4572e',
  '#2e86ab',
  '#f2b134',
  '#5b3fa0',
  '#3fa66b',
  '#c2185b',
  '#17a2a2',
  '#8a5a2b',
  '#6c8ef5',
  '#9aa42a',
  '#d46ac0',
  '#486581',
] as const

export function colorOf(joined: number): string {
  return PALETTE[joined % PALETTE.length] as string
}
