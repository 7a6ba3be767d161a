import { describe, expect, test } from 'vitest'
import { readLivePage, readMessage } from '../../src/client/live/patch/parse.js'
import type { Problem } from '../../src/model/problem.js'
import type { Patch, Resync } from '../../src/model/protocol/live.js'

const problem: Problem = {
  severity: 'error',
  code: 'theme-unknown',
  message: 'No theme.',
  hint: '',
  place: { file: 'talk.md', line: 2, column: 8, length: 4 },
  sourceLine: 'theme: nope',
}
const patch: Patch = {
  type: 'patch',
  from: 1,
  to: 2,
  splices: [{ at: 0, remove: 1, insert: [{ hash: 'a', html: '<section></section>' }, { hash: 'b' }] }],
  css: '',
  head: { title: '', lang: 'en', size: { widthPx: 1280, heightPx: 720 }, colorScheme: 'auto' },
  lines: [1, 5],
  pages: [0, 0],
  pageTotal: 0,
  edited: 0,
  problems: [problem],
  timings: { compile: 1.5 },
}
const { from: _, splices: __, edited: ___, timings: ____, ...rest } = patch
const resync = { css: '', ...rest, type: 'resync', slides: [{ hash: 'a' }] } as Resync

describe('readMessage', () => {
  test.each([
    ['a patch', patch],
    ['a resync', resync],
    ['a welcome', { type: 'welcome', session: 's', revision: 3, runtime: 'r', problems: [] }],
    ['problems', { type: 'problems', revision: 3, problems: [problem] }],
    ['a reload', { type: 'reload' }],
  ])('reads %s', (_, message) => {
    expect(readMessage(JSON.stringify(message))).toEqual(message)
  })

  test.each(
    [
      '{',
      'null',
      '[]',
      '"x"',
      '[[[[',
      '1',
      '',
      '{}',
      '{"type":"__proto__"}',
      '{"type":"constructor"}',
      '{"type":7}',
    ].concat(
      [
        { ...patch, to: -1 },
        { ...patch, to: 1.5 },
        { ...patch, from: '1' },
        { ...patch, splices: {} },
        { ...patch, splices: [{ at: 0, remove: 1, insert: [{ hash: 7 }] }] },
        { ...patch, splices: [{ at: 0, remove: 1, insert: [{ hash: 'a', html: {} }] }] },
        { ...patch, head: { title: 'a' } },
        { ...patch, lines: [null] },
        { ...patch, edited: -1 },
        { ...patch, timings: { a: 'b' } },
        { ...patch, problems: [{ ...problem, place: null }] },
        { ...resync, css: undefined },
        { type: 'problems', revision: 1, problems: [{ ...problem, severity: 'fatal' }] },
      ].map((wrong) => JSON.stringify(wrong)),
    ),
  )('gives nothing for %s', (text) => {
    expect(readMessage(text)).toBeUndefined()
  })

  test('gives nothing for what is no text', () => {
    for (const data of [undefined, null, 7, {}, new ArrayBuffer(8)]) expect(readMessage(data)).toBeUndefined()
  })
})

test('a page is live only when it says all that is needed, and its channel is of its own server', () => {
  const page = { channel: '/__lectern/live?deck=talk', file: 'talk.md', revision: 1, runtime: 'r' }
  expect(readLivePage(JSON.stringify(page))).toEqual(page)
  for (const channel of ['//evil.example/x', 'ws://evil.example/', '', 7]) {
    expect(readLivePage(JSON.stringify({ ...page, channel }))).toBeUndefined()
  }
  expect(readLivePage(undefined)).toBeUndefined()
})
