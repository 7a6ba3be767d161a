import type { FoundTheme } from './findPacks.js'
import { findThemes, type ThemeSearch } from './findThemes.js'

/** The theme that `option` (a name, a CSS file, a folder) names; absent when there is none or it is broken. */
export async function findOne(search: ThemeSearch): Promise<FoundTheme | undefined> {
  const { forced, near, packages, wholeOwn } = await findThemes(search)
  const among = (themes: readonly FoundTheme[]) => themes.find(({ name }) => name === forced)
  return among(near.themes) ?? among((await packages()).themes) ?? among((await wholeOwn()).themes)
}
