import launch from 'launch-editor'
import type { OpenEditor } from './openRoute.js'

/**
 * The author's editor: the one that `LECTERN_EDITOR` names, else the one that is running, else `$VISUAL` or `$EDITOR`.
 * A program that is not known gets the path, the line and the column as three arguments.
 */
export function authorsEditor(env: Record<string, string | undefined>): OpenEditor {
  const named = env.LECTERN_EDITOR || undefined
  // Without it, the library gives an unknown program nothing but the path.
  if (named !== undefined) env.LAUNCH_EDITOR ??= named
  return (path, line, column) =>
    new Promise((resolve, reject) => {
      // It tells only failures, and those at once or when the program has ended.
      const settled = setTimeout(resolve, 400)
      launch(`${path}:${line}:${column}`, named, (_, message) => {
        clearTimeout(settled)
        const why = message ? `: ${message.trim().replace(/\s+/g, ' ').replace(/\.+$/, '')}` : ''
        reject(new Error(`No editor could be opened${why}. Set one in LECTERN_EDITOR.`))
      })
    })
}
