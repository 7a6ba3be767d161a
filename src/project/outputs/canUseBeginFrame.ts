import { type FormatEntry, formatTable } from '../../export/formats.js'
import type { OutputSettings, ProjectSettings } from '../settings.js'

/**
 * True when all that a browser is needed for are paper and pictures of whole slides, a pixel for a pixel. Not when decks may run
 * scripts of their own: beside one that never ended, other pages were printed only once it had crashed, in every second run.
 */
export function canUseBeginFrame({
  formats,
  options,
  index,
  unsafeHtml,
}: Pick<OutputSettings, 'formats' | 'options' | 'index'> & Pick<ProjectSettings, 'unsafeHtml'>): boolean {
  const entries: readonly FormatEntry[] = formats.map((format) => formatTable[format])
  const drawn = entries.filter(({ needsBrowser, isPaper = false }) => needsBrowser && !isPaper)
  return !index && !unsafeHtml && drawn.every(({ isSeveral = false }) => isSeveral && options.scale === 1)
}
