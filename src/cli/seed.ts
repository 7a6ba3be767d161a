// Run by the build, never by the command: compiles a slide in every theme that comes with us and keeps the packed CSS.
import { createHash } from 'node:crypto'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { compile } from '../compile/compile.js'
import { createEngine } from '../compile/engine/engine.js'
import { seedPath } from '../load/cache/seed.js'
import { sourceFromText } from '../load/deck/source.js'
import { packageRoot } from '../load/packageRoot.js'
import { loadThemes } from '../load/themes/themes.js'

/** Writes `lib/seed/`. */
export async function writeSeed(): Promise<void> {
  const root = packageRoot()
  const entries = await readdir(join(root, 'themes'), { withFileTypes: true })
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const packs = folders.filter((name) => name !== 'base')
  const values = new Map<string, string>()
  const memo = {
    get: (key: string) => values.get(key),
    set: (key: string, value: string) => void values.set(key, value),
  }
  for (const theme of ['default', 'gaia', 'uncover', ...packs]) {
    const { themes, names } = await loadThemes({ cwd: root, packageRoot: root, dirs: [], wanted: theme, memo })
    for (const body of ['# a', '# a\n\n$x$']) {
      const origin = { file: 'seed.md', path: '', root, name: 'seed' }
      await compile(sourceFromText(`---\ntheme: ${theme}\n---\n${body}`, origin), {
        engine: createEngine(),
        memo,
        hash: (text) => createHash('sha256').update(text).digest('base64url'),
        themes,
        themeNames: names,
        unsafeHtml: false,
        allowNet: false,
      })
    }
  }
  for (const [key, value] of values) {
    if (!/^css:/.test(key)) continue
    const path = seedPath(root, key)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, value)
  }
}
