import { access } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * The library path that the embedded browser needs: absent when the system has what it is linked against. Its own
 * libraries are for systems without; mixing them with the system's is what breaks elsewhere, so it is all or nothing.
 */
export async function libraryPath(
  own: string,
  current: string | undefined,
  system: readonly string[] = systemFolders,
): Promise<string | undefined> {
  const folders = [...(current ?? '').split(':').filter((folder) => folder !== ''), ...system]
  const found = await Promise.all(needed.map((name) => isInOneOf(folders, name)))
  if (found.every(Boolean)) return undefined
  return current === undefined || current === '' ? own : `${own}:${current}`
}

const needed = ['libnss3.so', 'libnssutil3.so', 'libnspr4.so', 'libexpat.so.1']

const systemFolders = ['/lib/x86_64-linux-gnu', '/usr/lib/x86_64-linux-gnu', '/lib64', '/usr/lib64', '/lib', '/usr/lib']

async function isInOneOf(folders: readonly string[], name: string): Promise<boolean> {
  const found = await Promise.all(
    folders.map((folder) =>
      access(join(folder, name)).then(
        () => true,
        () => false,
      ),
    ),
  )
  return found.includes(true)
}
