import { existsSync } from 'node:fs'
import { chmod, lstat, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fixFiles } from '../../src/cli/check/fixFiles.js'
import { loadSource } from '../../src/load/deck/source.js'
import type { Problem } from '../../src/model/problem.js'
import { compileText } from '../compile/compileText.js'
import { machineIn } from '../machineIn.js'
import { heard } from './heard.js'
import { folderWith, lectern, lecternProcess } from './lectern.js'

const good = '---\ntheme: atlas\nlang: en\nfit: none\n---\n\n# One\n\nWords\n\n---\n\n# Two\n\nMore words\n'
const list = Array.from({ length: 16 }, (_, index) => `- Plan ${index + 1}`).join('\n')
const bad = `${good}\n---\n\n<!-- _clas: lead -->\n\n# Plans\n\n${list}\n`

interface Json {
  readonly decks: readonly {
    readonly file: string
    readonly slides: number
    readonly measured: number
    readonly quiet: number
    readonly problems: readonly Problem[]
  }[]
}
const codesIn = (out: string): string[] =>
  (JSON.parse(out) as Json).decks.flatMap(({ problems }) => problems.map(({ code }) => code))

describe('lectern check', () => {
  test('is content with a good deck, and measures only the slides that changed', async () => {
    const cwd = await folderWith({ 'talk.md': good })
    const first = await lectern(['check', 'talk.md'], { cwd })
    expect(first.err).toMatch(/✓ No problems found \(2 slides, 2 measured, [\d.]+ s\)\n$/)
    expect(first.code).toBe(0)
    await writeFile(join(cwd, 'talk.md'), good.replace('More words', 'Other words'))
    const second = await lectern(['check', 'talk.md'], { cwd })
    expect(second.err).toContain('(2 slides, 1 measured, 1 cached,')
    expect((await lectern(['check', 'talk.md'], { cwd })).err).toContain('(2 slides, cached,')
    const both = await lectern(['check', 'talk.md', '--json', '--format', 'sarif'], { cwd })
    expect([both.code, both.err]).toEqual([2, expect.stringMatching(/--format.*cannot be used with.*--json/)])
  })

  test('tells people what is wrong slide by slide, with the line, and fails', async () => {
    const cwd = await folderWith({ 'talk.md': bad })
    const { err, code, out } = await lectern(['check', 'talk.md'], { cwd })
    expect(code).toBe(1)
    expect(out).toBe('')
    expect(err).toContain('\n  Slide 3 Plans\n')
    expect(err).toMatch(
      /talk\.md:\d+:3 error “Plan \d+” and \d+ more are cut off, by up to \d+ px at the bottom|talk\.md:\d+:3 error “Plan \d+” and \d+ more are cut off by up to \d+ px at the bottom/,
    )
    expect(err).toContain('Did you mean `<!-- _class: … -->`?')
    expect(err).toContain('Details: lectern check --explain overflow')
  })

  test('speaks JSON, SARIF and the language of GitHub', async () => {
    const cwd = await folderWith({ 'a,b.md': bad })
    const json = await lectern(['check', '.', '--json'], { cwd })
    expect(codesIn(json.out)).toEqual(['directive-unknown', 'overflow'])
    const problem = (JSON.parse(json.out) as Json).decks[0]?.problems[1]
    expect(problem).toMatchObject({ slide: 3, severity: 'error', spot: { element: expect.stringMatching(/^ul > li/) } })
    const sarif = JSON.parse((await lectern(['check', '.', '--format', 'sarif'], { cwd })).out)
    expect(sarif.version).toBe('2.1.0')
    const { rules } = sarif.runs[0].tool.driver
    expect(rules.map(({ help }: { help: { markdown: string } }) => /# \S+/.exec(help.markdown)?.[0])).toEqual([
      '# directive-unknown',
      '# overflow',
    ])
    expect(sarif.runs[0].results.map((one: { ruleId: string; level: string }) => [one.ruleId, one.level])).toEqual([
      ['directive-unknown', 'warning'],
      ['overflow', 'error'],
    ])
    expect(sarif.runs[0].results[1].locations[0].physicalLocation.artifactLocation.uri).toBe('a%2Cb.md')
    const github = await lectern(['check', '.', '--format', 'github'], { cwd })
    expect(github.out).toMatch(
      /^::warning file=a%2Cb\.md,line=\d+,col=\d+,endColumn=\d+,title=directive-unknown on slide 3::/m,
    )
    expect(github.out).toMatch(/^::error file=a%2Cb\.md,line=\d+.*title=overflow on slide 3::/m)
  })

  test('takes levels and options from the command line, the configuration and the slide', async () => {
    const cwd = await folderWith({
      'talk.md': bad,
      'lectern.config.json': JSON.stringify({ check: { rules: { overflow: 'warn', 'too-much-text': { words: 3 } } } }),
    })
    const configured = await lectern(['check', 'talk.md', '--json'], { cwd })
    expect(configured.code).toBe(0)
    expect(codesIn(configured.out)).toEqual(['directive-unknown', 'too-much-text', 'overflow'])
    const strict = await lectern(['check', 'talk.md', '--json', '--strict'], { cwd })
    expect(strict.code).toBe(1)
    const off = ['--rule', 'overflow=off', '--rule', 'directive-unknown=off', '--rule', 'too-much-text.words=90']
    expect(codesIn((await lectern(['check', 'talk.md', '--json', ...off], { cwd })).out)).toEqual([])
    const silent = bad.replace('# Plans', '<!-- check-disable overflow: the list goes on and on -->\n\n# Plans')
    await writeFile(join(cwd, 'talk.md'), silent)
    const quiet = JSON.parse((await lectern(['check', 'talk.md', '--json'], { cwd })).out) as Json
    expect(quiet.decks[0]?.quiet).toBe(1)
  })

  test('starts no browser when nothing has to be measured, and finds the same', async () => {
    const cwd = await folderWith({ 'talk.md': bad })
    const first = JSON.parse((await lectern(['check', 'talk.md', '--json'], { cwd })).out) as Json
    const temp = join(cwd, 'temp')
    await mkdir(temp)
    // A browser has its profile there: the folder is another one then.
    const untouched = (await stat(temp)).mtimeMs
    const args = ['check', 'talk.md', '--json']
    const env = { TMPDIR: temp }
    const again = JSON.parse((await lecternProcess(args, { cwd, env })).out) as Json
    expect(again.decks[0]).toEqual({ ...first.decks[0], measured: 0 })
    expect((await stat(temp)).mtimeMs).toBe(untouched)
    await writeFile(join(cwd, 'talk.md'), bad.replace('More words', 'Many words'))
    expect(codesIn((await lecternProcess(args, { cwd, env })).out)).toEqual(['directive-unknown', 'overflow'])
    expect((await stat(temp)).mtimeMs).not.toBe(untouched)
    // Another browser has not measured it yet.
    expect((await lectern([...args, '--browser', join(cwd, 'none')], { cwd })).code).toBe(3)
  })

  test('says which rule, level or option does not exist', async () => {
    const cwd = await folderWith({ 'talk.md': good })
    const outcomes = await Promise.all(
      ['overflw=off', 'overflow=loud', 'slot-empty.px=3', 'too-much-text.words=many', 'x'].map((rule) =>
        lectern(['check', 'talk.md', '--rule', rule], { cwd }),
      ),
    )
    expect(outcomes.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2])
    expect(outcomes.map(({ err }) => err.split('\n')[1]?.trim())).toEqual([
      '→ Did you mean `overflow`?',
      '→ Use off, info, warn or error.',
      '→ Set its level instead: it has no options.',
      '→ Use a number, 0 or greater.',
      '→ Write `--rule overflow=off` or `--rule too-much-text.words=60`, for example.',
    ])
  })

  test('keeps quiet about what a baseline knows, and tells what is new', async () => {
    const cwd = await folderWith({ 'talk.md': bad })
    const args = ['check', 'talk.md', '--json', '--baseline', 'known.json']
    expect((await lectern([...args, '--update-baseline'], { cwd })).code).toBe(0)
    // A line more above moves everything, and nothing is new.
    await writeFile(join(cwd, 'talk.md'), bad.replace('# One', '\n# One'))
    const known = await lectern(args, { cwd })
    expect(codesIn(known.out)).toEqual([])
    expect(known.code).toBe(0)
    await writeFile(join(cwd, 'talk.md'), `${bad}\n---\n\n`)
    expect(codesIn((await lectern(args, { cwd })).out)).toEqual(['empty-slide'])
    await writeFile(join(cwd, 'known.json'), '[]')
    const broken = await lectern(args, { cwd })
    expect([broken.code, broken.err.split('\n')[0]]).toEqual([
      2,
      'known.json error `known.json` is not a baseline. baseline-invalid',
    ])
  })

  test('changes nothing without --fix, shows the difference, and mends what has one way out', async () => {
    const cwd = await folderWith({ 'talk.md': bad })
    const path = join(cwd, 'talk.md')
    await lectern(['check', 'talk.md'], { cwd })
    expect(await readFile(path, 'utf8')).toBe(bad)
    const dry = await lectern(['check', 'talk.md', '--fix', '--split', '--dry-run'], { cwd })
    expect(dry.err).toContain('- <!-- _clas: lead -->\n+ <!-- _class: lead -->\n')
    expect(await readFile(path, 'utf8')).toBe(bad)
    const fixed = await lectern(['check', 'talk.md', '--fix', '--split'], { cwd })
    // What is told, and the exit code, are of the file as it is now.
    expect([fixed.code, fixed.err]).toEqual([0, expect.stringMatching(/✓ talk\.md: 1 fixed, 1 split/)])
    expect(fixed.out).not.toMatch(/_clas\b|too long|cut off/)
    const mended = await readFile(path, 'utf8')
    expect(mended).toContain('<!-- _class: lead -->')
    expect(mended).toContain('# Plans (2)')
    expect((await lectern(['check', 'talk.md', '--json'], { cwd })).code).toBe(0)
  })

  test('divides a slide as often as it takes, also one that is centred', async () => {
    const items = Array.from({ length: 30 }, (_, at) => `- item ${at + 1} with some words`).join('\n')
    const cwd = await folderWith({
      'talk.md': `---\nlang: en\nfit: none\n---\n\n<!-- _class: lead -->\n\n# Many\n\n${items}\n`,
    })
    const { code, err } = await lectern(['check', 'talk.md', '--fix', '--split'], { cwd })
    expect([code, err.match(/1 split/g)?.length]).toEqual([0, 2])
    const written = await readFile(join(cwd, 'talk.md'), 'utf8')
    expect(written.match(/^- item/gm)).toHaveLength(30)
    expect(written.match(/^<!-- _class: lead -->$/gm)).toHaveLength(3)
  })

  test('mends a file with its bytes, links and rights, or says why it is left alone', async () => {
    const slide = '<!-- _clas: lead -->\n\n# A\n'
    const mended = slide.replace('_clas', '_class')
    const latin = Buffer.from(`${slide}\nCaf\xe9\n`, 'latin1')
    const dos = `\uFEFF${slide}\nlast`.replaceAll('\n', '\r\n')
    const cwd = await folderWith({ 'real/one.md': slide, 'dos.md': dos, 'latin.md': latin, 'locked.md': slide })
    await symlink('real/one.md', join(cwd, 'link.md'))
    await chmod(join(cwd, 'locked.md'), 0o444)
    const { err } = await lectern(['check', 'link.md', 'dos.md', 'latin.md', 'locked.md', '--fix'], { cwd })
    expect((await lstat(join(cwd, 'link.md'))).isSymbolicLink()).toBe(true)
    expect(await readFile(join(cwd, 'real/one.md'), 'utf8')).toBe(mended)
    expect(await readFile(join(cwd, 'dos.md'), 'utf8')).toBe(dos.replace('_clas', '_class'))
    expect(await readFile(join(cwd, 'latin.md'))).toEqual(latin)
    expect(await readFile(join(cwd, 'locked.md'), 'utf8')).toBe(slide)
    expect(err).toMatch(/^latin\.md warning latin\.md is not in UTF-8\..* fix-refused$/m)
    expect(err).toMatch(/^locked\.md warning locked\.md is read-only\..* fix-refused$/m)
    expect(err.match(/^✓ .*fixed$/gm)?.sort()).toEqual(['✓ dos.md: 1 fixed', '✓ link.md: 1 fixed'])
  })

  test('mends nothing in a file that is another one since it was checked', async () => {
    const cwd = await folderWith({ 'a.md': '<!-- _clas: lead -->\n\n# A\n' })
    const path = join(cwd, 'a.md')
    const source = await loadSource('a.md', { cwd })
    const deck = await compileText(source.text)
    const problems = deck.problems.map((problem) => ({ ...problem, place: { ...problem.place, file: 'a.md' } }))
    const changed = '# New\n\n---\n\n<!-- _clas: lead -->\n\n# A\n'
    const [terminal, said] = heard()
    const signal = new AbortController().signal
    const job = { terminal, machine: machineIn(cwd), signal, dryRun: false, split: true, sources: [source] }
    const found = [{ deck, problems, measured: 0, quiet: 0 }]
    await writeFile(path, changed.replace('# New', '<!-- _clas: x -->'))
    expect(await fixFiles(found, job)).toBe(false)
    expect(said()).toContain('a.md has changed since it was checked.')
    await writeFile(path, source.text)
    expect(await fixFiles(found, job)).toBe(true)
    expect(await readFile(path, 'utf8')).toBe('<!-- _class: lead -->\n\n# A\n')
  })

  test('writes a report with a picture of each slide that something is on, and nothing from elsewhere', async () => {
    const cwd = await folderWith({ 'talk.md': bad })
    await lectern(['check', 'talk.md', '--report', 'out/report.html'], { cwd })
    const report = await readFile(join(cwd, 'out', 'report.html'), 'utf8')
    expect(report.match(/<img /g)?.length).toBe(1)
    expect(report).toMatch(/<span class="box error" [^>]*style="left:[\d.]+%;top:[\d.]+%/)
    expect(report).not.toMatch(/(?:src|href)="(?!data:)/)
  })

  test('reads standard input, lists its rules, and does not measure a deck with errors', async () => {
    const cwd = await folderWith({ 'broken.md': '---\ntheme: nowhere\n---\n\n# A\n' })
    expect((await lecternProcess(['check', '-'], { cwd, input: good })).code).toBe(0)
    const rules = await lectern(['check', '--rules', '--rule', 'overflow=warn'], { cwd })
    expect(rules.out).toMatch(/^overflow +warning +Text or an image is cut off/m)
    const chosenBy = await lectern(['check', '--explain', 'layout'], { cwd })
    expect([chosenBy.code, chosenBy.out]).toEqual([0, expect.stringMatching(/ title +it is the first slide/)])
    const chosen = await lectern(['check', 'plain.md', '--theme', 'paper', '--explain', 'layout'], {
      cwd: await folderWith({ 'plain.md': '# Rivers\n\n---\n\n<!-- _class: code -->\n## Now\n\n---\n\n## A\n\n- b\n' }),
    })
    expect(chosen.out).toMatch(
      /^plain\.md \(theme paper\)\n +1 +line 1 +title, because .*\n +2 .*code, set by its class.*\n +3 .*no layout/,
    )
    const page = await lectern(['check', '--explain', 'overflow'], { cwd })
    expect(page.out).toMatch(/^# overflow\n\nText or an image is cut off[\s\S]*## Not reported/)
    expect((await lectern(['check', '--explain', 'overflw'], { cwd })).err).toContain('Did you mean `overflow`?')
    expect(rules.out).toMatch(/^Also reported by build and dev:\n\nimage-missing +warning +An image does not exist/m)
    const fixed = await lectern(['check', 'broken.md', '--rule', 'theme-unknown=off'], { cwd })
    expect([fixed.code, fixed.err]).toEqual([2, expect.stringContaining('`theme-unknown` is always an error.')])
    const broken = JSON.parse((await lectern(['check', 'broken.md', '--json'], { cwd })).out) as Json
    expect(broken.decks[0]).toMatchObject({ measured: 0, problems: [{ code: 'theme-unknown' }] })
    expect(existsSync(join(cwd, 'dist'))).toBe(false)
  })
})
