import type { RenderContext } from './context.js'
import type { MarkdownIt } from './engine/markdownIt.js'
import { slideHtml } from './slideHtml.js'

/** A line that is shorter, in characters, ends where its author ended it: in notes people write one thought a line. */
const wrapped = 60

/** A parser of Markdown with nothing of Marp in it, as markdown-it makes them. */
export interface NotesParser extends Pick<MarkdownIt, 'core' | 'renderer' | 'utils'> {
  render(text: string): string
}

/**
 * Teaches a plain parser to read speaker notes: no raw HTML, no pictures (their words stand instead), and line breaks
 * where lines are short.
 */
export function notesRules(md: NotesParser): NotesParser {
  md.core.ruler.push('lectern_notes_breaks', (state) => {
    for (const { children, content } of state.tokens) {
      const lines = content.split('\n')
      let line = 0
      for (const child of children ?? []) {
        if (child.type !== 'softbreak' && child.type !== 'hardbreak') continue
        if ((lines[line]?.length ?? 0) < wrapped) child.type = 'hardbreak'
        line += 1
      }
    }
  })
  md.renderer.rules.image = (tokens, index) => md.utils.escapeHtml(tokens[index]?.content ?? '')
  return md
}

/** Speaker notes as HTML that is safe to show, whatever else the deck may do. */
export function renderNotes(md: NotesParser, notes: readonly string[], context: RenderContext): string[] {
  return notes.map((note) => slideHtml(md.render(note), { ...context, allowNet: false }, false).html.trim())
}
