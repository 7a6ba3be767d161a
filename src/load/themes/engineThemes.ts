import type { Theme } from '../../model/theme.js'

/** The themes that the engine brings; their CSS is its own. */
export const engineThemes: readonly Theme[] = ['default', 'gaia', 'uncover'].map((name) => ({ name, file: 'marp' }))

/** Their names. */
export const engineNames: readonly string[] = engineThemes.map(({ name }) => name)

/** Sizes that each of them has. */
export const engineSizes: readonly string[] = ['16:9', '4:3']

/** What our packs extend: areas and layouts without a look. No deck asks for it, so lists of themes leave it out. */
export const baseName = 'lectern-base'
