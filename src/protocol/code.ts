/** What a room code is made of: digits and capitals without the pairs people mix up (0 O, 1 I L, U V). */
export const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
export const CODE_LENGTH = 5

/** The public room that the two routes of the original example, `/stream` and `/game`, drive. Never given out to others. */
export const DEMO_CODE = 'PARTY'

const SHAPE = new RegExp(`^[${CODE_ALPHABET}]{${CODE_LENGTH}}$`)

/** A typed code as it is stored (any case is accepted), or `undefined` if it cannot be one. */
export function parseCode(text: string): string | undefined {
  const code = text.trim().toUpperCase()
  return SHAPE.test(code) ? code : undefined
}

/** A code from random bytes, one byte a letter; 240 = 8 × 30, so bytes from 240 up would favour some letters. */
export function codeFrom(bytes: Iterable<number>): string | undefined {
  let code = ''
  for (const byte of bytes) {
    if (byte >= 240) continue
    code += CODE_ALPHABET[byte % CODE_ALPHABET.length]
    if (code.length === CODE_LENGTH) return code
  }
  return undefined
}
