// The browser that `lectern browser install` fetches: Chrome's headless shell of "Chrome for Testing", the build that Google
// publishes for programs. Addresses and names: https://github.com/GoogleChromeLabs/chrome-for-testing

/** The version that this Lectern was written for. */
export const pinnedVersion = '148.0.7778.97'

/** Where archives come from when nobody names a mirror. */
export const publicSource = 'https://storage.googleapis.com/chrome-for-testing-public'

/** SHA-256 of archives that were verified by hand, by platform. Others are verified against the hash that the server states. */
export const pinnedHashes: Readonly<Partial<Record<ShellPlatform, string>>> = {}

/** Platforms that have a headless shell, as Chrome for Testing names them. */
export type ShellPlatform = 'linux64' | 'mac-arm64' | 'mac-x64' | 'win32' | 'win64'

/** The platform of a machine, by Node's names for systems and processors; `undefined` where there is no build. */
export function shellPlatform(platform: string, arch: string): ShellPlatform | undefined {
  const names: Readonly<Record<string, ShellPlatform>> = {
    'linux x64': 'linux64',
    'darwin arm64': 'mac-arm64',
    'darwin x64': 'mac-x64',
    'win32 ia32': 'win32',
    'win32 x64': 'win64',
    // Windows runs programs for x64 on ARM.
    'win32 arm64': 'win64',
  }
  return names[`${platform} ${arch}`]
}

/** Name of the archive. */
export function archiveName(platform: ShellPlatform): string {
  return `chrome-headless-shell-${platform}.zip`
}

/** Address of the archive below a source (`publicSource` or a mirror of it). */
export function archiveAddress(source: string, platform: ShellPlatform): string {
  return `${source.replace(/\/+$/, '')}/${pinnedVersion}/${platform}/${archiveName(platform)}`
}

/** Path of the program inside the archive, with `/`. */
export function programInArchive(platform: ShellPlatform): string {
  const ending = platform.startsWith('win') ? '.exe' : ''
  return `chrome-headless-shell-${platform}/chrome-headless-shell${ending}`
}
