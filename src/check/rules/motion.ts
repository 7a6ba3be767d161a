import type { Rule } from '../rule.js'

/** What moves or sounds by itself. */
export const motion: Rule = {
  id: 'motion',
  level: 'warning',
  why: 'Sound that starts automatically drowns out the speaker, endless motion distracts, and more than three flashes per second can cause seizures (WCAG 2.3.1).',
  options: {},
  slide: ({ deck, slide, measurement, files }) => [
    ...measurement.moving.map(({ element, box, below, what, flashing }) => ({
      slide: slide.index,
      message: flashing ? `${what} and repeats more than three times per second.` : `${what}.`,
      hint: flashing ? 'Slow it down, or remove it.' : 'Remove `autoplay`, or make the animation end.',
      element,
      box,
      below,
      words: / starts automatically$/.test(what) ? 'autoplay' : '',
    })),
    ...measurement.pictures
      .filter(({ key }) => isAnimated(files.get(key ?? '')?.bytes))
      .map(({ element, box, below, key }) => ({
        slide: slide.index,
        message: `The image \`${deck.files.find((file) => file.key === key)?.path}\` is animated.`,
        hint: 'Use a still image, or a video that you start yourself.',
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
