import { describe, expect, test } from 'vitest'
import { missingWhy } from '../../../src/browser/connection/build.ts'
import { buildOf, filesOf, wayOf } from '../../../src/browser/offline/way.ts'

const AT = 'https://court.example'
const PAGE = '<link href="/built/main-AA.css"><script src="/built/main-BB.js"></script><link href="/built/main-AA.css">'

describe('the offline worker', () => {
  const way = (path: string, mode: RequestMode = 'cors', method = 'GET') =>
    wayOf({ url: new URL(path, AT).href, mode, method }, AT)

  test('hands out pages and built files', () => {
    expect(way('/', 'navigate')).toBe('page')
    expect(way('/ABCDE/screen?x=1', 'navigate')).toBe('page')
    expect(way('/built/main-AA.js')).toBe('built')
  })

  test('keeps out of all that the server answers itself, of other sites, and of everything that writes', () => {
    for (const path of ['/api/rooms/ABCDE/stream', '/api/docs', '/stream', '/game', '/healthz']) {
      expect(way(path), path).toBe('past')
      expect(way(path, 'navigate'), path).toBe('past')
    }
    for (const path of ['/icons/icon.svg', '/manifest.webmanifest', '/offline.js']) {
      expect(way(path, 'navigate'), path).toBe('past')
    }
    expect(way('https://pictures.example/built/x.js')).toBe('past')
    expect(way('/', 'navigate', 'POST')).toBe('past')
    expect(way('/')).toBe('past')
  })

  test('tells builds apart by the files that a page names', () => {
    expect(filesOf(PAGE)).toEqual(['/built/main-AA.css', '/built/main-BB.js'])
    expect(buildOf(PAGE)).not.toBe(buildOf(PAGE.replaceAll('AA', 'AB')))
    expect(buildOf('<title>Wi-Fi sign-in</title>')).toBe('')
  })
})

test('a missing file is told from a missing network, a deploy and a portal that answers for everyone', () => {
  expect(missingWhy(PAGE, '/built/main-BB.js')).toBe('stuck')
  expect(missingWhy(PAGE, '/built/main-CC.js')).toBe('outdated')
  expect(missingWhy('<title>Wi-Fi sign-in</title>', '/built/main-CC.js')).toBe('away')
})
