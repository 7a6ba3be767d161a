import { chmodSync, lstatSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { keepRuns } from '../../src/cli/present/keptRuns.js'
import { type OfferedTimes, offerTimes } from '../../src/cli/present/offerTimes.js'
import { record } from '../../src/cli/present/recorder.js'
import { withTimes } from '../../src/cli/present/writeTimes.js'
import { pairSlides } from '../../src/model/pairSlides.js'
import type { ShowState } from '../../src/model/protocol/show.js'
import { compareRuns, readRehearsals } from '../../src/model/talk/rehearsal.js'
import { compileText } from '../compile/compileText.js'
import { folderWith } from '../load/folder.js'
import { connect, cookieOf, presentDeck } from '../serve/presented.js'
import { heard } from './heard.js'

const state = (slide: number, step: number, timer: ShowState['timer']): ShowState => ({
  place: { slide, step },
  blank: '',
  scheme: '',
  timer,
})

const known = (...titles: string[]) => titles.map((title) => ({ title, hash: `# ${title}` }))

describe('The recorder', () => {
  const slides = known('One', 'Two')

  test('counts each slide and step while the timer runs, and nothing while it stands', () => {
    const recorder = record(() => slides)
    recorder.note(state(0, 0, { countedMs: 0 }), 0)
    recorder.note(state(0, 0, { startedAt: 10_000, countedMs: 0 }), 10_000)
    recorder.note(state(1, 0, { startedAt: 10_000, countedMs: 0 }), 14_000)
    recorder.note(state(1, 1, { startedAt: 10_000, countedMs: 0 }), 16_000)
    recorder.note(state(1, 1, { countedMs: 9_000 }), 19_000)
    recorder.note(state(1, 1, { startedAt: 60_000, countedMs: 9_000 }), 60_000)
    expect(recorder.runs(61_000)).toEqual([
      {
        date: new Date(10_000).toISOString(),
        seconds: 10,
        slides: [
          { title: 'One', seconds: 4, steps: [4] },
          { title: 'Two', seconds: 6, steps: [2, 4] },
        ],
      },
    ])
  })

  test('begins another run when the timer goes back to zero, and keeps none of a few seconds', () => {
    const recorder = record(() => slides)
    const run = (from: number, seconds: number): void => {
      recorder.note(state(0, 0, { startedAt: from, countedMs: 0 }), from)
      recorder.note(state(0, 0, { countedMs: 0 }), from + seconds * 1000)
    }
    run(0, 20)
    run(50_000, 2)
    run(90_000, 30)
    expect(recorder.runs(200_000).map(({ seconds }) => seconds)).toEqual([20, 30])
  })

  test('keeps times with their slides when the deck changes in the middle of a run', () => {
    let slides = known('One', 'Two', 'Three')
    const recorder = record(() => slides)
    const timer = { startedAt: 0, countedMs: 0 }
    recorder.note(state(0, 0, timer), 0)
    recorder.note(state(1, 0, timer), 10_000)
    recorder.note(state(2, 0, timer), 15_000)
    slides = known('New', 'One', 'Three')
    recorder.note(state(2, 0, timer), 22_000)
    const [run] = recorder.runs(30_000)
    expect(run?.slides.map(({ title, seconds }) => [title, seconds])).toEqual([
      ['New', 0],
      ['One', 10],
      ['Three', 15],
    ])
    expect(run?.seconds).toBe(30)
  })
})

test.each([
  ['the same', ['a', 'b'], ['a', 'b'], [0, 1]],
  ['one more in front', ['a', 'b'], ['x', 'a', 'b'], [undefined, 0, 1]],
  ['one less', ['a', 'b', 'c'], ['a', 'c'], [0, 2]],
  ['two that changed places', ['a', 'b', 'c', 'd'], ['a', 'c', 'b', 'd'], [0, 2, 1, 3]],
  ['one that was edited', ['a', 'b', 'c'], ['a', 'b!', 'c'], [0, 1, 2]],
  ['twins, one of them gone', ['a', 'b', 'a', 'c'], ['b', 'a', 'c'], [1, 2, 3]],
  [
    'twins in the middle that cannot be told apart',
    ['a', 'b', 'b', 'c'],
    ['x', 'b', 'y'],
    [undefined, undefined, undefined],
  ],
  ['nothing', ['a'], [], []],
])('slides are found again in another version: %s', (_, from, to, pairs) => {
  const slidesOf = (names: string[]) => names.map((name) => ({ hash: name, title: name.replace('!', '') }))
  expect(pairSlides(slidesOf(from), slidesOf(to))).toEqual(pairs)
})

test('slides are compared by their titles, also when others came between', () => {
  const run = (titles: string[], seconds: number[]) => ({
    date: '2026-01-01T00:00:00.000Z',
    seconds: 0,
    slides: titles.map((title, index) => ({ title, seconds: seconds[index] ?? 0, steps: [] })),
  })
  const runs = [run(['A', 'B'], [10, 20]), run(['A', 'New', 'B'], [30, 5, 40])]
  expect(compareRuns([{ title: 'A', timeSeconds: 15 }, { title: 'B' }, { title: 'C' }], runs)).toEqual([
    { title: 'A', plan: 15, times: [10, 30], latest: 30, average: 20 },
    { title: 'B', plan: undefined, times: [20, 40], latest: 40, average: 30 },
    { title: 'C', plan: undefined, times: [undefined, undefined], latest: undefined, average: undefined },
  ])
  expect(readRehearsals({ version: 1, runs })?.runs).toHaveLength(2)
  for (const other of ['x', { runs }, { version: 2, runs }, { version: 1, runs: [...runs, { date: 1 }] }])
    expect(readRehearsals(other)).toBeUndefined()
})

describe('Times written into a deck', () => {
  const timed = async (text: string, times: readonly (number | undefined)[]): Promise<string> => {
    const deck = await compileText(text)
    const written = withTimes(text, deck.slides, times)
    // What is written is read back, and nothing else of the deck has changed.
    const again = await compileText(written.text)
    expect(again.slides.map(({ html }) => html)).toEqual(deck.slides.map(({ html }) => html))
    for (const [index, time] of times.entries()) {
      if (time !== undefined) expect(Math.abs((again.slides[index]?.timeSeconds ?? 0) - time)).toBeLessThanOrEqual(5)
    }
    return written.text
  }

  test('become the last line of a slide, or replace what is there', async () => {
    const text = '---\ntitle: x\n---\n\n# One\n\ntext\n\n---\n\n# Two\n\n<!-- time: 3m -->\n\nmore\n'
    expect(await timed(text, [63, 90])).toBe(
      '---\ntitle: x\n---\n\n# One\n\ntext\n\n<!-- time: 1m5s -->\n\n---\n\n# Two\n\n<!-- time: 1m30s -->\n\nmore\n',
    )
    expect(await timed(text, [undefined, 180])).toBe(text)
  })

  test('keep away from code, headings with dashes, hidden slides and the ends of lines', async () => {
    await timed('# One\n\n```html\n<!-- time: 9m -->\n---\n```\n\n---\n\n# Two', [40, 10])
    await timed('Title\n---\n\ntext\n\n---\n\nTwo\n', [40, 10])
    await timed('# One\n\n---\n\n# Hidden\n\n<!-- hide -->\n\n---\n\n# Three', [40, 10])
    await timed('---\nheadingDivider: 1\n---\n# One\n\na\n\n# Two\n\nb', [40, 10])
    await timed('# One\r\n\r\n---\r\n\r\n# Two\r\n', [40, 10])
  })
})

describe('Times offered to a deck', () => {
  const before = '# One\n\n---\n\n# Two\n\n---\n\n# Three\n'
  /** Offers 65 s for “Two” of `before` to a deck that is another one by now. */
  const offer = async (folder: string, more: Partial<OfferedTimes> = {}): Promise<string> => {
    const [terminal, said] = heard()
    const path = join(folder, 'deck.md')
    const slidesNow = async () => (await compileText(await readFile(path, 'utf8'))).slides
    const { slides } = await compileText(before)
    const place = { file: 'deck.md', path, project: folder }
    await offerTimes({ place, slides, times: [undefined, 65, undefined], slidesNow, terminal, ...more })
    return said()
  }
  const textOf = (folder: string): string => readFileSync(join(folder, 'deck.md'), 'latin1')

  test.each([
    ['a slide in front', `# New\n\n---\n\n${before}`],
    ['a slide with code in front', `# New\n\n\`\`\`md\n---\n\n# Two\n\`\`\`\n\n---\n\n${before}`],
    ['slides that changed places', '# Two\n\n---\n\n# Three\n\n---\n\n# One\n'],
    ['a word more on the slide', before.replace('# Two', '# Two\n\nmore')],
    ['front matter and other line ends', `---\ntitle: x\n---\n${before}`.replaceAll('\n', '\r\n')],
  ])('go to the slide that was rehearsed: %s', async (_, text) => {
    const folder = folderWith({ 'deck.md': text })
    expect(await offer(folder)).toContain('✓ deck.md: 1 time written')
    const { slides } = await compileText(textOf(folder))
    expect(slides.map(({ title, timeSeconds }) => [title, timeSeconds]).filter(([, time]) => time)).toEqual([
      ['Two', 65],
    ])
    expect(textOf(folder).replace(/(\r?\n)*<!-- time: 1m5s -->/, '')).toBe(text)
  })

  test('are not written where nobody can tell which slide it was', async () => {
    const text = before.replace('# Two', '# Second').replace('# Three', '# Third')
    const folder = folderWith({ 'deck.md': text })
    expect(await offer(folder)).toContain('so these slides could not be matched: Two.')
    expect(textOf(folder)).toBe(text)
  })

  test('are not written over what was saved while the question waited', async () => {
    const folder = folderWith({ 'deck.md': before })
    const ask = async (): Promise<boolean> => {
      writeFileSync(join(folder, 'deck.md'), 'saved meanwhile\n')
      return true
    }
    expect(await offer(folder, { ask })).toContain('deck.md has changed on disk.')
    expect(textOf(folder)).toBe('saved meanwhile\n')
  })

  test('follow a deck that is saved while its slides are looked for', async () => {
    const folder = folderWith({ 'deck.md': before })
    let saves = 0
    const slidesNow = async () => {
      const { slides } = await compileText(textOf(folder))
      if (saves++ === 0) writeFileSync(join(folder, 'deck.md'), `# New\n\n---\n\n${before}`)
      return slides
    }
    await offer(folder, { slidesNow })
    expect(textOf(folder)).toContain('# Two\n\n<!-- time: 1m5s -->\n\n---\n\n# Three')
    expect(textOf(folder)).toContain('# New')
  })

  test('leave alone what cannot be written as it is, and keep a link a link', async () => {
    const latin = folderWith({ 'deck.md': Buffer.from(`${before}caf\xe9\n`, 'latin1') })
    expect(await offer(latin)).toContain('is not in UTF-8')
    expect(textOf(latin)).toBe(`${before}caf\xe9\n`)
    const locked = folderWith({ 'deck.md': before })
    chmodSync(join(locked, 'deck.md'), 0o444)
    expect(await offer(locked)).toContain('deck.md is read-only.')
    expect(textOf(locked)).toBe(before)
    const linked = folderWith({ 'real.md': before })
    symlinkSync('real.md', join(linked, 'deck.md'))
    await offer(linked)
    expect(lstatSync(join(linked, 'deck.md')).isSymbolicLink()).toBe(true)
    expect(readFileSync(join(linked, 'real.md'), 'utf8')).toContain('<!-- time: 1m5s -->')
  })
})

describe('Runs are kept', () => {
  const run = { date: '2026-01-01T00:00:00.000Z', seconds: 9, slides: [] }
  const keep = (folder: string) =>
    keepRuns([run], { file: 'a.rehearsal.json', path: join(folder, 'a.rehearsal.json'), project: folder })
  const kept = (runs: readonly unknown[], version = 1): string => JSON.stringify({ version, runs })
  const read = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8')

  test('beside those of before', async () => {
    const folder = folderWith()
    expect(await keep(folder)).toEqual({ runs: [run], file: 'a.rehearsal.json' })
    expect(await keep(folder)).toEqual({ runs: [run, run], file: 'a.rehearsal.json' })
  })

  test.each([
    ['cut off', kept([run, run]).slice(0, -9)],
    ['of a later version', kept([run], 2)],
    ['with one run that is none', kept([run, { date: 1 }])],
    ['of somebody else', '{"name":"x"}'],
    ['empty', ''],
  ])('in another file when theirs is %s', async (_, broken) => {
    const folder = folderWith({ 'a.rehearsal.json': broken })
    const { file, runs, told } = await keep(folder)
    expect([file, runs]).toEqual(['a.rehearsal.new.json', [run]])
    expect(told).toContain('It was left unchanged; the runs were saved to a.rehearsal.new.json.')
    expect((await keep(folder)).runs).toHaveLength(2)
    expect(read(folder, 'a.rehearsal.json')).toBe(broken)
  })
})

test('a rehearsal ends with a table, a chart and a file beside the deck, and times in it when they are wanted', async () => {
  const deck = '---\nduration: 1\n---\n# One\n\n<!-- time: 5s -->\n\n---\n\n# Two\n'
  const talk = await presentDeck({ 'talk.md': deck }, { args: ['--rehearse', '--write-times'] })
  const speaker = await connect(talk.origin, await cookieOf(talk.link))
  const now = Date.now()
  const say = (count: number, slide: number, startedAt: number): void =>
    speaker.say({ type: 'state', stamp: { count, by: 'a' }, state: state(slide, 0, { startedAt, countedMs: 0 }) })
  // As if the first slide had begun 40 seconds ago.
  say(1, 0, now - 40_000)
  say(2, 1, now - 40_000)
  const late = await connect(talk.origin, '')
  await late.next((message) => message.type === 'welcome' && message.state?.place.slide === 1)
  talk.process.kill('SIGINT')
  expect(await talk.ended).toBe(0)
  const kept = JSON.parse(await readFile(join(talk.folder, 'talk.rehearsal.json'), 'utf8')) as { runs: unknown[] }
  expect(kept.runs).toHaveLength(1)
  expect(talk.said()).toMatch(/Slide +Plan +This run/)
  expect(talk.said()).toMatch(/1 +One +0:05 +0:4\d +\+0:3\d +█/)
  expect(talk.said()).toContain('of 1:00 planned')
  expect(talk.said()).toContain('talk.rehearsal.html: a chart of all runs')
  const chart = await readFile(join(talk.folder, 'talk.rehearsal.html'), 'utf8')
  expect(chart).toMatch(/1 One<\/th>.*<td>0:05<\/td><td>0:4\d<\/td><td>\+0:3\d<\/td>/)
  expect(talk.said()).toContain('- <!-- time: 5s -->')
  expect(await readFile(join(talk.folder, 'talk.md'), 'utf8')).toMatch(/<!-- time: (40|45)s -->/)
})

test('drawings are written into a file of their own when the talk ends, and never into the deck', async () => {
  const deck = { 'talk.md': '# One\n\n<!-- note -->\n\n---\n\n# Two' }
  const talk = await presentDeck(deck, { args: ['--drawings', 'out/drawn.html'] })
  const speaker = await connect(talk.origin, await cookieOf(talk.link))
  speaker.say({ type: 'state', stamp: { count: 1, by: 'a' }, state: state(1, 0, { countedMs: 0 }) })
  const stroke = { id: 'x', slide: 1, colour: 2, width: 6, points: [10, 20, 30, 40] }
  speaker.say({ type: 'ink', ink: [{ kind: 'draw', stroke, from: 0 }] })
  const viewer = await connect(talk.origin, '')
  await viewer.next((message) => (message.type === 'ink' || message.type === 'welcome') && message.ink.length === 1)
  talk.process.kill('SIGINT')
  expect(await talk.ended).toBe(0)
  const html = await readFile(join(talk.folder, 'out', 'drawn.html'), 'utf8')
  expect(html.includes('<path d="M10 20L30 40" stroke="#1f6feb" stroke-width="6">')).toBe(true)
  expect(html.includes('<template')).toBe(false)
  expect(await readFile(join(talk.folder, 'talk.md'), 'utf8')).toBe(deck['talk.md'])
})
