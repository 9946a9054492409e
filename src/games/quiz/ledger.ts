import type { MemberId } from '../game.ts'

/**
 * Rows by member, on ten pages by the last digit of the id. Copying one object of 300 rows for each answer, and comparing
 * it for the patch, is most of what an answer costs; with pages it is a seventh of that.
 */
export type Ledger<Row> = { readonly [page: string]: { readonly [id: MemberId]: Row } }

export function row<Row>(ledger: Ledger<Row>, id: MemberId): Row | undefined {
  return ledger[pageOf(id)]?.[id]
}

export function withRow<Row>(ledger: Ledger<Row>, id: MemberId, row: Row): Ledger<Row> {
  const page = pageOf(id)
  return { ...ledger, [page]: { ...ledger[page], [id]: row } }
}

export function withoutRow<Row>(ledger: Ledger<Row>, id: MemberId): Ledger<Row> {
  const page = pageOf(id)
  if (ledger[page]?.[id] === undefined) return ledger
  const { [id]: _gone, ...rest } = ledger[page]
  return { ...ledger, [page]: rest }
}

export function ledgerOf<Row>(rows: Iterable<readonly [id: MemberId, row: Row]>): Ledger<Row> {
  const ledger: Record<string, Record<MemberId, Row>> = {}
  for (const [id, row] of rows) {
    const page = pageOf(id)
    ledger[page] ??= {}
    ledger[page][id] = row
  }
  return ledger
}

/** Whose rows are not the same in both. */
export function changedRows<Row>(before: Ledger<Row>, after: Ledger<Row>): MemberId[] {
  const changed: MemberId[] = []
  for (const page in { ...before, ...after }) {
    const [old = {}, now = {}] = [before[page], after[page]]
    if (old === now) continue
    for (const id in now) if (now[id] !== old[id]) changed.push(id)
    for (const id in old) if (now[id] === undefined) changed.push(id)
  }
  return changed
}

/** Every row, in the order of joining, whatever order keys have come into. */
export function rowsOf<Row>(ledger: Ledger<Row>): [id: MemberId, row: Row][] {
  return Object.values(ledger)
    .flatMap((page) => Object.entries(page))
    .sort(([a], [b]) => byJoining(a, b))
}

export function byJoining(a: MemberId, b: MemberId): number {
  return Number(a.slice(1)) - Number(b.slice(1))
}

function pageOf(id: MemberId): string {
  return id.at(-1) as string
}
