import { join } from 'node:path'
import { expect, it } from 'vitest'
import { keepDecks } from '../../src/cli/options/keepDecks.js'
import { folderWith } from '../load/folder.js'

it('takes decks out from behind options of several values', () => {
  const cwd = folderWith({ 'talk/deck.md': '', 'themes/a.css': '' })
  for (const [words, kept] of [
    ['build --theme-dir themes a.md', 'build a.md --theme-dir themes'],
    ['build --theme-dir themes more a.md b.markdown', 'build a.md b.markdown --theme-dir themes more'],
    ['build --theme-dir themes talk -o x', 'build talk --theme-dir themes -o x'],
    ['check --rule overflow=off - --strict', 'check - --rule overflow=off --strict'],
    ['build a.md --theme-dir themes', 'build a.md --theme-dir themes'],
    ['build --theme-dir a.md', 'build --theme-dir a.md'],
    ['build --theme-dir themes -- a.md', 'build --theme-dir themes -- a.md'],
    ['build --to html a.md', 'build --to html a.md'],
  ])
    expect(keepDecks(words?.split(' ') ?? [], cwd).join(' ')).toBe(kept)
  expect(keepDecks([], join(cwd, 'talk'))).toEqual([])
})
