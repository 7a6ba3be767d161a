import { createHash } from 'node:crypto'
import { Theme } from '@marp-team/marpit'
import postcss from 'postcss'
import { expect, it } from 'vitest'
import { createMarp } from '../../src/compile/engine/marp.js'
import { partsOf } from '../../src/compile/engine/parsedThemes.js'

const needs = {
  math: false,
  chemistry: false,
  diagrams: false,
  charts: false,
  qr: false,
  cjkEmphasis: false,
  hyphens: '',
  unsafeHtml: false,
}
const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

it('themes of Marp that were parsed before are used as they were, and those of others are parsed as ever', async () => {
  const kept = new Map<string, string>()
  const memo = { get: (key: string) => kept.get(key), set: (key: string, value: string) => void kept.set(key, value) }
  const make = () => createMarp(needs, () => undefined, { memo, hash })
  const first = await make()
  expect(kept.size).toBe(3)
  const second = await make()
  for (const name of ['default', 'gaia', 'uncover']) {
    const [before, after] = [first, second].map((marp) => marp.themeSet.get(name))
    expect(after && partsOf(after)).toEqual(before && partsOf(before))
    expect([after?.widthPixel, after?.heightPixel]).toEqual([before?.widthPixel, before?.heightPixel])
    expect(second.themeSet.pack(name, {})).toBe(first.themeSet.pack(name, {}))
  }
  const css = '/* @theme own */ section { width: 320px; height: 200px }'
  expect(Theme.fromCSS(css)).toMatchObject({ name: 'own', width: '320px', css: postcss.parse(css).toString() })
  expect(kept.size).toBe(3)
})
