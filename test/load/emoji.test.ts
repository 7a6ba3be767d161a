import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { withEmoji } from '../../src/load/assets/emoji.js'
import { mediaTypeOf } from '../../src/load/assets/mime.js'

const require = createRequire(import.meta.url)
const readJson = (name: string) => JSON.parse(readFileSync(require.resolve(`@iconify-json/twemoji/${name}`), 'utf8'))

describe('emoji', () => {
  it('finds every emoji of the installed set as the parsed file has it', () => {
    const { icons } = readJson('icons.json')
    const chars: [string, string][] = Object.entries(readJson('chars.json'))
    expect(chars.length).toBeGreaterThan(3_900)
    withEmoji((emoji) => {
      for (const [points, name] of chars) {
        const svg = Buffer.from(emoji(points) ?? []).toString()
        expect(svg.includes(icons[name].body), name).toBe(true)
      }
    })
  })

  it('knows the names that Twemoji uses', () => {
    withEmoji((emoji) => {
      const [copyright = [], keycap = [], heart = [], coder = []] = [
        'a9',
        '23-20e3',
        '2764-fe0f-200d-1f525',
        '1F468-200D-1f4bb',
      ].map(emoji)
      for (const svg of [copyright, keycap, heart, coder].map((bytes) => Buffer.from(bytes)))
        expect([mediaTypeOf(svg), svg.toString().slice(0, 65)]).toEqual([
          'image/svg+xml',
          expect.stringContaining('viewBox="0 0 36 36"'),
        ])
    })
  })

  it('gives nothing for what is no emoji', () => {
    withEmoji((emoji) => {
      for (const name of ['', 'zzzz', '0041', '../../../etc/passwd', '__proto__', 'constructor'])
        expect(emoji(name)).toBeUndefined()
    })
  })
})
