import { win32 } from 'node:path'

/** Names of browsers' programs in the search path, best first. */
export function programNames(platform: string): readonly string[] {
  if (platform === 'win32') return ['chrome.exe', 'msedge.exe']
  return [
    'google-chrome-stable',
    'google-chrome',
    'chromium',
    'chromium-browser',
    'microsoft-edge-stable',
    'microsoft-edge',
    'brave-browser',
  ]
}

/** Absolute paths where installers put browsers on systems that do not use the search path. */
export function installedPlaces(
  platform: string,
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  if (platform === 'darwin') return macPlaces(env.HOME)
  if (platform === 'win32') return windowsPlaces(env)
  return []
}

function macPlaces(home: string | undefined): string[] {
  const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser']
  const folders = ['/Applications', ...(home === undefined ? [] : [`${home}/Applications`])]
  return apps.flatMap((app) => folders.map((folder) => `${folder}/${app}.app/Contents/MacOS/${app}`))
}

function windowsPlaces(env: Readonly<Record<string, string | undefined>>): string[] {
  const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((root) => root !== undefined)
  const programs = [
    'Google\\Chrome\\Application\\chrome.exe',
    'Chromium\\Application\\chrome.exe',
    'Microsoft\\Edge\\Application\\msedge.exe',
    'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
  ]
  return programs.flatMap((program) => roots.map((root) => win32.join(root, program)))
}
