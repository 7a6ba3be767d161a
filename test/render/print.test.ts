import { describe, expect, test } from 'vitest'
import { framesOf } from '../../src/render/paper/frames.js'
import { renderPrint } from '../../src/render/paper/print.js'
import { handmade, parts } from './handmade.js'

const titles = (html: string): string[] => Array.from(html.matchAll(/<h1>(.*?)<\/h1>/g), ([, title]) => title ?? '')

describe('the document for paper', () => {
  const deck = handmade([{ title: 'A' }, { title: 'B' }, { title: 'C' }], { lang: 'fr' })

  test('has every slide, the language, the title and no player', () => {
    const { html } = renderPrint(deck, parts())
    expect(titles(html)).toEqual(['Slide 1', 'Slide 2', 'Slide 3'])
    expect(html).toContain('<html lang="fr"')
    expect(html).toContain('<title>A talk</title>')
    expect(html).not.toMatch(/og:|lectern-deck|aria-roledescription/)
  })

  test('has only the frames that are asked for, and slides keep their numbers', () => {
    const { html } = renderPrint(deck, parts(), { frames: framesOf(deck, { slides: new Set([1]) }) })
    expect(titles(html)).toEqual(['Slide 2'])
    expect(html).toContain('aria-label="2 of 3: B"')
  })

  test('the sheet is exactly the slide and comes after all other CSS', () => {
    const portrait = handmade([{}], {}, { size: { widthPx: 720, heightPx: 1280 }, css: '@page{size:1px}' })
    const { html } = renderPrint(portrait, parts())
    expect(html.indexOf('@page{size:720px 1280px!important')).toBeGreaterThan(html.indexOf('@page{size:1px}'))
  })

  test('paper is light unless the deck says dark', () => {
    const scheme = (colorScheme: 'auto' | 'light' | 'dark'): string | undefined =>
      /color-scheme: ([\w ]+)/.exec(renderPrint(handmade([{}], { colorScheme }), parts()).html)?.[1]
    expect([scheme('auto'), scheme('light'), scheme('dark')]).toEqual(['light', 'light', 'dark'])
  })
})
