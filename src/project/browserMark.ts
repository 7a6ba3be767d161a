import { stat } from 'node:fs/promises'
import { installedShell } from '../export/browser/install/installedShell.js'
import type { Machine } from './machine.js'
import type { ProjectSettings } from './settings.js'

/** What tells browsers apart: another one may lay out and print otherwise. Empty for the one that comes along, which is part of this version. */
export async function browserMark(
  { browser }: Pick<ProjectSettings, 'browser'>,
  { env, platform, arch }: Pick<Machine, 'env' | 'platform' | 'arch'>,
): Promise<string> {
  const path = browser ?? (env.LECTERN_BROWSER || env.CHROME_PATH)
  if (path === undefined) return (await installedShell({ env, platform, arch }))?.path ?? ''
  const stats = await stat(path).catch(() => undefined)
  return `${path} ${stats?.size} ${stats?.mtimeMs}`
}
