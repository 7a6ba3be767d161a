import type { Brand } from '../load/themes/brand.js'
import type { LoadedThemes } from '../load/themes/themes.js'

/** All that a deck needs besides its text and its files. */
export interface Surroundings {
  readonly brand: Brand
  readonly loaded: LoadedThemes
  /** Absolute paths of what they and the configuration were, or could be, read from. */
  readonly paths: readonly string[]
}
