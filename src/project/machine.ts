import { statSync } from 'node:fs'
import { tmpdir } from 'node:os'

/** What work on a project may know of the machine. Passed in, never looked up: two projects in one process each have their own. */
export interface Machine {
  /** Absolute folder that paths count from; the project's. */
  readonly cwd: string
  /** Environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Absolute folder of Lectern itself. */
  readonly packageRoot: string
  /** As `process.platform` and `process.arch` name them. */
  readonly platform: NodeJS.Platform
  readonly arch: string
  /** True when the process may do anything: a browser has no sandbox then. */
  readonly isRoot: boolean
  /** Absolute folder for what lives as long as the process. */
  readonly tempFolder: string
  /** Version and build of Lectern: what another one has remembered is not used. */
  readonly madeBy: string
}

/** Names this build: a developer's next one must not find what this one has remembered. */
export function buildMark(version: string, packageRoot: string): string {
  const { size, mtimeMs } = statSync(`${packageRoot}/lib/command.cjs`, { throwIfNoEntry: false }) ?? {
    size: 0,
    mtimeMs: 0,
  }
  return `${version} ${size} ${mtimeMs}`
}

/** The machine that a process runs on. */
export function machineOf(
  { env, platform, arch, getuid }: Pick<NodeJS.Process, 'env' | 'platform' | 'arch' | 'getuid'>,
  { root, version }: { readonly root: string; readonly version: string },
  cwd: string,
): Machine {
  const isRoot = getuid?.() === 0
  return { cwd, env, packageRoot: root, platform, arch, isRoot, tempFolder: tmpdir(), madeBy: buildMark(version, root) }
}
