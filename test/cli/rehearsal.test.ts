import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { record } from '../../src/cli/present/recorder.js'
import { withTimes } from '../../src/cli/present/writeTimes.js'
import { compareRuns, readRehearsals } from '../../src/model/rehearsal.js'
import type { ShowState } from '../../src/model/show.js'
import { compileText } from '../compile/compileText.js'
import { connect, cookieOf, presentDeck } from '../serve/presented.js'

const state = (slide: number, step: number, timer: ShowState['timer']): ShowState => ({
  place: { slide, step },
  blank: '',
  scheme: '',
  timer,
})

describe('The recorder', () => {
  const titles = () => ['One', 'Two']

  test('counts each slide and step while the timer runs, and nothing while it stands', () => {
    const recorder = record(titles)
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
    const recorder = record(titles)
    const run = (from: number, seconds: number): void => {
      recorder.note(state(0, 0, { startedAt: from, countedMs: 0 }), from)
      recorder.note(state(0, 0, { countedMs: 0 }), from + seconds * 1000)
    }
    run(0, 20)
    run(50_000, 2)
    run(90_000, 30)
    expect(recorder.runs(200_000).map(({ seconds }) => seconds)).toEqual([20, 30])
  })
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
  expect(readRehearsals({ runs: [...runs, { date: 1 }, null] })?.runs).toHaveLength(2)
  expect(readRehearsals('x')).toBeUndefined()
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
  expect(talk.said()).toMatch(/Slide +Plan +Now/)
  expect(talk.said()).toMatch(/1 +One +0:05 +0:4\d +\+0:3\d +█/)
  expect(talk.said()).toContain('of 1:00 planned')
  expect(talk.said()).toContain('talk.rehearsal.html: the chart of all runs')
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
