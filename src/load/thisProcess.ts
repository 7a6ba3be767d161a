// The only file below the command that asks the process, and only for what is the same for every project in it. Folder,
// environment and streams belong to who calls: they come in arguments.

/** As Node names them. */
export const { pid, platform, arch, execPath } = process

/** Numbers of the user and group that the process runs as; absent on Windows. */
export const uid = process.getuid?.()
export const gid = process.getgid?.()

/** True when a process of that number exists, whoever owns it. */
export function isAlive(other: number): boolean {
  try {
    return process.kill(other, 0)
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}

/** Kills a process group at once; not on Windows, which has none. @throws when there is none of that number. */
export function endGroup(leader: number): void {
  process.kill(-leader, 'SIGKILL')
}
