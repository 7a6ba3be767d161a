// What a build and a check have used is kept by the engine until it needs the room, which in a server that waits is never: 170 MB
// where 115 are enough. Node has no word for giving it back, except to debuggers.
import type { Session } from '../../serve/deck/session.js'

/** Whoever writes has left: the first save after it takes some 100 ms longer. */
const restMs = 5 * 60_000

/** Gives memory back to the system when nothing has happened to these sessions for a while (`quietMs`). */
export function releaseMemoryWhenQuiet(sessions: readonly Session[], quietMs = restMs): void {
  let timer: NodeJS.Timeout | undefined
  const wait = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void giveBack(), quietMs).unref()
  }
  for (const session of sessions) session.listen(wait)
}

async function giveBack(): Promise<void> {
  try {
    // Asked for here, so that no other command loads it.
    const { Session } = process.getBuiltinModule('node:inspector/promises')
    const session = new Session()
    session.connect()
    await session.post('HeapProfiler.collectGarbage')
    // Not from within its answer: V8 would wait for itself for ever.
    session.disconnect()
  } catch {
    // A Node that was built without an inspector keeps it.
  }
}
