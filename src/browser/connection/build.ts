import { filesOf } from '../offline/way.ts'

/** Why a part of the page cannot be fetched: nobody answers, a deploy has taken it away, or the browser will not try again. */
export type Missing = 'away' | 'outdated' | 'stuck'

/** @param own the script this page began with. */
export function missingWhy(html: string, own: string): Missing {
  const files = filesOf(html)
  // No file at all: a captive portal or a gateway answered in the server's place.
  if (files.length === 0) return 'away'
  return files.includes(own) ? 'stuck' : 'outdated'
}

/** Asks the server for its page and looks whether it is still the one that is open here. Never throws. */
export async function whyMissing(): Promise<Missing> {
  try {
    const response = await fetch('/', { cache: 'no-store' })
    const own = document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? location.href
    return missingWhy(await response.text(), new URL(own).pathname)
  } catch {
    return 'away'
  }
}
