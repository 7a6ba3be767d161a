import { chmodSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { authorsEditor } from '../../src/serve/editor/openEditor.js'
import { folderWith } from '../cli/lectern.js'

it('opens the program that is named, with file, line and column, and says when there is none', async () => {
  onTestFinished(() => void delete process.env.LAUNCH_EDITOR)
  const folder = await folderWith({ 'editor.sh': '#!/bin/sh\necho "$@" > "$0.said"\n', 'a talk.md': '# One\n' })
  const [editor, deck] = [join(folder, 'editor.sh'), join(folder, 'a talk.md')]
  chmodSync(editor, 0o700)
  process.env.LECTERN_EDITOR = editor
  await authorsEditor(process.env)(deck, 12, 3)
  await expect.poll(() => readFileSync(`${editor}.said`, 'utf8')).toBe(`${deck} 12 3\n`)
  process.env.LECTERN_EDITOR = join(folder, 'nothing')
  onTestFinished(() => void delete process.env.LECTERN_EDITOR)
  await expect(authorsEditor(process.env)(deck, 1, 1)).rejects.toThrow(/does not exist.*Set one in LECTERN_EDITOR\.$/)
})
