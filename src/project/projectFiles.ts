import { realpathSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import type { LoadedThemes } from '../load/themes/themes.js'
import type { ProjectSettings } from './settings.js'

/** Absolute paths of what configures a project, whether it is there or not. */
export function projectFiles(cwd: string): string[] {
  return [...['ts', 'mjs', 'js', 'json'].map((ending) => `lectern.config.${ending}`), 'package.json'].map((name) =>
    join(cwd, name),
  )
}

/** Absolute paths of all that themes were, or could be, read from: manifests, CSS, folders whose names count, tokens. */
export async function themeFiles(settings: ProjectSettings, loaded: LoadedThemes, cwd: string): Promise<string[]> {
  const folders = [join(cwd, 'themes'), ...settings.themeDirs.map((dir) => resolve(cwd, dir))]
  const manifests = await Promise.all(folders.map(manifestsIn))
  const isPath = settings.theme !== undefined && /[\\/]|^\.|\.css$/i.test(settings.theme)
  const named = isPath ? [resolve(cwd, settings.theme ?? '')] : []
  const used = loaded.themes.flatMap(({ file, root, sheets = [] }) =>
    root === undefined ? [] : [...sheets, ...throughLinks(root, resolve(cwd, file)), join(root, 'theme.json')],
  )
  const broken = loaded.problems.map(({ place }) => resolve(cwd, place.file))
  return [...new Set([join(cwd, 'brand.json'), ...folders, ...manifests.flat(), ...named, ...used, ...broken])]
}

/** The real path of a pack's file, and by way of the pack's folder: that may be a link, which leads to another one later. */
function throughLinks(root: string, path: string): string[] {
  try {
    const way = relative(realpathSync(root), path)
    return [...new Set([path, way.startsWith('..') ? path : join(root, way)])]
  } catch {
    return [path]
  }
}

/** A pack may lie in each folder of these; a manifest may yet come. */
async function manifestsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries.flatMap((entry) => {
    if (/\.css$/i.test(entry.name)) return [join(folder, entry.name)]
    return entry.isFile() || entry.name.startsWith('.') ? [] : [join(folder, entry.name, 'theme.json')]
  })
}
