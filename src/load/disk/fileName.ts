import { relative, sep } from 'node:path'

/** The name that messages give to the file at `path`: relative to `cwd`, with `/` between folders on every system. */
export function fileName(path: string, cwd: string): string {
  const name = relative(cwd, path)
  return (name === '' ? '.' : name).split(sep).join('/')
}
