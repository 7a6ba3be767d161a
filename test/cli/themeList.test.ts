import { describe, expect, test } from 'vitest'
import { folderWith, lectern } from './lectern.js'

const manifest = { title: 'Mine', description: 'Our look', version: '2.0.0', license: 'MIT', css: 'theme.css' }
const project = {
  'themes/mine/theme.json': JSON.stringify({
    ...manifest,
    name: 'mine',
    extends: 'night',
    layouts: [{ class: 'fleet', title: 'Fleet', description: 'All ships' }],
  }),
  'themes/mine/theme.css': '/* @theme mine */\nsection { color: red }\n',
  'themes/old.css': '/*\n * @theme old\n * @size 16:10 1280px 800px\n */\nsection { width: 1280px }\n',
}

describe('lectern theme list', () => {
  test('shows every theme with title, schemes, sizes and where it comes from', async () => {
    const { code, out, err } = await lectern(['theme', 'list'], { cwd: await folderWith(project) })
    expect(code).toBe(0)
    const rows = out
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/ {2,}/))
    expect(rows[0]).toEqual(['NAME', 'TITLE', 'SCHEMES', 'SIZES', 'FROM'])
    expect(rows).toContainEqual(['mine', 'Mine', 'dark, light', '16:9, 4:3', 'themes/mine/theme.json'])
    expect(rows).toContainEqual(['old', 'old', 'light', '16:10', 'themes/old.css'])
    expect(rows).toContainEqual(['night', 'Night', 'dark, light', '16:9, 4:3', 'Lectern'])
    expect(rows.at(-1)).toEqual(['uncover', 'Uncover', 'light', '16:9, 4:3', 'Marp'])
    expect(err).toContain('lectern theme preview')
  })

  test('shows the layouts and tokens of one, with those that it inherits', async () => {
    const { code, out } = await lectern(['theme', 'list', 'mine'], { cwd: await folderWith(project) })
    expect(code).toBe(0)
    expect(out).toContain('Our look\nversion 2.0.0 · licence MIT · extends night · from themes/mine/theme.json')
    expect(out).toMatch(/^fleet +Fleet +All ships$/m)
    expect(out).toMatch(/^statement +Statement +/m)
    expect(out).toMatch(/^signal +color +/m)
  })

  test('as JSON is complete', async () => {
    const cwd = await folderWith(project)
    const all = JSON.parse((await lectern(['theme', 'list', '--json'], { cwd })).out)
    expect(all.themes.map(({ name }: { name: string }) => name)).toEqual(
      'mine old atlas brand lecture lens night paper pebble terminal default gaia uncover'.split(' '),
    )
    const one = JSON.parse((await lectern(['theme', 'list', 'mine', '--json'], { cwd })).out)
    expect(one).toMatchObject({ name: 'mine', from: 'project', extends: 'night', problems: [] })
  })

  test('tells broken packs and unknown names, and goes on', async () => {
    const cwd = await folderWith({ ...project, 'themes/broken/theme.json': '{ "name": "broken" }' })
    const list = await lectern(['theme', 'list'], { cwd })
    expect([list.code, list.out]).toEqual([0, expect.stringContaining('night')])
    expect(list.err).toContain('themes/broken/theme.json:1:1')
    const unknown = await lectern(['theme', 'list', 'nigt'], { cwd })
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('Did you mean `night`?')])
    const command = await lectern(['theme', 'lst'], { cwd })
    expect([command.code, command.err]).toEqual([
      2,
      expect.stringMatching(/Did you mean list\?[\s\S]*lectern theme --help/),
    ])
  })
})
