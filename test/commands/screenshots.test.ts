import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { LANGUAGES as SPOKEN } from '../../src/browser/words.ts'
import { LANGUAGES, nameOf, picturesOf, SCENES, SINGLES, SIZES, THEMES } from '../../src/commands/screenshots/shots.ts'

const names = picturesOf().map(nameOf)
const shots = Object.values(SCENES).flatMap((scene) => Object.entries(scene))

test('every shell is photographed on every screen it is for, in every theme, in English and Chinese', () => {
  const every = shots.flatMap(([shot, sizes]) =>
    sizes.flatMap((size) =>
      THEMES.flatMap((theme) => ['en', 'zh'].map((language) => `${shot}-${size}-${theme}-${language}`)),
    ),
  )
  expect(new Set(names).size).toBe(names.length)
  expect(names.filter((name) => !name.endsWith('-es')).sort()).toEqual(every.sort())
  for (const [shot, sizes] of shots) expect(sizes, shot).toContain(shot.startsWith('wall-') ? 'wall' : 'phone')
  expect(new Set(shots.flatMap(([, sizes]) => sizes))).toEqual(new Set(Object.keys(SIZES)))
})

test('the languages of the pictures are the languages of the page', () => {
  expect(new Set(picturesOf().map((picture) => picture.language))).toEqual(new Set(Object.keys(LANGUAGES)))
  expect(Object.keys(LANGUAGES).sort()).toEqual(Object.keys(SPOKEN).sort())
})

test('a beginning chooses among them', () => {
  expect(picturesOf('wall-race').map(nameOf)).toContain('wall-race-wall-dark-zh')
  expect(picturesOf('wall-race').every((picture) => picture.shot === 'wall-race')).toBe(true)
  expect(picturesOf('nothing')).toEqual([])
})

test('the README shows the pictures that are kept, and every picture kept is shown', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const shown = [...readme.matchAll(/docs\/screenshots\/([\w-]+)\.webp/g)].map(([, name]) => name ?? '')
  for (const name of SINGLES) expect(names).toContain(name)
  expect(shown.filter((name) => !name.startsWith('sheet-')).sort()).toEqual([...SINGLES].sort())
})
