import type { Slide } from '../../model/deck.js'
import { around, overflows } from '../measure/faults.js'
import { fileOf } from '../report/fileOf.js'
import { groupFaults } from '../report/group.js'
import type { Rule } from '../rule.js'

/** Content that is cut off at an edge. Decoration may bleed: pictures without a description that somebody has moved by hand are left alone. */
export const overflow: Rule = {
  id: 'overflow',
  level: 'error',
  why: 'Content beyond the edge is cut off on the projector and in the PDF. Shorten the text, split the slide, or let the text shrink: theme packs do that automatically, other themes with `fit: shrink`.',
  options: { px: { default: 8, meaning: 'how far an image may extend beyond the edge, in pixels' } },
  everyView: true,
  everyStep: 'changed',
  slide: ({ deck, slide, measurement, option }) => [
    // What is too long although it may shrink is told by lines, in `fit-failed`.
    ...groupFaults(
      overflows(measurement, slide.index).filter(
        ({ what }) => (measurement.fit?.linesOver ?? 0) === 0 || !/ at the bottom /.test(what),
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
    ...measurement.pictures
      .filter(({ alt, background, beyondPx, flows }) => !background && (alt !== '' || flows) && beyondPx > option('px'))
      .map(({ element, box, below, alt, key, beyondPx }) => ({
        slide: slide.index,
        message: `${nameOf(alt, fileOf(deck, key))} extends ${Math.round(beyondPx)} px beyond the edge of the slide.`,
        hint: 'Set its width or height, such as `![h:400](…)`, or make it the background with `![bg](…)`.',
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
function hintFor({ facts }: Slide): string {
  return facts.fits
    ? 'Shorten the text, choose a layout with more room, or split the slide with `---`.'
    : 'Shorten the text, split the slide with `---`, or add `<!-- _fit: shrink -->`.'
}

/** By its description, else by its file; a picture that is in no file has no name. */
function nameOf(alt: string, file: string | undefined): string {
  if (alt !== '') return `The image “${alt.slice(0, 60)}”`
  return file === undefined ? 'An image' : `The image \`${file}\``
}
