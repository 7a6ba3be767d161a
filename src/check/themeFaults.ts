// What is wrong with the layouts of a theme that was tried with samples. What a speaker may write has to show whole and
// be read; what is hard has to stay inside the slide's sides, because no author can mend that. Too much is too much: where
// a layout ends is told, not held against it.

import type { SlideMeasurement } from '../model/measurement.js'
import type { Severity } from '../model/problem.js'
import { type Fault, overflows, overlaps, paleTexts, smallTexts, type TextFloors } from './measure/faults.js'

/** What the room's last row can read, on a slide that is 720 high. */
export const roomFloors: TextFloors = { heading: 44, subheading: 34, body: 28, small: 24, furniture: 24, script: 24 }

/** Layouts that are no running text: everything but their headings may be as small as a caption. */
export const looseLayouts: readonly string[] = [
  'figure',
  'chart',
  'charts',
  'chart-stat',
  'chart-full',
  'timeline',
  'map',
  'title',
  'qr',
  'full',
]

/** A slide that was tried. */
export interface Tried {
  readonly measurement: SlideMeasurement
  /** What it holds: an example as it is or hardly a word of it, something hard, or far too much. */
  readonly content: 'usual' | 'hard' | 'too much'
  /** False where the size of text is not judged: on a narrow slide it may be as small as a caption. */
  readonly reading: boolean
}

/** A fault and how much it is the theme's. */
export interface ThemeFault extends Fault {
  readonly severity: Severity
}

/** Sizes, places and overlaps; they are the same in both schemes. */
export function layoutFaults(tried: readonly Tried[]): ThemeFault[] {
  return tried.flatMap(({ measurement, content, reading }, slide) => {
    const weights = severities[content]
    return [
      ...weighed(overflows(partOf(measurement, ['left', 'right']), slide), weights.side),
      ...weighed(overflows(partOf(measurement, ['top', 'bottom']), slide), weights.end),
      ...weighed(overlaps(measurement, slide), weights.overlap),
      ...weighed(reading ? smallTexts(measurement, slide, floorsOf(measurement), 720) : [], weights.small),
    ]
  })
}

/** By how much a fault is the theme's: of the sides, of the end below, of an overlap, of small text. */
const severities: Readonly<Record<Tried['content'], Partial<Record<'side' | 'end' | 'overlap' | 'small', Severity>>>> =
  {
    usual: { side: 'error', end: 'error', overlap: 'error', small: 'warning' },
    hard: { side: 'error', end: 'warning', overlap: 'warning' },
    'too much': { side: 'info', end: 'info' },
  }

function weighed(faults: readonly Fault[], severity: Severity | undefined): ThemeFault[] {
  return severity === undefined ? [] : faults.map((fault) => ({ ...fault, severity }))
}

type Edge = 'left' | 'right' | 'top' | 'bottom'

function partOf(measurement: SlideMeasurement, edges: readonly Edge[]): SlideMeasurement {
  return { ...measurement, runs: measurement.runs.filter(({ cut }) => cut !== undefined && edges.includes(cut.edge)) }
}

/** Text that is too pale, in one scheme. */
export function contrastFaults(tried: readonly Tried[]): ThemeFault[] {
  return tried.flatMap(({ measurement }, slide) => weighed(paleTexts(measurement, slide), 'error'))
}

/** Floors of the room for a slide of this layout. */
export function floorsOf({ classes }: SlideMeasurement, floors = roomFloors): TextFloors {
  return classes.split(' ').some((name) => looseLayouts.includes(name)) ? { ...floors, body: floors.small } : floors
}
