import { dirname, isAbsolute, relative } from 'node:path'
import type { SourcePlace } from '../../load/editing/sourceFile.js'

/**
 * The place of a text that a command may write: links are followed inside of the folder that the command runs in, as the
 * editor does, and for a deck that was named from elsewhere inside of its own.
 */
export function sourcePlace(path: string, file: string, cwd: string): SourcePlace {
  const within = relative(cwd, path)
  const isInside = within !== '..' && !/^\.\.[\\/]/.test(within) && !isAbsolute(within)
  return { file, path, project: isInside ? cwd : dirname(path) }
}
