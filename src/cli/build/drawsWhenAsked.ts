import { type FormatEntry, formatTable } from '../../export/formats.js'
import type { Settings } from '../settings.js'

/** True when all that a browser is needed for are paper and pictures of whole slides, a pixel for a pixel. */
export function drawsWhenAsked({ formats, options, index }: Pick<Settings, 'formats' | 'options' | 'index'>): boolean {
  const entries: readonly FormatEntry[] = formats.map((format) => formatTable[format])
  const drawn = entries.filter(({ needsBrowser, isPaper = false }) => needsBrowser && !isPaper)
  return !index && drawn.every(({ isSeveral = false }) => isSeveral && options.scale === 1)
}
