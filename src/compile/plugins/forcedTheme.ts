import { contextOf } from '../context.js'
import type { MarkdownIt, MarpitState } from '../engine/markdownIt.js'

/** Puts the theme of the command line in the place of the deck's. Must run before Marp reads the size of the theme. */
export function forcedTheme(md: MarkdownIt, marpit: MarpitState): void {
  md.core.ruler.after('marpit_directives_global_parse', 'lectern_forced_theme', (state) => {
    if (state.inlineMode) return
    const { forcedTheme: theme } = contextOf(state.env)
    if (theme === undefined) return
    marpit.globals = { ...marpit.globals, theme }
  })
}
