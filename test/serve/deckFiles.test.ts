import { join } from 'node:path'
import { expect, it } from 'vitest'
import { listDeckFiles } from '../../src/serve/deck/deckFiles.js'
import { folderWith } from '../load/folder.js'

it('lists what a deck can name: its own folder first, then its project, without what is hidden or installed', async () => {
  const fx = folderWith({
    'outside.png': '',
    'p/assets/logo.png': '',
    'p/assets/.raw/logo.png': '',
    'p/node_modules/x/a.png': '',
    'p/slides/x/deck.md': '',
    'p/slides/x/img/a.png': '',
    'p/slides/y/b.png': '',
    'p/slides/y/notes.txt': '',
  })
  const root = join(fx, 'p')
  const folder = join(root, 'slides/x')
  expect(await listDeckFiles({ folder, root })).toEqual(['deck.md', 'img/a.png', '../y/b.png', '../../assets/logo.png'])
  expect(await listDeckFiles({ folder, root: folder })).toEqual(['deck.md', 'img/a.png'])
})

it('looks into a number of folders beside its own, and not into more', async () => {
  const many = Array.from({ length: 300 }, (_, index) => [`p/f${String(index).padStart(3, '0')}/a.png`, ''] as const)
  const root = join(folderWith({ ...Object.fromEntries(many), 'p/z/deck.md': '' }), 'p')
  const files = await listDeckFiles({ folder: join(root, 'z'), root })
  expect(files.length).toBe(200)
})
