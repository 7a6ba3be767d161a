import type { Size } from '../../model/deck.js'
import { exitCodes } from '../../model/error.js'
import { machineError } from '../machineError.js'

/** Wider and higher, browsers give nothing, or nothing but the first part again; WebP ends at 16,383. */
const mostPx = 16_000
/** A picture takes some forty bytes for each pixel while it is made. */
const mostPixels = 128_000_000

/** @throws LecternError (2, `usage`) when pictures would be larger than a browser can make them. */
export function checkPictureSize({ widthPx, heightPx }: Size, scale: number, file: string): void {
  const most = Math.min(mostPx / widthPx, mostPx / heightPx, Math.sqrt(mostPixels / (widthPx * heightPx)))
  if (scale <= most) return
  const [width, height] = [widthPx, heightPx].map((px) => Math.round(px * scale).toLocaleString('en'))
  throw machineError({
    code: 'usage',
    message: `Images of ${width} × ${height} pixels are too large.`,
    hint: `Use --scale ${Math.floor(most * 10) / 10} or less.`,
    file,
    exitCode: exitCodes.usage,
  })
}
