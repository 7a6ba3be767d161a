import { describe, expect, test } from 'vitest'
import type { FileRef } from '../../src/model/deck.js'
import { contentPolicy } from '../../src/render/page/policy.js'
import { handmade, parts } from './handmade.js'

const place = { file: 'talk.md', line: 1, column: 1 }
const film: FileRef = { key: 'deck:film.mp4', from: 'deck', path: 'film.mp4', use: 'media', place }
const picture: FileRef = { key: 'deck:a.png', from: 'deck', path: 'a.png', use: 'image', place }

describe('the policy of a page', () => {
  test('allows our script, styles and what is inside the page, and nothing else', () => {
    expect(contentPolicy(handmade([{}]), parts())).toBe(
      "default-src 'none'; script-src 'sha256-x'; style-src 'unsafe-inline'; img-src data:; font-src data:; " +
        "media-src data:; base-uri 'none'; form-action 'none'",
    )
  })

  test('allows files beside the page only of the kind that lies there', () => {
    const urlOf = (key: string): string => (key === film.key ? 'talk.media/film.mp4' : 'data:,')
    const policy = contentPolicy(handmade([{}], {}, { files: [film, picture] }), parts({ urlOf }))
    expect(policy).toContain("media-src data: 'self'")
    expect(policy).toContain('img-src data:;')
  })

  test('lets scripts of the deck run only when it was built with --unsafe-html', () => {
    const policy = contentPolicy(handmade([{}], {}, { unsafeHtml: true }), parts())
    expect(policy).toContain("script-src 'unsafe-inline'")
    // A hash beside it would switch it off again.
    expect(policy).not.toContain('sha256')
    expect(policy).toContain("default-src 'none'")
  })

  test('opens frames, objects and style sheets of such a deck beside it, and the network with --allow-net', () => {
    const policyOf = (deck: object) => contentPolicy(handmade([{}], {}, deck), parts())
    const local = policyOf({ unsafeHtml: true })
    for (const part of [
      "script-src 'unsafe-inline' 'unsafe-eval' data: blob: 'self';",
      "style-src 'unsafe-inline' data: 'self';",
      "frame-src data: blob: 'self';",
      "object-src data: blob: 'self';",
    ])
      expect(local).toContain(part)
    expect(local).not.toMatch(/http|ws:|connect-src/)
    const open = policyOf({ unsafeHtml: true, openNet: true })
    for (const kind of ['script', 'style', 'frame', 'object', 'img', 'media', 'font', 'connect'])
      expect(open).toMatch(new RegExp(`${kind}-src [^;]*https: http:`))
    expect(policyOf({})).not.toMatch(/frame-src|object-src|https?:/)
  })

  test('a page without a script of ours runs none', () => {
    expect(contentPolicy(handmade([{}]), parts({ script: '' }))).toContain("script-src 'none'")
  })
})
