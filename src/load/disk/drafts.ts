// Names of what is not finished yet: a file on its way to its place, a browser that is being unpacked, a browser's profile. A
// run that is killed leaves them behind, and a later one removes them. All that it has to know is in the name, because a run
// can be killed right after it made one: `<prefix><machine>-<PID namespace>-<PID>-<random><ending>`.
// A process number means something in its namespace on its machine only. Two containers may share a volume and each have a
// process 17, and the first namespace of every machine has the same number.
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { lstat, readdir, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { isAlive, pid } from '../thisProcess.js'

/** What drafts of one kind are called. */
export interface DraftKind {
  readonly prefix: string
  readonly ending: string
}

/** Files, and folders of files, on their way to their place. */
export const fileDrafts: DraftKind = { prefix: '.lectern-', ending: '.tmp' }

/** A name for a draft that this process makes. */
export function draftName({ prefix, ending }: DraftKind): string {
  return `${prefix}${here()}-${pid}-${randomBytes(4).toString('hex')}${ending}`
}

/** Who made a draft: `ended` and `running` of processes here, `elsewhere` of those that cannot be judged from here. */
export type DraftMaker = 'ended' | 'running' | 'elsewhere'

/** Who made the draft of that name; `undefined` when it is none of that kind. */
export function draftMaker(name: string, { prefix, ending }: DraftKind): DraftMaker | undefined {
  if (!name.startsWith(prefix) || !name.endsWith(ending)) return undefined
  const made = name.slice(prefix.length, name.length - ending.length)
  // Versions before this one wrote no machine and no namespace.
  if (/^\d+-[\da-f]{8}$/.test(made)) return 'elsewhere'
  const [, where, pid] = /^([\da-f]{8}-\d+)-(\d+)-[\da-f]{8}$/.exec(made) ?? []
  if (where === undefined) return undefined
  if (where !== here()) return 'elsewhere'
  return isAlive(Number(pid)) ? 'running' : 'ended'
}

/** After that long, in milliseconds, nobody is still at it: it takes seconds. */
const abandonedMs = 24 * 3600 * 1000

/** Removes drafts in `folder` whose makers have ended, and those that are a day old, whoever made them. Never throws. */
export async function removeAbandoned(folder: string, kind: DraftKind = fileDrafts): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const maker = draftMaker(name, kind)
    if (maker === undefined) continue
    const path = join(folder, name)
    if (maker === 'ended' || (await ageMs(path)) > abandonedMs)
      await rm(path, { recursive: true, force: true }).catch(() => {})
  }
}

async function ageMs(path: string): Promise<number> {
  const stats = await lstat(path).catch(() => undefined)
  return stats === undefined ? 0 : Date.now() - stats.mtimeMs
}

/** The machine since it was started, and the PID namespace; both change when numbers of processes begin to mean others. */
function here(): string {
  const machine = `${hostname()} ${orNothing(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'))}`
  const namespace = /\d+/.exec(orNothing(() => readlinkSync('/proc/self/ns/pid')))?.[0] ?? '0'
  return `${createHash('sha256').update(machine).digest('hex').slice(0, 8)}-${namespace}`
}

function orNothing(read: () => string): string {
  try {
    return read()
  } catch {
    return ''
  }
}
