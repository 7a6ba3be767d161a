// The command that tests run is `lib/`, made of `src/`. An older one would test what is no longer there.
import { setTimeout } from 'node:timers/promises'
import { type Build, readBuild } from '../bin/freshness.mjs'

/** How long `npm run dev` may need for the last save. */
const deadlineMs = 10_000

/** Vitest's global setup. Throws when `lib/` is missing or not made of the files that are there. */
export async function setup(): Promise<void> {
  const { kind, staleFor } = await caughtUp()
  if (kind === undefined) throw new Error('lib/ is not built. Run `npm run build` first.')
  if (staleFor !== undefined)
    throw new Error(`lib/ is older than ${staleFor}. Run \`npm run build\` first, or keep \`npm run dev\` running.`)
}

/** For tests that measure what is shipped. Throws when `lib/` is a development build, or stale. */
export function needRelease(): void {
  const { kind, staleFor } = readBuild()
  if (kind !== 'release' || staleFor !== undefined)
    throw new Error(
      'This test measures what is shipped, and lib/ is no release build of `src/`. Run `npm run build` first.',
    )
}

/** Debounced builds follow a save at once, so a stale `lib/` that somebody keeps fresh is waited for. */
async function caughtUp(): Promise<Build> {
  const end = performance.now() + deadlineMs
  for (;;) {
    const build = readBuild()
    const isKept = build.keptBy !== undefined && build.staleFor !== undefined
    if (!isKept || performance.now() > end) return build
    await setTimeout(50)
  }
}
