import { useEffect, useState } from 'preact/hooks'

/** What this browser remembers for its owner. Storage may be refused (private windows): then it lasts as long as the tab. */

export interface Setting<Value extends string> {
  get(): Value
  set(value: Value): void
  watch(seen: (value: Value) => void): () => void
}

export function setting<Value extends string>(
  key: string,
  allowed: (text: string) => text is Value,
  first: () => Value,
) {
  const watchers = new Set<(value: Value) => void>()
  const stored = recall(`courtside.${key}`)
  let current = stored !== undefined && allowed(stored) ? stored : first()
  const made: Setting<Value> = {
    get: () => current,
    set(value) {
      current = value
      try {
        localStorage.setItem(`courtside.${key}`, value)
      } catch {
        // No storage (private windows, blocked cookies): the choice holds until the page goes.
      }
      for (const seen of watchers) seen(value)
    },
    watch(seen) {
      watchers.add(seen)
      return () => watchers.delete(seen)
    },
  }
  return made
}

export function useSetting<Value extends string>(of: Setting<Value>): Value {
  const [value, setValue] = useState(of.get())
  useEffect(() => of.watch(setValue), [of])
  return value
}

function recall(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined
  } catch {
    return undefined
  }
}

function oneOf<Value extends string>(...values: readonly Value[]) {
  return (text: string): text is Value => (values as readonly string[]).includes(text)
}

export type Theme = 'auto' | 'light' | 'dark'
export const theme = setting<Theme>('theme', oneOf('auto', 'light', 'dark'), () => 'auto')

/** Sounds are the big screen's alone. */
export const sound = setting<'on' | 'off'>('sound', oneOf('on', 'off'), () => 'off')

/** The name last played under, offered again. */
export const lastName = setting<string>(
  'name',
  (text): text is string => text.length > 0,
  () => '',
)

/** Keeps `data-theme` on the page at the theme to draw. */
export function applyTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const apply = () => {
    const chosen = theme.get()
    const shown = chosen === 'auto' ? (dark.matches ? 'dark' : 'light') : chosen
    document.documentElement.dataset.theme = shown
  }
  apply()
  theme.watch(apply)
  dark.addEventListener('change', apply)
}
