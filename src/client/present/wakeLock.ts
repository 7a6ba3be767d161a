import { onDocument } from '../page.js'

/** Keeps the screen from going dark while `wanted` says so. Browsers drop the lock when the page is hidden. */
export function keepAwake(wanted: () => boolean): () => void {
  let lock: WakeLockSentinel | undefined
  const renew = async (): Promise<void> => {
    if (!wanted()) {
      await lock?.release()
      lock = undefined
    } else if (lock === undefined || lock.released) {
      lock = await navigator.wakeLock?.request('screen')
    }
  }
  // Refused on battery saving, and where the page is not visible.
  const tryToRenew = (): void => void renew().catch(() => undefined)
  onDocument('visibilitychange', tryToRenew)
  return tryToRenew
}
