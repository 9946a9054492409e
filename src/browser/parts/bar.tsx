import type { ComponentChildren } from 'preact'
import { type Theme, theme, useSetting } from '../setting.ts'
import { isLanguage, LANGUAGES, language, useLanguage, useWords } from '../words.ts'
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
  const nextTheme = THEMES[(THEMES.indexOf(chosen) + 1) % THEMES.length] ?? 'auto'
  return (
    <div class="preferences">
      <span class="languages">
        <Icon name="globe" />
        <select
          aria-label={words.language}
          value={shown}
          onChange={({ currentTarget }) => {
            const { value } = currentTarget
            // Until its words have come, the menu says what is shown.
            currentTarget.value = shown
            if (isLanguage(value)) language.set(value)
          }}
        >
          {Object.entries(LANGUAGES).map(([each, { name, tag }]) => (
            <option key={each} value={each} lang={tag}>
              {name}
            </option>
          ))}
        </select>
      </span>
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
