/** How a stream's request comes: with what it has seen so far, and whether a browser made it by itself. */
export interface Return {
  readonly cursor: string | undefined
  /** An EventSource that reconnects sends the header; a page that opens a stream on purpose can only use the query. */
  readonly byItself: boolean
}

/** Reads the cursor wherever some reader of event streams puts it. */
export function readReturn(request: Request): Return {
  const header = request.headers.get('Last-Event-ID')
  const query = new URL(request.url).searchParams
  const asked = query.get('lastEventId') ?? query.get('last_event_id') ?? query.get('evs_last_event_id')
  return { cursor: header ?? asked ?? undefined, byItself: header !== null && asked === null }
}
