import type { Rule } from '../rule.js'

/** What moves or sounds by itself. */
export const motion: Rule = {
  id: 'motion',
  level: 'warning',
  why: 'A sound that starts by itself drowns the first sentence, what moves for ever draws all eyes, and more than three flashes in a second can cause seizures (WCAG 2.3.1).',
  options: {},
  slide: ({ deck, slide, survey, files }) => [
    ...survey.moving.map(({ element, box, below, what, flashing }) => ({
      slide: slide.index,
      message: flashing ? `${what}, more than three times in a second.` : `${what}.`,
      hint: flashing ? 'Make it slower or take it away.' : 'Take `autoplay` away, or let it end.',
      element,
      box,
      below,
      words: / starts by itself$/.test(what) ? 'autoplay' : '',
    })),
    ...survey.pictures
      .filter(({ key }) => isAnimated(files.get(key ?? '')?.bytes))
      .map(({ element, box, below, key }) => ({
        slide: slide.index,
        message: `The picture \`${deck.files.find((file) => file.key === key)?.path}\` moves.`,
        hint: 'Take a still picture, or a video that you start yourself.',
        element,
        box,
        below,
        words: deck.files.find((file) => file.key === key)?.path ?? '',
      })),
  ],
  bad: '<style scoped>@keyframes b { 50% { opacity: 0 } } h1 { animation: b 0.2s infinite }</style>\n\n# Look here',
  good: '# Look here',
}

/** A GIF with several frames: more than one graphic control extension. Source: GIF89a. */
function isAnimated(bytes: Uint8Array | undefined): boolean {
  if (bytes === undefined || Buffer.from(bytes.subarray(0, 3)).toString('latin1') !== 'GIF') return false
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const control = Buffer.from([0x21, 0xf9, 0x04])
  return data.indexOf(control, data.indexOf(control) + 1) > 0
}
