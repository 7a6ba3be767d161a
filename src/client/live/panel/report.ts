import type { Painted } from '../../../model/protocol/live.js'

/**
 * Tells what showing a revision took, once the frame with it is drawn (`--debug`). `startMs` is when its message came,
 * `patchedMs` when the page was changed.
 */
export function reportPainting(
  revision: number,
  {
    startMs,
    patchedMs,
    timings = {},
  }: { startMs: number; patchedMs: number; timings?: Readonly<Record<string, number>> | undefined },
  send: (message: Painted) => void,
): void {
  requestAnimationFrame(() => {
    // The frame is drawn after its callbacks; the next task comes behind it.
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      const painted = { revision, patchMs: patchedMs - startMs, frameMs: performance.now() - patchedMs }
      const parts = Object.entries({ ...timings, patch: painted.patchMs, frame: painted.frameMs })
      console.info(`Lectern ${revision}: ${parts.map(([name, ms]) => `${name} ${ms.toFixed(1)} ms`).join(', ')}`)
      send({ type: 'painted', ...painted })
      port1.close()
    }
    port2.postMessage(undefined)
  })
}
