import { chmod, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { manifestShape } from '../../src/load/themes/manifestShape.js'
import { folderWith, lectern } from './lectern.js'

describe('lectern theme new', () => {
  test('makes a pack that passes its own check and shows every layout without a problem', async () => {
    const cwd = await folderWith({ 'deck.md': '---\ntheme: acme\n---\n# Hello\n' })
    const made = await lectern(['theme', 'new', 'acme'], { cwd })
    expect([made.code, made.out]).toEqual([0, ''])
    expect(made.err).toContain('✓ themes/acme/')
    expect(made.err).toContain('lectern theme check acme')
    expect((await readdir(join(cwd, 'themes/acme'), { recursive: true })).sort()).toEqual([
      'LICENSE',
      'README.md',
      'assets',
      'assets/figure.svg',
      'assets/ground.svg',
      'preview.md',
      'theme.css',
      'theme.json',
    ])
    const manifest: unknown = JSON.parse(await readFile(join(cwd, 'themes/acme/theme.json'), 'utf8'))
    expect(v.parse(manifestShape, manifest)).toMatchObject({ name: 'acme', title: 'Acme', extends: 'brand' })
    const check = await lectern(['theme', 'check', '--json'], { cwd })
    const { packs } = JSON.parse(check.out)
    const told: string[] = packs[0].problems
      .filter(({ severity }: { severity: string }) => severity !== 'info')
      .map(({ message }: { message: string }) => message)
    // One enormous word with lines below it may be more than the last slide holds.
    expect(told.filter((message) => !/^`end` \(long words\)/.test(message))).toEqual([])
    expect(check.code).toBe(0)
    const decks = ['deck.md', 'themes/acme/preview.md']
    const built = await lectern(['build', ...decks, '--strict'], { cwd })
    expect([built.code, built.err.match(/error|warning/g)]).toEqual([0, null])
  })

  test('refuses names that no theme can have, that are taken, and folders that are there', async () => {
    const cwd = await folderWith({ 'themes/notes/todo.txt': 'x' })
    const refused = async (name: string) => {
      const { code, err } = await lectern(['theme', 'new', name], { cwd })
      return `${code} ${err}`
    }
    expect(await refused('My Theme')).toMatch(/^2 .*is not a valid theme name.*\n.*Did you mean `my-theme`\?/)
    for (const name of ['../evil', '.hidden', 'con', '', 'a/b', 'x'.repeat(61), '__proto__'])
      expect(await refused(name)).toMatch(/^2 .*is not a valid theme name/)
    expect(await refused('night')).toMatch(/^2 .*A theme named `night` already exists: bundled with Lectern/)
    expect(await refused('gaia')).toMatch(/^2 .*Marp's own/)
    expect(await refused('notes')).toMatch(/^2 .*`themes\/notes` already exists/)
    expect((await readdir(join(cwd, 'themes'))).sort()).toEqual(['notes'])
    const missing = await lectern(['theme', 'new'], { cwd })
    expect([missing.code, missing.err]).toEqual([2, expect.stringContaining("missing required argument 'name'")])
  })

  test('that cannot write says so and leaves nothing behind', async () => {
    const cwd = await folderWith({ themes: 'a file' })
    await chmod(cwd, 0o755)
    const { code, err } = await lectern(['theme', 'new', 'acme'], { cwd })
    expect([code, err]).toEqual([
      3,
      expect.stringMatching(/themes.acme cannot be written: a part of its path is a file/),
    ])
    expect(await readdir(cwd)).toEqual(['themes'])
  })
})
