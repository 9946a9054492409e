/** What is photographed: every shell, on every screen it is made for, in both themes and in the languages of the page. */

export const SIZES = {
  phone: { width: 390, height: 844 },
  tablet: { width: 820, height: 1180 },
  wall: { width: 1920, height: 1080 },
} as const
export type Size = keyof typeof SIZES

export const THEMES = ['light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export const LANGUAGES = { en: 'en-GB', zh: 'zh-CN', es: 'es-ES' } as const
export type Language = keyof typeof LANGUAGES

const HANDS: readonly Size[] = ['phone', 'tablet']
const EVERYWHERE: readonly Size[] = ['phone', 'tablet', 'wall']

/** Each scene's shots, in the order they are taken. */
export const SCENES = {
  outside: {
    home: EVERYWHERE,
    'set-up': HANDS,
    'games-loading': HANDS,
    'games-failed': HANDS,
    'editor-empty': HANDS,
    editor: HANDS,
    'editor-question': HANDS,
    'offline-home': HANDS,
    'offline-room': HANDS,
    missing: EVERYWHERE,
    nowhere: HANDS,
  },
  race: {
    'lobby-empty': HANDS,
    'wall-lobby-empty': EVERYWHERE,
    join: HANDS,
    lobby: HANDS,
    'lobby-host': HANDS,
    'wall-lobby': EVERYWHERE,
    'wall-countdown': ['wall', 'tablet'],
    'wall-race': EVERYWHERE,
    race: HANDS,
    'race-host': HANDS,
    paused: HANDS,
    'paused-host': HANDS,
    'wall-paused': EVERYWHERE,
    offline: HANDS,
    'host-away': HANDS,
    'wall-host-away': EVERYWHERE,
    'host-back': HANDS,
    over: HANDS,
    'over-host': HANDS,
    'wall-over': EVERYWHERE,
    replay: EVERYWHERE,
    kicked: HANDS,
    ended: HANDS,
  },
  quiz: {
    'wall-quiz-guess': EVERYWHERE,
    'wall-quiz-guessed': ['wall', 'tablet'],
    'quiz-reading': HANDS,
    'wall-quiz-reading': ['wall', 'tablet'],
    'quiz-answering': HANDS,
    'quiz-locked': HANDS,
    'quiz-host': HANDS,
    'wall-quiz': EVERYWHERE,
    'quiz-reveal': HANDS,
    'quiz-reveal-host': HANDS,
    'wall-quiz-reveal': EVERYWHERE,
    'quiz-over-host': HANDS,
    'wall-quiz-over': EVERYWHERE,
  },
  four: {
    four: HANDS,
    'wall-four': EVERYWHERE,
    'four-over': HANDS,
    'wall-four-over': EVERYWHERE,
  },
  board: {
    'wall-board-empty': ['wall', 'phone'],
    'board-host': HANDS,
    'wall-board': EVERYWHERE,
    'replay-empty': HANDS,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly Size[]>>>>

export type Scene = keyof typeof SCENES
export type Shot = { [Each in Scene]: keyof (typeof SCENES)[Each] & string }[Scene]

/** In Spanish, whose words are as long as they get, only where there is little room for them. */
const SPANISH: readonly Shot[] = [
  'home',
  'set-up',
  'quiz-answering',
  'quiz-host',
  'quiz-reveal',
  'wall-quiz',
  'wall-quiz-over',
]

/** Where a shot's page is scrolled to, if not to its top. */
export const SCROLLED: { readonly [Name in Shot]?: string } = {
  'set-up': '.opening',
  'games-loading': '.opening',
  'games-failed': '.opening',
  'editor-empty': '.quiz-packs',
  editor: '.quiz-packs',
}

export interface Picture {
  readonly scene: Scene
  readonly shot: Shot
  readonly size: Size
  readonly theme: Theme
  readonly language: Language
}

export function nameOf({ shot, size, theme, language }: Omit<Picture, 'scene'>): string {
  return `${shot}-${size}-${theme}-${language}`
}

/** All pictures whose names begin so. */
export function picturesOf(beginning = ''): Picture[] {
  const all: Picture[] = []
  for (const language of Object.keys(LANGUAGES) as Language[])
    for (const theme of THEMES)
      for (const scene of Object.keys(SCENES) as Scene[])
        for (const [shot, sizes] of Object.entries(SCENES[scene]) as [Shot, readonly Size[]][])
          for (const size of sizes) all.push({ scene, shot, size, theme, language })
  return all
    .filter(({ language, shot }) => language !== 'es' || SPANISH.includes(shot))
    .filter((picture) => nameOf(picture).startsWith(beginning))
}

/** The pictures that are also kept one by one, at full size, for the README. */
export const SINGLES: readonly string[] = [
  'wall-quiz-wall-light-en',
  'wall-lobby-wall-dark-en',
  'wall-race-wall-light-en',
  'wall-quiz-over-wall-dark-en',
  'wall-four-wall-light-zh',
  'join-phone-light-en',
  'quiz-answering-phone-light-en',
  'quiz-reveal-phone-dark-en',
  'race-host-phone-light-en',
  'replay-wall-light-en',
]
