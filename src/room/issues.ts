interface Issue {
  readonly message: string
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined
}

/** Characters of a description at the most: complaints quote what was sent, and answers are remembered. */
const DESCRIPTION_LENGTH = 200

/** A schema's first complaints in one line: `seconds: too small; name: …`. */
export function describeIssues(issues: readonly Issue[]): string {
  const text = issues
    .slice(0, 5)
    .map(({ message, path }) => {
      const where = path?.map((part) => String(typeof part === 'object' ? part.key : part)).join('.')
      return where ? `${where}: ${message}` : message
    })
    .join('; ')
  return text.length > DESCRIPTION_LENGTH ? `${text.slice(0, DESCRIPTION_LENGTH)}…` : text
}
