/** The time that a piece of work has. */
export interface Deadline {
  /** Aborted when the time is over, or the run is stopped before. */
  readonly signal: AbortSignal
  /** Ends it: the work is done. Leaves no timer, and nothing at the signal of the run. */
  stop(): void
}

/**
 * Starts a deadline of `allowedMs`; `late` makes the reason for passing it. `stopped` ends it too, with its own reason. It may be the
 * signal of a run that lasts for days: `AbortSignal.any` would leave an entry there for each deadline (Node 20), and
 * `AbortSignal.timeout` a timer until the time is over.
 */
export function startDeadline(allowedMs: number, late: () => Error, stopped?: AbortSignal): Deadline {
  const controller = new AbortController()
  const stop = (): void => {
    clearTimeout(timer)
    stopped?.removeEventListener('abort', follow)
  }
  const follow = (): void => {
    stop()
    controller.abort(stopped?.reason)
  }
  const timer = setTimeout(() => {
    stop()
    controller.abort(late())
  }, allowedMs)
  if (stopped?.aborted) follow()
  else stopped?.addEventListener('abort', follow, { once: true })
  return { signal: controller.signal, stop }
}
