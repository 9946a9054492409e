import type { RefusalCode } from '../protocol/refusal.ts'
import { setting, useSetting } from './setting.ts'
import { en } from './words/en.ts'
import { zh } from './words/zh.ts'

/** Every word the page says, in every language it speaks. A word missing in one of them does not compile. */

export type Language = 'en' | 'zh'
export type Words = typeof en
export type RefusalWords = Readonly<Record<RefusalCode | 'unreachable', string>>

export const LANGUAGES: Readonly<
  Record<Language, { readonly words: Words; readonly name: string; readonly tag: string }>
> = {
  en: { words: en, name: 'English', tag: 'en' },
  zh: { words: zh, name: '中文', tag: 'zh-Hans' },
}

function isLanguage(text: string): text is Language {
  return Object.hasOwn(LANGUAGES, text)
}

/** The first of the browser's languages that we speak. */
export function preferred(languages: readonly string[]): Language {
  for (const tag of languages) {
    const base = tag.toLowerCase().split('-')[0] ?? ''
    if (isLanguage(base)) return base
  }
  return 'en'
}

export const language = setting<Language>('language', isLanguage, () =>
  preferred(globalThis.navigator?.languages ?? []),
)

export function useLanguage(): Language {
  return useSetting(language)
}

export function useWords(): Words {
  return LANGUAGES[useLanguage()].words
}

/** A game's own words in the language of the page. */
export function useTable<Table>(table: Readonly<Record<Language, Table>>): Table {
  return table[useLanguage()]
}

/** Keeps `lang` on the page at the language shown, for screen readers and line breaking. */
export function applyLanguage(): void {
  const apply = () => {
    document.documentElement.lang = LANGUAGES[language.get()].tag
  }
  apply()
  language.watch(apply)
}
