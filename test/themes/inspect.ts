// What of a deck could not be read in the room, by the measuring core of the command itself.
import { overflows, overlaps, paleTexts, smallTexts, type TextFloors } from '../../src/check/measure/faults.js'
import { floorsOf, roomFloors } from '../../src/check/themeFaults.js'
import type { Browser } from '../../src/export/browser/run/browser.js'
import { compileDeck } from '../browser/exported.js'
import { measureDeck } from '../check/measured.js'

export const wide = roomFloors
/** On 4:3 the slide is as high but narrower: running text may be as small as a caption, and Marp fits long code. */
export const narrow: TextFloors = { heading: 40, subheading: 30, body: 24, small: 22, furniture: 24, script: 24 }
/** Measures sizes once (they are the same in both schemes) and colours twice. */
export async function inspect(
  browser: Browser,
  markdown: string,
  files: Record<string, Uint8Array>,
  { floors, contrast }: { readonly floors: TextFloors; readonly contrast: boolean },
): Promise<{ readonly found: string[]; readonly problems: string[] }> {
  const built = await compileDeck(markdown, { files })
  const [light = [], dark = []] = await measureDeck(browser, built, contrast ? ['light', 'dark'] : ['light'], contrast)
  const found = [
    ...light.flatMap((measurement, index) => [
      ...overflows(measurement, index),
      ...smallTexts(measurement, index, floorsOf(measurement, floors), 720),
      ...overlaps(measurement, index),
    ]),
    ...(contrast
      ? [light, dark].flatMap((measurements) =>
          measurements.flatMap((measurement, index) => paleTexts(measurement, index)),
        )
      : []),
  ].map(({ slide, kind, element, text, what }) => `${slide + 1} ${kind} ${element}: “${text}” ${what}`)
  return { found, problems: built.deck.problems.map(({ message }) => message) }
}
