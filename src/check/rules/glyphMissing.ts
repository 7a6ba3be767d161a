import type { Rule } from '../rule.js'

/** Characters that show as a box. */
export const glyphMissing: Rule = {
  id: 'glyph-missing',
  level: 'error',
  why: 'No font in the file or of this machine has the character, so the PDF and the pictures show a box (“tofu”). Other machines may have it, or not.',
  options: {},
  slide: ({ slide, survey }) =>
    survey.tofu.map(({ character, element, box, below }) => ({
      slide: slide.index,
      message: `No font has “${character}” (U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}); a box shows in its place.`,
      hint: 'Add a font with it to the theme, or take another character.',
      element,
      box,
      below,
      words: character,
    })),
  bad: '# Signs of old\n\nThe word \u{12000}\u{1202d} in cuneiform',
  good: '# Signs of old\n\nThe word *an* in cuneiform',
}
