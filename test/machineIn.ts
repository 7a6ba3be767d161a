import { tmpdir } from 'node:os'
import { packageRoot } from '../src/load/packageRoot.js'
import type { Machine } from '../src/project/machine.js'

/** This machine, with that project and that environment. */
export function machineIn(cwd: string, env: Machine['env'] = {}): Machine {
  const { platform, arch } = process
  const isRoot = process.getuid?.() === 0
  return { cwd, env, packageRoot: packageRoot(), platform, arch, isRoot, tempFolder: tmpdir(), madeBy: 'test' }
}
