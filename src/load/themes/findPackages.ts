// Themes that the project has installed with npm. Only the project's own `node_modules` is looked into, never a parent's,
// and only data is read: `lectern-theme-night` and `@scope/lectern-theme-night` by their names, and every dependency whose
// package.json says `"lecternTheme": "theme.json"` (or names a CSS file).
import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Problem } from '../../model/problem.js'
import { decodeText } from '../deck/decodeText.js'
import { resolvePathInside } from '../disk/containment.js'
import { fileName } from '../disk/fileName.js'
import { readRegular } from '../disk/readRegular.js'
import { parseJson, placesIn } from '../jsonText.js'
import { engineNames } from './engineThemes.js'
import { findCss } from './findCss.js'
import { type Found, findPack } from './findPacks.js'

/** npm's rule for names, without the capitals of its first years: nothing that could leave the folder. */
const packageName = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/
const themeName = /^(?:@[^/]+\/)?lectern-theme-(.+)$/
const none: Found = { themes: [], problems: [] }

/** All themes of the project's packages, by the package's name; none when the project has no packages. */
export async function findPackages(cwd: string): Promise<Found> {
  const folder = join(cwd, 'node_modules')
  const [asked, installed] = await Promise.all([dependenciesOf(cwd), themePackagesIn(folder)])
  const names = [...new Set([...asked, ...installed])].filter((name) => packageName.test(name)).sort()
  const found = await Promise.all(names.map((name) => findInPackage(folder, name, cwd)))
  // A package that is installed for something else must not change what `default` means.
  const themes = found.flatMap((one) => one.themes).filter((theme) => !engineNames.includes(theme.name))
  return { themes, problems: found.flatMap(({ problems }) => problems) }
}

async function dependenciesOf(cwd: string): Promise<string[]> {
  const manifest = await readManifest(join(cwd, 'package.json'))
  if (!manifest.ok) return []
  return ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((key) => {
    const value = manifest.value[key]
    return isObject(value) ? Object.keys(value) : []
  })
}

/** Packages that say by their name that they are themes, also those that package.json does not list. */
async function themePackagesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder).catch(() => [])
  const scoped = entries
    .filter((name) => name.startsWith('@'))
    .map(async (scope) => (await readdir(join(folder, scope)).catch(() => [])).map((name) => `${scope}/${name}`))
  return [...entries, ...(await Promise.all(scoped)).flat()].filter((name) => themeName.test(name))
}

async function findInPackage(folder: string, name: string, cwd: string): Promise<Found> {
  const root = join(folder, name)
  const theme = themeName.exec(name)?.[1]
  const file = fileName(join(root, 'package.json'), cwd)
  const broken = (severity: Problem['severity'], message: string, hint: string, at = { line: 1, column: 1 }): Found => {
    const problem: Problem = { severity, code: 'theme-invalid', message, hint, place: { file, ...at } }
    return { themes: [], problems: [{ name: theme ?? name, level: 'npm', problems: [problem] }] }
  }
  const inside = await resolvePathInside(folder, name)
  if (!inside.ok && theme === undefined) return none
  if (!inside.ok && inside.reason === 'missing')
    return broken('warning', `The package \`${name}\` is a dependency but is not installed.`, 'Run `npm install`.')
  if (!inside.ok) {
    const message = `The package \`${name}\` is a link out of the project's node_modules and was not read.`
    return broken('error', message, `Use --theme-dir ${fileName(root, cwd)} if you trust it.`)
  }
  const manifest = await readManifest(join(root, 'package.json'))
  if (!manifest.ok) return theme === undefined ? none : broken('error', manifest.message, 'Reinstall the package.')
  const said = manifest.value.lecternTheme
  if (said === undefined && theme === undefined) return none
  if (said !== undefined && typeof said !== 'string') {
    const hint = 'Use the path of a theme.json or CSS file in the package.'
    return broken('error', '`lecternTheme` is not a path.', hint, placesIn(manifest.text)(['lecternTheme']))
  }
  const style = typeof manifest.value.style === 'string' ? manifest.value.style : undefined
  const hasPack = (await resolvePathInside(root, 'theme.json')).ok
  const path = said ?? (hasPack ? undefined : style) ?? 'theme.json'
  const target = await resolvePathInside(root, path)
  if (!target.ok) {
    const where = target.reason === 'missing' ? 'does not exist' : 'is outside the package'
    const at = placesIn(manifest.text)([said === undefined ? 'style' : 'lecternTheme'])
    return broken(
      'error',
      `The theme \`${path}\` of the package \`${name}\` ${where}.`,
      'Report it to the author of the package.',
      at,
    )
  }
  const way = join(root, path)
  return named(
    await (/\.css$/i.test(path)
      ? findCss(way, 'npm', { cwd, memo: undefined })
      : findPack(dirname(way), 'npm', cwd, way)),
    theme,
  )
}

/** A broken pack has the name by which a deck asks for its package. */
function named(found: Found, theme: string | undefined): Found {
  if (theme === undefined || found.themes.length > 0) return found
  return { themes: [], problems: found.problems.map((pack) => ({ ...pack, name: theme })) }
}

type ReadManifest =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>>; readonly text: string }
  | { readonly ok: false; readonly message: string }

async function readManifest(path: string): Promise<ReadManifest> {
  const read = await readRegular(path, 1024 * 1024)
  const decoded = read.ok ? decodeText(read.bytes) : read
  if (!decoded.ok) return { ok: false, message: `The package.json cannot be read (${decoded.reason}).` }
  const parsed = parseJson(decoded.text)
  if (!parsed.ok || !isObject(parsed.value)) return { ok: false, message: 'The package.json is not valid.' }
  return { ok: true, value: parsed.value, text: decoded.text }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
