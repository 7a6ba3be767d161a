import { contextOf } from '../context.js'
import type { MarkdownIt, MarpitState, Token } from '../engine/markdownIt.js'

/**
 * Gives `<style scoped>` keys that follow from their content. Marpit draws them at random, so that no build equals the
 * one before and every slide seems to have changed.
 */
export function scopeKeys(md: MarkdownIt, marpit: MarpitState): void {
  md.core.ruler.after('marpit_style_assign', 'lectern_scope_keys', (state) => {
    if (state.inlineMode) return
    const { hash } = contextOf(state.env)
    const seen = new Map<string, number>()
    for (const token of state.tokens) {
      const scoped = token.meta?.marpitStyleScoped
      if (!scoped?.key || token.type !== 'marpit_slide_open') continue
      const digest = hash(scoped.styles.join('\n').replaceAll(scoped.key, '')).slice(0, 8)
      const twin = seen.get(digest) ?? 0
      seen.set(digest, twin + 1)
      rename(token, marpit, scoped.key, twin === 0 ? digest : `${digest}${twin}`)
    }
  })
}

function rename(token: Token, marpit: MarpitState, from: string, to: string): void {
  const attribute = `data-marpit-scope-${from}`
  for (const attr of token.attrs ?? []) if (attr[0] === attribute) attr[0] = `data-marpit-scope-${to}`
  marpit.styles = marpit.styles.map((css) =>
    css.includes(from)
      ? css.replaceAll(`data-marpit-scope-${from}`, `data-marpit-scope-${to}`).replaceAll(`-${from}`, `-${to}`)
      : css,
  )
}
