import { NAME_LENGTH } from './limits.ts'

// Controls (Cc), line and paragraph separators, surrogates left alone, and the bidi marks, embeddings, overrides and
// isolates of Unicode UAX #9 section 2: one of them in a name can turn round the text of everyone after it.
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u
// Letters that are drawn as nothing (Hangul fillers, the blank braille cell) make no name either.
const VISIBLE = /[^\s\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu

/** A name as it is stored: NFC and trimmed; `undefined` if it is empty, too long (in code points) or holds what no name may. */
export function parseName(text: string): string | undefined {
  const name = text.normalize('NFC').trim()
  if (FORBIDDEN.test(name) || !VISIBLE.test(name)) return undefined
  return [...name].length <= NAME_LENGTH ? name : undefined
}

/**
 * Two names that fold to the same are the same name: case, compatibility forms (Unicode NFKC) and characters that nobody
 * sees do not make two people.
 */
export function foldName(name: string): string {
  return name.replace(UNSEEN, '').normalize('NFKC').toLowerCase().normalize('NFKC')
}
