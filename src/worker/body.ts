import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { Context } from 'hono'
import { BODY_DEPTH } from '../protocol/limits.ts'
import { type Refused, refuse } from '../protocol/refusal.ts'
import { describeIssues } from '../room/issues.ts'

// Not `text()`: the runtime warns of every body that curl calls a form.
const TEXT = new TextDecoder()

/**
 * Reads a body of at most `limit` bytes. HTTP holds a body to its declared length, so one that declares little enough is
 * read whole, which costs a third of counting chunks; one that declares nothing is counted as it comes, so that it
 * cannot cost more than the limit.
 */
export async function readText(c: Context, limit: number): Promise<{ readonly text: string } | Refused> {
  const declared = c.req.header('Content-Length')
  if (declared !== undefined && Number(declared) <= limit) return { text: TEXT.decode(await c.req.raw.arrayBuffer()) }
  const { body } = c.req.raw
  if (!body) return { text: '' }
  const tooLarge = refuse('too-large', `A body here has at most ${limit} bytes`)
  if (declared !== undefined) return tooLarge
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of body as ReadableStream<Uint8Array>) {
    bytes += chunk.byteLength
    if (bytes > limit) return tooLarge
    text += decoder.decode(chunk, { stream: true })
  }
  return { text: text + decoder.decode() }
}

/** Reads a JSON body and has a schema turn it into what it describes. The content type is not insisted on: curl sends another. */
export async function readJson<Output>(
  c: Context,
  schema: StandardSchemaV1<unknown, Output>,
  limit: number,
): Promise<{ readonly value: Output } | Refused> {
  const read = await readText(c, limit)
  if ('refusal' in read) return read
  let json: unknown
  try {
    json = JSON.parse(read.text)
  } catch {
    return refuse('not-json')
  }
  if (isDeeper(json, BODY_DEPTH)) return refuse('invalid', `A body here is nested at most ${BODY_DEPTH} levels deep`)
  return parse(schema, json)
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((part) => isDeeper(part, levels - 1))
}

export function parse<Output>(
  schema: StandardSchemaV1<unknown, Output>,
  given: unknown,
): { readonly value: Output } | Refused {
  const checked = schema['~standard'].validate(given)
  if (checked instanceof Promise) throw new TypeError('a request’s schema must check at once')
  return checked.issues ? refuse('invalid', describeIssues(checked.issues)) : { value: checked.value }
}
