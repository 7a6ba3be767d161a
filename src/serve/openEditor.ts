import launch from 'launch-editor'
import type { OpenEditor } from './openRoute.js'

/** The author's editor: the one that `LECTERN_EDITOR` names, else the one that is running, else `$VISUAL` or `$EDITOR`. */
export function authorsEditor(env: Readonly<Record<string, string | undefined>>): OpenEditor {
  return (path, line, column) =>
    new Promise((resolve, reject) => {
      // It tells only failures, and those at once or when the program has ended.
      const settled = setTimeout(resolve, 400)
      launch(`${path}:${line}:${column}`, env.LECTERN_EDITOR || undefined, (_, message) => {
        clearTimeout(settled)
        const why = message ? `: ${message.trim().replace(/\s+/g, ' ')}` : ''
        reject(new Error(`No editor could be opened${why}. Name one in LECTERN_EDITOR.`))
      })
    })
}
