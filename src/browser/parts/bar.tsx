import type { ComponentChildren } from 'preact'
import { type Theme, theme, useSetting } from '../setting.ts'
import { LANGUAGES, type Language, language, useLanguage, useWords } from '../words.ts'
import { Brand } from './brand.tsx'
import { Icon, type IconName } from './icon.tsx'

/** The top of every page but the big screen. */
export function Bar({ children }: { children?: ComponentChildren }) {
  return (
    <header class="bar">
      <Brand />
      <div class="bar-middle">{children}</div>
      <Preferences />
    </header>
  )
}

const THEMES: readonly Theme[] = ['auto', 'light', 'dark']
const THEME_ICONS: Readonly<Record<Theme, IconName>> = { auto: 'auto', light: 'sun', dark: 'moon' }

export function Preferences() {
  const words = useWords()
  const shown = useLanguage()
  const chosen = useSetting(theme)
  const names: Readonly<Record<Theme, string>> = {
    auto: words.themeAuto,
    light: words.themeLight,
    dark: words.themeDark,
  }
  const other = (Object.keys(LANGUAGES) as Language[]).find((each) => each !== shown) ?? 'en'
  const nextTheme = THEMES[(THEMES.indexOf(chosen) + 1) % THEMES.length] ?? 'auto'
  return (
    <div class="preferences">
      <button type="button" class="plain-button" lang={LANGUAGES[other].tag} onClick={() => language.set(other)}>
        {LANGUAGES[other].name}
      </button>
      <button
        type="button"
        class="plain-button square"
        aria-label={`${words.theme}: ${names[chosen]}`}
        title={`${words.theme}: ${names[chosen]}`}
        onClick={() => theme.set(nextTheme)}
      >
        <Icon name={THEME_ICONS[chosen]} />
      </button>
    </div>
  )
}
