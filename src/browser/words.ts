import type { RefusalCode } from '../protocol/refusal.ts'
import { setting, useSetting } from './setting.ts'
import { en } from './words/en.ts'
import type { Tables } from './words/tables.ts'

/**
 * Every word the page says, in every language it speaks. English is there from the start; another language is fetched when
 * it is chosen, and until it has come the page goes on in the one before.
 */

export type Words = typeof en
export type RefusalWords = Readonly<Record<RefusalCode | 'unreachable', string>>

/** A language in one file, `words/TAG.ts`. English and Chinese have their tables beside the code that shows them. */
export interface LanguageFile {
  readonly page: Words
  readonly tables: Tables
}
type Spoken = Pick<LanguageFile, 'page'> & Partial<LanguageFile>

interface LanguageCard {
  readonly name: string
  readonly tag: string
  readonly dir: 'ltr' | 'rtl'
  fetch(): Promise<Spoken>
}

export type Language = 'en' | 'zh' | 'es'

/** The list of languages, in the order of the menu. */
export const LANGUAGES: Readonly<Record<Language, LanguageCard>> = {
  en: { name: 'English', tag: 'en', dir: 'ltr', fetch: async () => ({ page: en }) },
  zh: { name: '中文', tag: 'zh-Hans', dir: 'ltr', fetch: async () => ({ page: (await import('./words/zh.ts')).zh }) },
  es: { name: 'Español', tag: 'es', dir: 'ltr', fetch: async () => (await import('./words/es.ts')).es },
}

export const isLanguage = (text: string): text is Language => Object.hasOwn(LANGUAGES, text)

/** The first of the browser's languages that we speak. */
export function preferred(languages: readonly string[]): Language {
  const bases = languages.map((tag) => tag.toLowerCase().split('-')[0] ?? '')
  return bases.find(isLanguage) ?? 'en'
}

const fetched: { [In in Language]?: Spoken } = { en: { page: en } }
let shown: Language = 'en'
const watchers = new Set<(language: Language) => void>()
const chosen = setting<Language>('language', isLanguage, () => preferred(globalThis.navigator?.languages ?? []))

/** The language shown: the one chosen, as soon as its words are here. */
export const language = {
  get: (): Language => shown,
  set: (value: Language): void => chosen.set(value),
  watch(seen: (language: Language) => void): () => void {
    watchers.add(seen)
    return () => watchers.delete(seen)
  },
}

/** Shows the language chosen, now and later. Resolves when the page can be drawn: in English if the words cannot be had. */
export async function applyLanguage(): Promise<void> {
  chosen.watch((next) => void show(next))
  await show(chosen.get())
}

async function show(next: Language): Promise<void> {
  try {
    fetched[next] ??= await LANGUAGES[next].fetch()
  } catch {
    // The network is gone, or a deploy took the file: what is shown stays, and the choice holds for the next load.
    return
  }
  if (chosen.get() !== next) return
  shown = next
  document.documentElement.lang = LANGUAGES[next].tag
  document.documentElement.dir = LANGUAGES[next].dir
  for (const seen of watchers) seen(next)
}

export function useLanguage(): Language {
  return useSetting(language)
}

export function useWords(): Words {
  return fetched[useLanguage()]?.page ?? en
}

/**
 * Words of a part of the page, kept beside it. Languages that it does not speak itself are looked up under its name in what
 * the language's own file brings; a part without a name, or not known there, is shown in English.
 */
export type Table<Own> = Readonly<Record<'en' | 'zh', Own>> &
  Readonly<Partial<Record<Language, Own>>> & { readonly name?: keyof Tables }

export function inLanguage<Own>(table: Table<Own>, language: Language): Own {
  const brought = table.name && (fetched[language]?.tables?.[table.name] as Own | undefined)
  return table[language] ?? brought ?? table.en
}

export function useTable<Own>(table: Table<Own>): Own {
  return inLanguage(table, useLanguage())
}
