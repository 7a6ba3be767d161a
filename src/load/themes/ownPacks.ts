// The packs that come with Lectern. Their manifests are long (the layouts with their examples), there are many of them, and
// a deck needs one or none: reading and validating all of them cost every start a tenth of its CPU time. So their folders say
// what they are called, which a test holds, and a manifest is read when its theme is wanted.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileName } from '../disk/fileName.js'
import { baseName } from './engineThemes.js'
import { type Found, type FoundTheme, findPack, findPacks } from './findPacks.js'

/** Lectern's own packs by name, without their manifests; `readOwn` reads one of them. */
export async function nameOwn(packageRoot: string, cwd: string): Promise<Found> {
  const folder = join(packageRoot, 'themes')
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const names = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort()
  const themes = names.map((name): FoundTheme => {
    const root = join(folder, name)
    return {
      name: name === 'base' ? baseName : name,
      level: 'package',
      file: fileName(join(root, 'theme.json'), cwd),
      cssPath: join(root, 'theme.css'),
      root,
    }
  })
  return { themes, problems: [] }
}

/** One of Lectern's own packs with its manifest; without a theme when its files are damaged. */
export function readOwn({ root }: FoundTheme, cwd: string): Promise<Found> {
  return findPack(root, 'package', cwd)
}

/** All of Lectern's own packs with their manifests. */
export function readAllOwn(packageRoot: string, cwd: string): Promise<Found> {
  return findPacks(join(packageRoot, 'themes'), 'package', cwd)
}
