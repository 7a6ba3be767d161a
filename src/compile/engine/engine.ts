import type { Theme } from '../../model/theme.js'
import { createClassHighlighter } from '../highlight/classes.js'
import { type Colouring, createHighlighter, type Highlighter, type LoadWasm } from '../highlight/highlighter.js'
import { uncoloured } from '../plugins/code.js'
import type { LecternMarp, Needs } from './marp.js'
import type { Remember } from './parsedThemes.js'

/** Keeps instances of Marp between decks and builds, because making one costs more than rendering a slide. */
export interface Engine {
  /** Gives an instance with the plugins and themes that are asked for. Throws what a theme's CSS makes it throw. */
  marpFor(needs: Needs, themes: readonly PreparedTheme[], remember: Remember): Promise<LecternMarp>
  /** Teaches the highlighter of that kind these languages; starts it when it is not there yet. */
  learn(languages: Iterable<string>, kind?: Colouring): Promise<void>
}

/** What an engine is given. */
export interface EngineOptions {
  /** Reads Oniguruma's WebAssembly faster than its package does. */
  readonly wasm?: LoadWasm
}

/** A theme whose CSS has been made safe. */
export interface PreparedTheme {
  readonly theme: Theme
  readonly css: string
}

/** Instances kept at the most: a deck that is being edited changes its needs a few times, its themes many times. */
const kept = 6

/** Makes an engine. The caller owns it and passes it to every `compile`. */
export function createEngine({ wasm }: EngineOptions = {}): Engine {
  const starting: Partial<Record<Colouring, Promise<Highlighter>>> = {}
  const highlighters: Partial<Record<Colouring, Highlighter>> = {}
  const instances = new Map<string, Promise<LecternMarp>>()
  return {
    marpFor(needs, themes, remember) {
      const key = JSON.stringify([needs, themes.map(({ css }) => css)])
      const known = instances.get(key)
      if (known) return known
      const made = makeMarp(needs, (kind) => highlighters[kind], remember).then((marp) => {
        for (const { css } of themes) marp.addTheme(css, remember)
        return marp
      })
      made.catch(() => instances.delete(key))
      instances.set(key, made)
      for (const oldest of instances.keys()) {
        if (instances.size <= kept) break
        instances.delete(oldest)
      }
      return made
    },
    async learn(languages, kind = 'properties') {
      const wanted = [...languages].filter((language) => !uncoloured.includes(language))
      if (wanted.length === 0) return
      starting[kind] ??= kind === 'properties' ? createHighlighter(wasm) : createClassHighlighter()
      const highlighter = await starting[kind]
      highlighters[kind] = highlighter
      await Promise.all(wanted.map(highlighter.load))
    },
  }
}

/** Marp is loaded when it is needed: a deck that is as it was needs none. */
async function makeMarp(...given: Parameters<typeof import('./marp.js').createMarp>): Promise<LecternMarp> {
  const { createMarp } = await import('./marp.js')
  return createMarp(...given)
}
