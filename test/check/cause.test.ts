import { expect, it } from 'vitest'
import { clashes } from '../../src/check/measure/clashes.js'
import { paleTexts } from '../../src/check/measure/faults.js'
import { type Caused, oncePerCause } from '../../src/check/report/cause.js'
import { onSlides } from '../../src/check/report/slideList.js'
import type { SlideMeasurement, TextRun } from '../../src/model/measurement.js'

const problem = (slide: number, cause?: string, code: Caused['code'] = 'contrast'): Caused => ({
  severity: 'warning',
  code,
  message: `“Text ${slide}” is hard to see.`,
  hint: 'Mend it.',
  place: { file: 'deck.md', line: slide, column: 1 },
  slide,
  ...(cause === undefined ? {} : { cause }),
})

it('tells one cause once, with the slides, and others each', () => {
  const told = oncePerCause([
    ...[2, 3, 4, 9].map((slide) => problem(slide, 'grey')),
    problem(5, 'blue'),
    problem(6, 'blue'),
    problem(7),
    problem(8),
  ])
  expect(told.map(({ message }) => message)).toEqual([
    '“Text 2” is hard to see, and elsewhere, on slides 2–4 and 9.',
    ...[5, 6, 7, 8].map((slide) => `“Text ${slide}” is hard to see.`),
  ])
  expect(JSON.stringify(told)).not.toContain('cause')
  const net = oncePerCause([1, 2, 3].map((slide) => problem(slide, undefined, 'remote-asset')))
  expect(net.map(({ message }) => message)).toEqual(['“Text 1” is hard to see, nor were 2 more, on slides 1–3.'])
  // On one slide, too: it is one decision.
  const [pair] = oncePerCause([problem(4, undefined, 'remote-asset'), problem(4, undefined, 'remote-asset')])
  expect(pair?.message).toBe('“Text 4” is hard to see, nor was 1 more.')
  expect(oncePerCause([problem(4, undefined, 'remote-asset')])[0]?.message).toBe('“Text 4” is hard to see.')
})

it('names slides in few words, however many they are', () => {
  expect(onSlides([4])).toBe('')
  expect(onSlides([0, 1])).toBe(', on slides 1 and 2')
  expect(onSlides(Array.from({ length: 86 }, (_, index) => index))).toBe(', on slides 1–86')
  const odd = onSlides(Array.from({ length: 40 }, (_, index) => index * 2))
  expect(odd).toBe(', on slides 1, 3, 5, 7, 9, 11 and 34 more')
})

function measurement(...runs: Partial<TextRun>[]): SlideMeasurement {
  const box = { xPx: 0, yPx: 0, widthPx: 100, heightPx: 30 }
  const whole = {
    text: 'words',
    element: 'p',
    below: 0,
    role: 'body',
    boxes: [box],
    fontPx: 20,
    bold: false,
    alpha: 1,
  } as const
  const full = runs.map(
    (run, block): TextRun => ({ ...whole, color: [0, 0, 0], behind: [255, 255, 255], block, ...run }),
  )
  return { runs: full } as unknown as SlideMeasurement
}

it('judges neither what is cut off nor signs without words, and no hundredth of a ratio', () => {
  const grey = (part: number) => ({ color: [part, part, part] as const })
  const cut = { cut: { edge: 'bottom', px: 80, by: 'pre' } } as const
  expect(paleTexts(measurement(grey(200)), 0)).toHaveLength(1)
  expect(paleTexts(measurement({ ...grey(200), ...cut }, { ...grey(200), text: '—' }), 0)).toEqual([])
  // 119 is 4.48:1 on white, and 122 is 4.29:1.
  expect(paleTexts(measurement(grey(119)), 0)).toEqual([])
  expect(paleTexts(measurement(grey(122)), 0).map(({ what }) => what)).toEqual(['4.3:1 (minimum 4.5:1)'])
  expect(paleTexts(measurement({ ...grey(140), role: 'furniture' }), 0)).toHaveLength(1)
  expect(paleTexts(measurement({ ...grey(140), role: 'furniture' }), 0, { furniture: 3 })).toEqual([])
  expect(clashes(measurement({}, {}).runs)).toHaveLength(1)
  expect(clashes(measurement({}, cut).runs)).toEqual([])
})
