/** What a stream has seen: `EPOCH.VERSION`. The epoch is made with the room, so a cursor of another life of its code never fits. */
export interface Cursor {
  readonly epoch: string
  readonly version: number
}

const SHAPE = /^([0-9a-z]{1,16})\.(0|[1-9][0-9]{0,14})$/

/** At most 16 + 1 + 15 = 32 ASCII bytes. */
export function formatCursor(epoch: string, version: number): string {
  return `${epoch}.${version}`
}

export function parseCursor(text: string): Cursor | undefined {
  const match = SHAPE.exec(text)
  return match?.[1] && match[2] ? { epoch: match[1], version: Number(match[2]) } : undefined
}
