import type { Slide } from '../../model/deck.js'
import { fileOf } from '../fileOf.js'
import { groupFaults } from '../group.js'
import { around, overflows } from '../measure/faults.js'
import type { Rule } from '../rule.js'

/** Content that is cut off at an edge. Decoration may bleed: pictures without a description that somebody has moved by hand are left alone. */
export const overflow: Rule = {
  id: 'overflow',
  level: 'error',
  why: 'What lies beyond the edge is gone on the projector and in the PDF. Say less, split the slide, or let its text shrink: packs do so by themselves, other themes with `fit: shrink`.',
  options: { px: { default: 8, meaning: 'how far a picture may reach over the edge, in pixels' } },
  everyView: true,
  everyStep: 'changed',
  slide: ({ deck, slide, survey, option }) => [
    // What is too long although it may shrink is told by lines, in `fit-failed`.
    ...groupFaults(
      overflows(survey, slide.index).filter(
        ({ what }) => (survey.fit?.linesOver ?? 0) === 0 || !/ at the bottom /.test(what),
      ),
      ({ what }) => what.replace(/\d+/, ''),
    ).map(({ first, worst, subject }) => ({
      slide: slide.index,
      message: `${subject} ${worst === first ? worst.what : worst.what.replace('by ', 'by up to ')}.`,
      hint: hintFor(slide),
      element: first.element,
      box: worst === first ? first.box : around([first.box, worst.box]),
      below: first.below,
      words: first.text,
    })),
    ...survey.pictures
      .filter(({ alt, background, beyondPx, flows }) => !background && (alt !== '' || flows) && beyondPx > option('px'))
      .map(({ element, box, below, alt, key, beyondPx }) => ({
        slide: slide.index,
        message: `${nameOf(alt, fileOf(deck, key))} reaches ${Math.round(beyondPx)} px over the edge of the slide.`,
        hint: 'Give it a width or height, such as `![h:400](…)`, or show it behind the slide with `![bg](…)`.',
        element,
        box,
        below,
        words: alt === '' ? (fileOf(deck, key) ?? '![') : alt,
      })),
  ],
  bad: `<!-- _fit: none -->\n\n# Plans\n\n${Array.from({ length: 14 }, (_, index) => `- Plan number ${index + 1} of a long list`).join('\n')}`,
  good: '# Plans\n\n- The first three\n- The rest on the next slide',
}

/** Text that may shrink already is not helped by that word. */
function hintFor({ html }: Slide): string {
  return html.includes('data-lectern-fit=')
    ? 'Say less, choose a layout with more room, or split the slide with `---`.'
    : 'Say less, split the slide with `---`, or write `<!-- _fit: shrink -->` on it.'
}

/** By its description, else by its file; a picture that is in no file has no name. */
function nameOf(alt: string, file: string | undefined): string {
  if (alt !== '') return `The picture “${alt.slice(0, 60)}”`
  return file === undefined ? 'A picture' : `The picture \`${file}\``
}
