import type { Box, TextRun } from '../../model/measurement.js'

/** Two texts that share a place. */
export interface Clash {
  readonly upper: TextRun
  readonly lower: TextRun
  readonly box: Box
}

/**
 * Pairs of texts of different blocks whose letters touch, each pair of blocks once. Lines are looked at from top to
 * bottom, so that each is compared only with those beside it.
 */
export function clashes(runs: readonly TextRun[]): Clash[] {
  const lines = runs
    // What a box or the slide cuts off lies nowhere: it is told as that.
    .filter(({ role, cut }) => role !== 'drawn' && role !== 'formula' && cut === undefined)
    .flatMap((run) =>
      (run.inks ?? run.boxes.map(inner)).map((box, index) => ({ run, box, line: run.boxes[index] ?? box })),
    )
    .sort((a, b) => a.box.yPx - b.box.yPx)
  const found = new Map<string, Clash>()
  lines.forEach((one, index) => {
    for (let next = index + 1; next < lines.length && found.size < most; next++) {
      const other = lines[next]
      if (other === undefined || other.box.yPx >= one.box.yPx + one.box.heightPx) break
      if (one.run.block === other.run.block) continue
      if (!isShared(one.box, other.box)) continue
      if (!isDeep(one.box, other.box) && !isTight(one.line, other.line)) continue
      const box = shared(one.box, other.box)
      const key = [one.run.block, other.run.block].sort((a, b) => a - b).join(' ')
      if (!found.has(key)) found.set(key, { upper: other.run, lower: one.run, box })
    }
  })
  return [...found.values()]
}

/**
 * True when two lines are closer than any setting of text has them. The box of a line's letters is as high as its highest and
 * its lowest letter together, so those of two entries of a list may share a little although no letter meets another (Arabic,
 * Vietnamese).
 */
function isTight(a: Box, b: Box): boolean {
  return isShared(narrowed(a), narrowed(b))
}

/** True when more than a fifth of the lower line's letters is covered: no setting of text does that. */
function isDeep(a: Box, b: Box): boolean {
  return shared(a, b).heightPx > 0.2 * Math.min(a.heightPx, b.heightPx)
}

/** A line without the tenth above and below, which lines set solid give up. */
function narrowed({ xPx, yPx, widthPx, heightPx }: Box): Box {
  return { xPx, yPx: yPx + heightPx * 0.1, widthPx, heightPx: heightPx * 0.8 }
}

/** True when two boxes share more than the thickness of a line. */
export function isShared(a: Box, b: Box): boolean {
  const { widthPx, heightPx } = shared(a, b)
  return widthPx > 2 && heightPx > 2
}

/** A line without the room above and below its letters. */
function inner({ xPx, yPx, widthPx, heightPx }: Box): Box {
  const inset = heightPx * 0.24
  return { xPx, yPx: yPx + inset, widthPx, heightPx: heightPx - 2 * inset }
}

function shared(a: Box, b: Box): Box {
  const xPx = Math.max(a.xPx, b.xPx)
  const yPx = Math.max(a.yPx, b.yPx)
  return {
    xPx,
    yPx,
    widthPx: Math.min(a.xPx + a.widthPx, b.xPx + b.widthPx) - xPx,
    heightPx: Math.min(a.yPx + a.heightPx, b.yPx + b.heightPx) - yPx,
  }
}

/** More on one slide say nothing new. */
const most = 50
