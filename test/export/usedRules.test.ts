import { describe, expect, test } from 'vitest'
import { usedRules } from '../../src/export/html/usedRules.js'
import { read } from '../factsOf.js'

const html = '<section class="title invert" data-x="map"><h1>A</h1><ul><li>b</li></ul></section>'
const layouts = ['title', 'map', 'code', 'map-wide']
const trimmed = (css: string) => usedRules(css, [read(html)], layouts)

describe('Of a theme, a file has no rules for layouts that its deck does not use', () => {
  test.each([
    'section.map{a:b}',
    'section.map > ul li{a:b}',
    'section:is(.map,.code) h1{a:b}',
    'section.map h1,section.code h1{a:b}',
    'section:not(.lead).map{a:b}',
    '.title.map{a:b}',
    'section.map{a:b;& h1{c:d}}',
  ])('%s goes', (css) => {
    expect(trimmed(`a{b:c}${css}e{f:g}`)).toBe('a{b:c}e{f:g}')
  })

  test.each([
    'section.title{a:b}',
    'section:is(.map,.title) h1{a:b}',
    'section.map h1,section.title h1{a:b}',
    'section:not(.map) h1{a:b}',
    'section:has(.map){a:b}',
    '.mapped,.my-map{a:b}',
    '[data-x=".map"]{a:b}',
    'section.unknown{a:b}',
    '@keyframes map{to{a:b}}',
    '@font-face{font-family:".map";src:url(a)}',
    'section.title{&.invert{a:b}}',
    'section::after{content:".map{}"}',
  ])('%s stays', (css) => {
    expect(trimmed(css)).toBe(css)
  })

  test('also inside of conditions and of other rules', () => {
    expect(trimmed('@media print{.map{a:b}.title{c:d}}section{.map &{a:b}e:f}')).toBe(
      '@media print{.title{c:d}}section{e:f}',
    )
  })

  test('and a deck that uses them all keeps them all', () => {
    const css = '.map{a:b}.title{c:d}'
    expect(usedRules(css, [read('<section class="map title">')], ['map', 'title'])).toBe(css)
  })
})

test.each(['(', '((', '([', '"', '/*', '\\', 'a('])('CSS of many `%s` is read in no time', (text) => {
  expect(trimmed(`.map{a:${text.repeat(100_000)}`)).toContain('.map{')
})
