import { linkSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inputsFrom } from '../../src/export/inputs.js'
import { folderWith, lectern } from './lectern.js'

const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const files = {
  'deck.md':
    '---\ntheme: own\nlang: en\n---\n\n# A\n\n![dot](pic.png)\n\n![dot](paper-light.png)\n\n<!-- include: parts/part.md -->\n',
  'parts/part.md': '# B\n\nText\n\n<!-- Say it. -->\n',
  'pic.png': dot,
  'paper-light.png': dot,
  'themes/own.css': '/* @theme own */\nsection { width: 1280px; height: 720px; background: url(back.png); }\n',
  'themes/back.png': dot,
  'package.json': '{ "name": "x" }\n',
  'words.txt': 'lectern\n',
  'named.json': '{ "check": { "wordsFile": "words.txt" } }\n',
}

test('no command writes over what it reads, by whatever name', async () => {
  const cwd = await folderWith(files)
  symlinkSync('parts', join(cwd, 'other'))
  symlinkSync('pic.png', join(cwd, 'linked.png'))
  linkSync(join(cwd, 'themes/own.css'), join(cwd, 'hard.html'))
  const named = ['--config', 'named.json']
  const commands: readonly (readonly string[])[] = [
    ['build', 'deck.md', '--to', 'notes-md', '-o', 'other/part.md'],
    ['build', 'deck.md', '--slide', '1', '-o', 'linked.png'],
    ['build', 'deck.md', '--slide', '1', '-o', 'themes/back.png'],
    ['build', 'deck.md', '-o', 'hard.html'],
    ['check', 'deck.md', '--report', 'deck.md'],
    ['check', 'deck.md', '--report', 'parts/../parts/part.md'],
    ['check', 'deck.md', '--report', 'hard.html'],
    ['check', 'deck.md', ...named, '--report', 'named.json'],
    ['check', 'deck.md', ...named, '--report', 'words.txt'],
    ['check', 'deck.md', '--baseline', 'deck.md', '--update-baseline'],
    ['check', 'deck.md', '--baseline', 'new.json', '--update-baseline', '--report', './new.json'],
    ['theme', 'preview', 'deck.md', '--theme', 'paper', '-o', '.'],
  ]
  for (const words of commands) {
    const { code, err } = await lectern(words, { cwd })
    expect([words, code, err]).toEqual([words, 2, expect.stringMatching(/output-conflict|baseline-invalid/)])
  }
  for (const [name, content] of Object.entries(files))
    expect([name, readFileSync(join(cwd, name)).equals(Buffer.from(content))]).toEqual([name, true])
  expect(JSON.parse(readFileSync(join(cwd, 'new.json'), 'utf8'))).toHaveProperty('known')
})

test('what is no input may be written, also beside one that is missing', async () => {
  const cwd = await folderWith({ a: 'a', b: 'b' })
  linkSync(join(cwd, 'a'), join(cwd, 'c'))
  const inputs = inputsFrom([join(cwd, 'a'), join(cwd, 'missing'), '', cwd])
  const stats = (name: string) => import('node:fs').then(({ statSync }) => statSync(join(cwd, name)))
  expect(await inputs.pathOf(await stats('c'))).toBe(join(cwd, 'a'))
  expect(await inputs.pathOf(await stats('b'))).toBeUndefined()
  expect(await inputs.pathOf(await stats('.'))).toBeUndefined()
})
