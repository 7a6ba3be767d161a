import { expect, test } from 'vitest'
import { framesOf } from '../../src/render/paper/frames.js'
import { renderPrint } from '../../src/render/paper/print.js'
import { compileText } from '../compile/compileText.js'
import { parts } from './handmade.js'

/** Which lines of code each page points at: one word a page, `*` for a page on which the others stand back. */
async function pointedAt(markdown: string, steps = true): Promise<string[]> {
  const deck = await compileText(markdown)
  const { html } = renderPrint(deck, parts(), {
    frames: framesOf(deck, { steps }),
  })
  return html
    .split('<section class="lectern-slide"')
    .slice(1)
    .map((page) => {
      const blocks = page.match(/<pre.*?<\/pre>/gs) ?? []
      return blocks
        .map((block) => {
          const lines = block.match(/<span class="line[^"]*"/g) ?? []
          const back = block.startsWith('<pre data-lectern-pointed') ? '*' : ''
          return back + lines.map((line) => Number(line.includes('highlighted'))).join('')
        })
        .join(' ')
    })
}

test.each([
  ['three stages', '```js {1|2|3}\na\nb\nc\n```', '*100 *010 *001'],
  ['ranges, and all at the end', '```js {1|2-3|all}\na\nb\nc\n```', '*100 *011 000'],
  ['a language that nobody colours', '```text {1|2}\na\nb\n```', '*10 *01'],
  ['code after an item that steps', '* item\n\n```js {1|2}\na\nb\n```', '*10 *10 *01'],
  ['code that looks like code', '```html {1|2}\n<span class="line">\n</pre>\n```', '*10 *01'],
] as const)('pages of steps point at the lines of their stage: %s', async (_, markdown, expected) => {
  expect((await pointedAt(markdown)).join(' ')).toBe(expected)
})

test('two fences of a slide go through their lines after one another', async () => {
  const fence = '```js {1|2}\na\nb\n```'
  expect(await pointedAt(`${fence}\n\n${fence}`)).toEqual(['*10 *10', '*01 *10', '*01 *01'])
})

test('without steps there is the last stage, and nothing stands back', async () => {
  expect(await pointedAt('```js {1|2}\na\nb\n```', false)).toEqual(['01'])
})
