/** Keeps a screen lit while a match runs. Browsers allow it only after a tap, and drop it when the tab is hidden. */

let wanted = false
let lock: WakeLockSentinel | undefined

/** To be called inside a tap. */
export function stayAwake(): void {
  wanted = true
  void take()
}

export function maySleep(): void {
  wanted = false
  void lock?.release().catch(() => {})
  lock = undefined
}

async function take(): Promise<void> {
  if (!wanted || document.visibilityState !== 'visible' || (lock && !lock.released)) return
  lock = await navigator.wakeLock?.request('screen').catch(() => undefined)
}

if (typeof document !== 'undefined') document.addEventListener('visibilitychange', () => void take())

/** A short buzz, on phones that can. */
export function buzz(ms: number | number[]): void {
  navigator.vibrate?.(ms)
}
