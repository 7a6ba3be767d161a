import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The absolute folder of Lectern itself: the nearest one above this module whose package.json has our name. The same
 * from `src/` and from the bundle in `lib/`. Throws a plain `Error` when the installation is broken.
 */
export function packageRoot(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json')
    if (existsSync(manifest) && /"name":\s*"lectern"/.test(readFileSync(manifest, 'utf8'))) return folder
    if (dirname(folder) === folder) throw new Error('The folder of the package lectern cannot be found.')
  }
}
