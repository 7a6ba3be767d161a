// Themes written for Marp look in Lectern as they look in Marp: same HTML, same CSS, but for what is spelled out here and
// in normalise.ts.
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Deck } from '../../src/model/deck.js'
import { communityDeck, communityFolder, plainMarp } from './community.js'
import { normaliseCss, normaliseScopes, outlineOf } from './normalise.js'

const names = readdirSync(communityFolder).sort()

/** Each deck is compiled once. */
const decks = new Map<string, Promise<Deck>>()
const deckOf = (name: string): Promise<Deck> => {
  const deck = decks.get(name) ?? communityDeck(name)
  decks.set(name, deck)
  return deck
}

/** These have rules for `.hljs`: their code carries classes, where plain Marp Core 5 gives it colours of its own. */
const styled = new Set(['retro-code'])

describe('a theme of the community', () => {
  it('is covered in at least eight kinds', () => {
    expect(names.length).toBeGreaterThanOrEqual(8)
  })

  for (const name of names) {
    it(`renders as Marp Core renders it: ${name}`, async () => {
      const deck = await deckOf(name)
      const plain = plainMarp(name)
      const plainCode = styled.has(name) ? withoutCode : (html: string) => html
      const [ourHtml, ourCss] = normaliseScopes(deck.slides.map(({ html }) => html).join('\n'), deck.css)
      const [plainHtml, plainCss] = normaliseScopes(plain.html.join('\n'), plain.css)
      expect(outlineOf(plainCode(ourHtml))).toBe(outlineOf(plainCode(plainHtml)))
      expect(withoutRemote(normaliseCss(ourCss))).toBe(withoutRemote(normaliseCss(plainCss)))
      expect(deck.theme).toBe(name)
    })
  }

  it('says what it wanted from the network, and nothing else', async () => {
    const said: Record<string, string[]> = {}
    for (const name of names)
      said[name] = (await deckOf(name)).problems.map(({ code, place }) => `${place.line} ${code}`)
    expect(said).toEqual({
      ...Object.fromEntries(names.map((name) => [name, []])),
      beamer: ['10 remote-asset'],
      dusk: ['3 remote-asset'],
      webfont: ['12 remote-asset', '12 remote-asset'],
    })
  })
})

describe('a theme with rules for .hljs', () => {
  it('gets the classes of highlight.js, and no colours of ours', async () => {
    const { slides } = await deckOf('retro-code')
    const html = slides.map((slide) => slide.html).join('')
    for (const name of ['hljs-comment', 'hljs-keyword', 'hljs-number', 'hljs-string', 'hljs-addition', 'hljs-deletion'])
      expect(html).toContain(`<span class="${name}`)
    expect(html).not.toContain('--marp-shiki')
  })
})

/** HTML without the marks inside of code. */
function withoutCode(html: string): string {
  return html.replace(
    /<pre[^>]*><code[^>]*>([\s\S]*?)<\/code>/g,
    (_, code: string) => `<pre><code>${code.replace(/<\/?span[^>]*>/g, '')}</code>`,
  )
}

/** CSS without what is on the network: imports go, addresses become empty. */
function withoutRemote(css: string): string {
  return css
    .replace(/@import\s+(?:url\()?(["']?)[^"')]*\/\/[^"')]*\1\)?\s*;\s*/g, '')
    .replace(/url\((?:https?:)?\/\/[^)]*\)/g, 'url(data:,)')
    .replace(/url\(\uFDD0theme:[^\uFDD1]*?([\w.-]+)\uFDD1\)/g, 'url($1)')
    .replace(/\s+/g, ' ')
}
