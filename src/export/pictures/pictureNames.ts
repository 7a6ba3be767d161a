import type { Deck } from '../../model/deck.js'
import type { Frame } from '../../render/paper/frames.js'
import type { PictureJob } from '../browser/talk/openPage.js'

/**
 * Names that sort as the talk goes: `talk.007.png`, and `talk.007-1.png`, `talk.007-2.png` for the steps of a slide that
 * has some. Numbers have as many digits as the deck needs, three at least.
 */
export function pictureNames(deck: Deck, frames: readonly Frame[], format: PictureJob['format']): string[] {
  const digits = Math.max(3, String(deck.slides.length).length)
  return frames.map(({ slide, step }) => {
    const number = String(slide.index + 1).padStart(digits, '0')
    const moment = step === undefined ? '' : `-${String(step + 1).padStart(String(slide.steps + 1).length, '0')}`
    return `${deck.name}.${number}${moment}.${format}`
  })
}
