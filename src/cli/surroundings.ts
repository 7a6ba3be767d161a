import type { Brand } from '../load/brand.js'
import type { LoadedThemes } from '../load/themes.js'

/** All that a deck needs besides its text and its files. */
export interface Surroundings {
  readonly brand: Brand
  readonly loaded: LoadedThemes
}
