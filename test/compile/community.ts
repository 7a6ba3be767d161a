// Marp themes of the kinds that people share, each with a deck, rendered by us and by plain Marp Core.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Marp } from '@marp-team/marp-core'
import katex from '@marp-team/marp-core/plugins/katex'
import shiki from '@marp-team/marp-core/plugins/shiki'
import { vi } from 'vitest'
import { compile } from '../../src/compile/compile.js'
import { loadSource, sourceFromText } from '../../src/load/deck/source.js'
import { packageRoot } from '../../src/load/packageRoot.js'
import { loadThemes } from '../../src/load/themes/themes.js'
import type { Deck } from '../../src/model/deck.js'
import { compileJob } from './compileText.js'

/** Loads the languages once for all. */
const colours = shiki()

export const communityFolder = join(import.meta.dirname, '..', 'decks', 'community')

/** Compiles the deck of a community theme, or another text, with the real loading of its plain CSS file. */
export async function communityDeck(name: string, text?: string): Promise<Deck> {
  const cwd = join(communityFolder, name)
  const loaded = await loadThemes({ cwd, packageRoot: packageRoot(), dirs: [], option: './theme.css' })
  const source = await loadSource(join(cwd, 'deck.md'), { cwd })
  const other = text === undefined ? source : sourceFromText(`---\ntheme: ${name}\n---\n\n# x\n\n${text}`, source)
  const deck = await compile(other, compileJob({ themes: loaded.themes, themeNames: loaded.names }))
  return { ...deck, problems: [...loaded.problems, ...deck.problems] }
}

/** The same deck in plain Marp Core; with its script, it is a page that fits headings and code. */
export function plainMarp(name: string, script = false): { readonly html: string[]; readonly css: string } {
  const read = (file: string): string => readFileSync(join(communityFolder, name, file), 'utf8')
  const marp = new Marp({ script }).use(colours).use(katex())
  marp.themeSet.add(read('theme.css'))
  // Marp's highlighter gives up on a line after half a second of the clock.
  vi.useFakeTimers({ toFake: ['Date'] })
  try {
    const { html, css } = marp.render(read('deck.md'), { htmlAsArray: true })
    return { html, css }
  } finally {
    vi.useRealTimers()
  }
}
