import { onDocument } from '../dom/page.js'

/** Keeps the screen from going dark while `wanted` says so. Browsers drop the lock when the page is hidden. */
export function keepAwake(wanted: () => boolean): () => void {
  let lock: WakeLockSentinel | undefined
  let isAsking = false
  const renew = async (): Promise<void> => {
    if (isAsking) return
    isAsking = true
    try {
      if (wanted() && lock?.released !== false) lock = await navigator.wakeLock?.request('screen')
      if (!wanted()) await lock?.release()
    } catch {
      // Refused on battery saving, where the page is not visible, and where somebody has forbidden it: nobody is hindered.
    }
    isAsking = false
  }
  const renewNow = (): void => void renew()
  onDocument('visibilitychange', renewNow)
  return renewNow
}
