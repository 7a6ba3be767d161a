import type { Problem } from '../../model/problem.js'
import type { Source } from '../../model/source.js'
import type { SlideDraft } from '../context.js'
import { mostSlides } from '../plugins/limits.js'

/** Says when a deck has nothing to show, or more than it may have. `text` is what was rendered, `found` all of its slides. */
export function emptiness(source: Source, text: string, slides: readonly SlideDraft[], found: number): Problem[] {
  const place = {
    file: source.file,
    line: Math.max(1, Math.min(source.frontMatter.lineCount + 1, source.text.split('\n').length)),
    column: 1,
  }
  if (found > mostSlides) {
    const message = `The deck has ${found.toLocaleString('en')} slides (maximum ${mostSlides.toLocaleString('en')}).`
    return [
      {
        severity: 'error',
        code: 'deck-too-large',
        message,
        hint: 'Split it into several decks.',
        place: { ...place, line: slides.at(-1)?.line ?? 1 },
      },
    ]
  }
  const body = text.split('\n').slice(source.frontMatter.lineCount).join('\n')
  if (slides.length > 0 && /[^\s-]/.test(body)) return []
  return [
    {
      severity: 'error',
      code: 'deck-empty',
      message: 'The deck has no slide with content.',
      hint: 'Add a heading, such as `# Hello`.',
      place,
    },
  ]
}
