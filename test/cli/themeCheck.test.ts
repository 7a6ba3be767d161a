import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { expectOutput } from '../api/schemas.js'
import { folderWith, lectern, type Outcome } from './lectern.js'

const root = join(import.meta.dirname, '..', '..')
const packs = readdirSync(join(root, 'themes')).filter((name) => existsSync(join(root, 'themes', name, 'preview.md')))

interface Report {
  readonly packs: readonly {
    readonly name: string
    readonly slides: number
    readonly problems: readonly {
      readonly severity: string
      readonly code: string
      readonly message: string
      readonly place: { readonly file: string; readonly line: number }
    }[]
  }[]
}

const layout = (name: string, body: string) => ({
  class: name,
  title: name,
  description: 'x',
  example: `<!-- _class: ${name} -->\n\n${body}`,
})
const bad = {
  'themes/bad/theme.json': JSON.stringify(
    {
      $schema: 'https://example.org/theme.schema.json',
      name: 'bad',
      title: 'Bad',
      description: 'All wrong',
      version: '1.0.0',
      license: 'MIT',
      css: 'theme.css',
      fonts: [
        { family: 'Gone', file: 'fonts/gone.woff2', weight: '400', style: 'normal', license: 'OFL-1.1' },
        { family: 'Fake', file: 'fonts/fake.woff2', weight: '400', style: 'normal' },
      ],
      layouts: [
        layout('tiny', '# A heading\n\nText that nobody can read'),
        layout('wide', '# A heading that goes on'),
        layout('over', '# One\n\nTwo'),
      ],
    },
    null,
    2,
  ),
  'themes/bad/theme.css': `/* @theme bad */
@import url("https://fonts.example.org/css?family=Lato");
@font-face { font-family: Gone; src: url(fonts/gone.woff2) }
section { width: 1280px; height: 720px; font: 30px 'Avenir Next', sans-serif; background: #fff; color: #333; padding: 50px }
section.tiny p { font-size: 12px; color: #bbb }
section.wide h1 { white-space: nowrap; font-size: 200px }
section.over p { position: relative; top: -70px; font-size: 40px }
h1 { font-family: Gone, sans-serif; margin: 0 }
`,
  'themes/bad/fonts/fake.woff2': '<html>',
}

/** A theme of one CSS file in which everything is as it should be. */
const good = `/* @theme good */
section { width: 1280px; height: 720px; font: 32px sans-serif; background: #fff; color: #222; padding: 60px; box-sizing: border-box; overflow-wrap: anywhere }
h1, h2 { font-size: 52px; margin: 0 } h3 { font-size: 38px; margin: 0 } a { color: #005a9c }
h1, h2, h3, p, ul, ol, table, pre { margin: 0 0 12px } section::after, footer { font-size: 24px }
code, pre, td, th { font-size: 26px } footer { position: absolute; bottom: 12px; left: 60px }
`

describe('lectern theme check', () => {
  // One run for all: browser, engine and highlighter start once, and one pack is laid out while the next is compiled.
  let outcome: Outcome
  beforeAll(async () => {
    outcome = await lectern(['theme', 'check', ...packs.map((pack) => `./themes/${pack}`), '--json'], { cwd: root })
  }, 300_000)

  test('is content with the packs that come with Lectern', () => {
    const { code, out, err } = outcome
    expect([code, err, (JSON.parse(out) as Report).packs.map(({ name }) => name)]).toEqual([0, '', packs])
  })

  test.each(packs)('finds nothing wrong with %s: each layout is tried in a real browser', (pack) => {
    const report = (JSON.parse(outcome.out) as Report).packs.find(({ name }) => name === pack)
    expect(report?.slides).toBeGreaterThan(200)
    const told = report?.problems.filter(({ severity }) => severity !== 'info').map(({ message }) => message)
    // One enormous word with lines below it may be more than the last slide holds.
    expect(told?.filter((line) => !/`(end|invert)` \((long words|ideographs)\)/.test(line))).toEqual([])
  })

  test('tells everything that is wrong with one, at its place, and exits with 1', async () => {
    const cwd = await folderWith(bad)
    const { code, out } = await lectern(['theme', 'check', '--json'], { cwd })
    expect(code).toBe(1)
    expectOutput('theme-check', out)
    const { packs } = JSON.parse(out) as Report
    const told = packs[0]?.problems.map(({ severity, code: name, place, message }) =>
      [severity, name, `${place.file.replace('themes/bad/', '')}:${place.line}`, message].join(' '),
    )
    for (const wanted of [
      /^error theme-file theme.json:12 The font `fonts\/gone.woff2` is not in the pack/,
      /^error theme-file theme.json:19 `fonts\/fake.woff2` is not a woff2 font/,
      /^error theme-licence theme.json:17 .*has no licence/,
      /^warning theme-licence .*licence text of its fonts/,
      /^warning theme-file .*no `preview.md`/,
      /^error remote-asset theme.css:2 /,
      /^error font-missing theme.css:3 /,
      /^warning font-missing .*“Avenir Next”/,
      /^warning theme-text-small theme.json:26 `tiny`: “Text that nobody can read” is only 12 px tall /,
      /^error theme-contrast theme.json:26 `tiny` \(light\): .* has a contrast of 1\.\d+:1 \(minimum /,
      /^error theme-overflow theme.json:32 `wide`: “A heading that goes on” is cut off by \d+ px at the right/,
      /^error theme-overlap theme.json:38 `over`: /,
    ])
      expect(told).toContainEqual(expect.stringMatching(wanted))
    expect(told?.filter((line) => /`wide` \(.*theme-overflow/.test(line))).toEqual([])
  })

  test('takes CSS files and prints for people', async () => {
    const cwd = await folderWith({
      'good.css': good,
      'pale.css': good.replace('#222', '#999').replaceAll('good', 'pale'),
    })
    const { code, err, out } = await lectern(['theme', 'check', './good.css', './pale.css'], { cwd })
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(/^✓ good \(\d+ slides checked\)$/m)
    expect(err).toMatch(/^pale.css error A slide without a class \(light\): .* theme-contrast$/m)
    expect(err).toMatch(/^✗ pale \(\d+ slides checked\): \d+ error/m)
  })

  test('says what it was not asked well', async () => {
    const cwd = await folderWith({ 'themes/broken/theme.json': '{ "name": "broken", }' })
    const broken = await lectern(['theme', 'check'], { cwd })
    expect([broken.code, broken.err]).toEqual([1, expect.stringMatching(/theme.json:1:\d+ error .*not valid JSON/)])
    const unknown = await lectern(['theme', 'check', 'nigt'], { cwd })
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('Did you mean `night`?')])
    const marps = await lectern(['theme', 'check', 'gaia'], { cwd })
    expect([marps.code, marps.err]).toEqual([2, expect.stringContaining("one of Marp's themes")])
    const empty = await lectern(['theme', 'check'], { cwd: await folderWith({}) })
    expect([empty.code, empty.err]).toEqual([2, expect.stringContaining('lectern theme new')])
  })
})
