import { describe, expect, test } from 'vitest'
import { chartKinds } from '../../../src/compile/charts/chartKinds.js'
import { compile } from '../../../src/compile/compile.js'
import { sourceFromText } from '../../../src/load/deck/source.js'
import type { DataFile } from '../../../src/model/source.js'
import type { Theme } from '../../../src/model/theme.js'
import { compileJob, compileText } from '../compileText.js'

const theme: Theme = { name: 'pack', css: '/* @theme pack */', file: 'pack.css', layouts: [] }
const job = compileJob({ themes: [theme], themeNames: ['default', 'pack'] })

const years = '| Year | Share |\n|---|--:|\n| 2013 | 21.9 |\n| 2014 | 23.4 |\n| 2018 | 38.8 |\n'

/** A deck of one slide with a chart of a table. */
const chart = (options: string, table = years, head = '') =>
  compileText(`${head}# x\n\n<!-- chart: ${options} -->\n\n${table}`, job)

const said = async (options: string, table = years) =>
  (await chart(options, table)).problems.map(
    ({ severity, code, message, place }) => `${severity} ${code} ${place.line}:${place.column} ${message}`,
  )

const htmlOf = async (options: string, table = years): Promise<string> =>
  (await chart(options, table)).slides[0]?.html ?? ''

/** Heights of the columns of a drawing, from left to right. */
const heights = (html: string): number[] =>
  [...html.matchAll(/<rect[^>]* height="([\d.]+)"[^>]*lc-up/g)].map(([, height]) => Number(height))

describe('a table below a comment', () => {
  test.each(Object.keys(chartKinds))('is drawn as %s, with a description and its table', async (kind) => {
    const table =
      '| Party | Before | After |\n|---|---|---|\n| Red | 40 | 30 |\n| Blue | 35 | 45 |\n| Green | 25 | 25 |\n'
    const { slides, problems } = await chart(
      kind,
      kind === 'pie' || kind === 'donut' ? table.replace(/\|[^|\n]*\|\n/g, '|\n') : table,
    )
    const html = slides[0]?.html ?? ''
    expect(html).toMatch(
      /<figure class="lectern-chart" data-lectern-chart="[\w-]+">\s*<svg viewBox="0 0 [\d.]+ [\d.]+"[^>]*role="img" aria-label="[^"]{20,}"/,
    )
    expect(html).toContain('<th scope="row">Blue</th>')
    expect(html).not.toMatch(/NaN|undefined|Infinity|#[0-9a-f]{3,6}\b/)
    expect(problems.map(({ message }) => message)).toEqual([])
  })

  test('has columns from zero, as high as their figures', async () => {
    const [first = 0, second = 0, third = 0] = heights(await htmlOf('column'))
    expect([second / first, third / first].map((one) => Number(one.toFixed(2)))).toEqual([1.07, 1.77])
  })

  test('keeps its figures as they were written, and gives them the unit that they lack', async () => {
    const html = await htmlOf('column, unit: %', '| a | b |\n|---|---|\n| x | 1,250 |\n| y | 8.5 % |\n')
    expect([...html.matchAll(/<text[^>]*lc-value[^>]*>([^<]*)/g)].map(([, text]) => text)).toEqual(['1,250%', '8.5 %'])
  })

  test('is told to whoever does not see it, in the language of the deck', async () => {
    expect(await htmlOf('line, unit: %')).toContain('aria-label="Line chart. Share 21.9% (2013) to 38.8% (2018)."')
    const german = await chart('line, unit: %', years, '---\nlang: de\n---\n')
    expect(german.slides[0]?.html).toContain('aria-label="Liniendiagramm. Share 21.9% (2013) bis 38.8% (2018)."')
    expect(await htmlOf('line, alt: Up it goes')).toContain('aria-label="Up it goes"')
  })

  test('puts years at their true distance in a line', async () => {
    const html = await htmlOf('line')
    const [, path = ''] = /<path d="M([^"]+)"[^>]*lc-line/.exec(html) ?? []
    const xs = path.split('L').map((point) => Number(point.split(' ')[0]))
    expect(((xs[2] ?? 0) - (xs[1] ?? 0)) / ((xs[1] ?? 0) - (xs[0] ?? 0))).toBeCloseTo(4, 1)
  })

  test('lights what is named or bold, and sorts', async () => {
    const html = await htmlOf('bar, sort: desc, highlight: 2013')
    expect([...html.matchAll(/<text[^>]*lc-row[^>]*>([^<]*)/g)].map(([, text]) => text)).toEqual([
      '2018',
      '2014',
      '2013',
    ])
    expect(html.match(/lc-lit lc-fill/g)).toHaveLength(1)
    expect((await htmlOf('column', years.replace('38.8', '**38.8**'))).match(/lc-lit lc-fill/g)).toHaveLength(1)
  })

  test('appears step by step', async () => {
    const { slides } = await chart('column, steps: points')
    expect(slides[0]?.steps).toBe(3)
    expect([...(slides[0]?.html ?? '').matchAll(/data-marpit-fragment="(\d)"/g)].map(([, step]) => step)).toEqual([
      '1',
      '2',
      '3',
    ])
  })

  test('has colours and typefaces as custom properties alone, in the CSS and only with a chart', async () => {
    expect((await chart('column')).css).toContain('--chart-1')
    expect((await compileText(`# x\n\n${years}`, job)).css).not.toContain('--chart-1')
  })

  test('needs no comment on a slide with the layout, where the theme has layouts', async () => {
    const row = '<!-- _class: chart -->\n\n# x\n\n| a | b | **c** |\n|---|---|---|\n| €1,250 | 8.5 | 0 |\n'
    const own = await compileText(`---\ntheme: pack\n---\n${row}`, job)
    expect(own.slides[0]?.html).toContain('data-lectern-chart="column"')
    expect(own.slides[0]?.html).toMatch(/<th scope="row">c<\/th>\s*<td>0<\/td>/)
    expect((await compileText(row, job)).slides[0]?.html).toContain('<table>')
  })

  test('is a table to other tools: comment, then table', async () => {
    expect(await said('column')).toEqual([
      'info chart-misleading 9:3 These years are not equally far apart, but the columns are.',
    ])
  })
})

describe('options', () => {
  test.each([
    ['colunm', 'warning chart-option 3:13 “colunm” is not a kind of chart, so it is drawn as `column`.'],
    ['line, highligt: 2018', 'warning chart-option 3:19 A chart has no option “highligt”.'],
    ['line, labels: every', 'warning chart-option 3:27 “every” is not a value of `labels`.'],
    ['line, min: low', 'warning chart-option 3:24 “low” is no number for `min`.'],
    [
      'line, highlight: 2019',
      'warning chart-option 3:30 “2019” is neither a category nor a series, so nothing is highlighted.',
    ],
    ['line, note: 2020 "Late"', 'warning chart-option 3:25 The note is at “2020”, which is no category of this chart.'],
    ['pie, min: 3', 'warning chart-option 3:23 A pie chart has no axis for `min`.'],
    ['bar, log', 'warning chart-option 3:18 A bar chart begins at zero, which a logarithmic axis does not have.'],
  ])('%s', async (options, message) => expect(await said(options)).toContain(message))

  test('hold commas in titles, and lines of their own', async () => {
    const html = await htmlOf('line, title: Up, up, and away, source: Survey, 2018\nunit: %')
    expect(html).toContain('<figcaption>Up, up, and away</figcaption>')
    expect(html).toContain('<p class="lc-source">Survey, 2018</p>')
    expect(html).toContain('38.8%')
  })

  test('of a comment are none of the deck', async () => {
    const deck = await compileText(`# x\n\n<!--\nchart: line\ntitle: Of the chart\n-->\n\n${years}`, job)
    expect([deck.meta.title, deck.slides[0]?.notes]).toEqual(['x', []])
  })
})

describe('what would lie', () => {
  const of = (rows: string) => `| a | b |\n|---|---|\n${rows}`
  test.each([
    [
      'column, min: 20',
      years,
      'info chart-misleading 3:26 The axis of this column chart begins at 20 instead of 0, so differences look larger.',
    ],
    [
      'area, min: 20, unit: %',
      years,
      'info chart-misleading 3:24 The axis of this area chart begins at 20 % instead of 0, so differences look larger.',
    ],
    ['column, max: 30', years, 'warning chart-misleading 3:26 38.8 lies above `max` and is cut off.'],
    ['pie', of('| x | 80 % |\n| y | 50 % |\n'), 'error chart-misleading 7:7 The parts add up to 130 %, not 100 %.'],
    ['pie', of('| x | 0 |\n| y | 0 |\n'), 'error chart-misleading 7:7 All parts of this pie are zero.'],
    ['pie', of('| x | -5 |\n| y | 50 |\n'), 'error chart-misleading 7:7 A pie cannot show “-5”, which is below zero.'],
    [
      'donut',
      of('| x | 1 |\n'.repeat(7)),
      'warning chart-misleading 13:3 A donut of 7 parts cannot be read (maximum 6).',
    ],
    [
      'column',
      of('| x | 4 % |\n| y | 5 € |\n'),
      'warning chart-misleading 8:7 Two units are on one axis: “%” and “€”.',
    ],
    ['column', of('| x | many |\n| y | 5 |\n'), 'error chart-value 7:7 “many” is not a number and is not drawn.'],
    [
      'line',
      of('| x | 4 |\n| y | – |\n| z | 5 |\n'),
      'info chart-value 8:7 A figure of “b” is missing, so there is a gap.',
    ],
    [
      'stacked',
      of('| x | 4 |\n| y | |\n| z | 5 |\n'),
      'warning chart-value 8:6 A figure of “b” is missing, and its part is missing.',
    ],
    ['line, log', of('| 1 | 4 |\n| 2 | 0 |\n'), 'warning chart-misleading 8:7 “0” has no place on a logarithmic axis.'],
    [
      'line',
      of('| x | 4 |\n| y | 5 |\n| z | |\n| w | |\n'),
      'info chart-value 9:6 The series of “b” ends 2 rows before the others.',
    ],
  ])('%s of %j is said', async (options, table, message) => expect(await said(options, table)).toContain(message))

  test('figures of other scripts are read', async () => {
    const table = '| a | b |\n|---|---|\n| ٢٠١٦ | ٢٤٫٥ |\n| ٢٠١٧ | ١٬٢٢٥ |\n'
    const [first = 0, second = 0] = heights(await htmlOf('column', table))
    expect(second / first).toBeGreaterThan(40)
    expect(await said('column', table)).toEqual([])
  })

  test('a pie of one part is a whole circle', async () => {
    const html = await htmlOf('donut', of('| x | 7 |\n| y | 0 |\n'))
    expect(html).toMatch(/<path d="M[^"]*a[^"]*a[^"]*Z[^"]*a[^"]*a[^"]*Z" class="lc1/)
  })

  test('k and m are brought to one', async () => {
    const [first = 0, second = 0] = heights(
      await htmlOf('column', '| a | b |\n|---|---|\n| x | 900k |\n| y | 1.8m |\n'),
    )
    expect(second / first).toBeCloseTo(2, 1)
  })

  test('ordinary charts say nothing', async () => {
    expect(await said('pie', of('| x | 33.3 % |\n| y | 33.3 % |\n| z | 33.3 % |\n'))).toEqual([])
    expect(await said('bar, unit: €', of('| x | 1.250,50 |\n| y | 980,00 |\n'))).toEqual([])
    expect(await said('line', of('| 2013 | −3 |\n| 2014 | 4 |\n'))).toEqual([])
  })
})

describe('a fence', () => {
  const data: DataFile = {
    folder: '',
    address: 'a.csv',
    file: 'slides/a.csv',
    path: '/d/a.csv',
    text: 'country;year;share\nChile;2010;3,5\nChile;2011;4,5\nPeru;2010;1,5\nPeru;2011;x\n',
  }
  const fence = (body: string, file: DataFile = data) =>
    compile(
      {
        ...sourceFromText(`# x\n\n\`\`\`chart\n${body}\n\`\`\`\n`, {
          file: 'deck.md',
          path: '/d/deck.md',
          root: '/d',
          name: 'deck',
        }),
        data: [file],
      },
      job,
    )

  test('draws a file, and says what is wrong at its place in it', async () => {
    const { slides, problems } = await fence('type: line\ndata: a.csv\nx: year\nseries: country\ny: share')
    expect(slides[0]?.html).toContain('<th scope="col">Peru</th>')
    expect(slides[0]?.html).toContain('<td>3,5</td>')
    expect(problems.map(({ place, message, sourceLine, slide }) => [place, message, sourceLine, slide])).toEqual([
      [
        { file: 'slides/a.csv', line: 5, column: 11, length: 1 },
        '“x” is not a number and is not drawn.',
        'Peru;2011;x',
        1,
      ],
    ])
  })

  test('keeps rows and brings them together', async () => {
    const { slides } = await fence(
      'bar\ndata: a.csv\nwhere: year <= 2010 and country != Peru\ngroup: country\nsum: share'.replace(
        'bar\n',
        'type: bar\n',
      ),
    )
    const html = slides[0]?.html ?? ''
    expect([...html.matchAll(/<th scope="row">([^<]*)<\/th>\s*<td>([^<]*)/g)].map(([, ...both]) => both)).toEqual([
      ['Chile', '3,5'],
    ])
    const { slides: counted } = await fence('type: bar\ndata: a.csv\ngroup: country\ncount: yes')
    expect(
      [...(counted[0]?.html ?? '').matchAll(/<th scope="row">([^<]*)<\/th>\s*<td>([^<]*)/g)].map(([, ...both]) => both),
    ).toEqual([
      ['Chile', '2'],
      ['Peru', '2'],
    ])
  })

  test('has its rows below a line of dashes', async () => {
    const { slides, problems } = await compileText(
      '# x\n\n```chart line\nunit: %\n---\nYear, A, B\n2013, 1, 2\n2014, 3, "4"\n```\n',
      job,
    )
    expect(problems).toEqual([])
    expect(slides[0]?.html).toContain('data-lectern-chart="line"')
  })

  test.each([
    ['type: line\ndata: a.csv\nx: yaer', 6, 4, 'The data have no column “yaer”.'],
    ['type: line\ndata: a.csv\nwhere: year > 2030', 6, 8, 'No row meets the condition, so there is nothing to draw.'],
    [
      'type: line\ndata: a.csv\ngroup: country\ny: share',
      3,
      12,
      'A category has a second figure, and it is not said how to bring them together.',
    ],
    ['type: line', 4, 7, 'This chart has no data.'],
  ])('%j is an error', async (body, line, column, message) => {
    const { problems } = await fence(body)
    const found = problems.filter(({ severity }) => severity === 'error')
    expect(found.map(({ place, message: told }) => [place.line, place.column, told])).toContainEqual([
      line,
      column,
      message,
    ])
  })

  test.each([
    ['a quote that is not closed', 'a,b\nx,"1\ny,2', /quote is not closed/],
    ['a million rows', `a,b\n${'x,1\n'.repeat(1_000_000)}`, /more than 200,000 rows/],
    [
      'a million categories',
      `a,b\n${Array.from({ length: 60_000 }, (_, at) => `c${at},1\n`).join('')}`,
      /more than 50,000 categories|60,000 (?:figures|categories)/,
    ],
    ['commands of a spreadsheet', "a,b\n=cmd|' /C calc'!A0,1\n=1+1,2", undefined],
    ['no text at all', '', /no data|no figures/],
    ['broken JSON', '[{"a":', /not JSON/],
  ])('of %s ends', async (_, text, message) => {
    const { problems, slides } = await fence('type: column\ndata: a.csv\ngroup: a\nsum: b', { ...data, text })
    const found = problems.map(({ message: told }) => told).join(' ')
    if (message === undefined) expect(slides[0]?.html).toContain('=1+1')
    else expect(found).toMatch(message)
  })
})

describe('what only looks like a chart', () => {
  const table = '| Year | Trips |\n|---|--:|\n| 2023 | 8 |\n| 2024 | 9 |\n'
  const plainOf = async (text: string) => {
    const { slides, problems } = await compileText(text, job)
    return {
      isTable: /<table>/.test(slides[0]?.html ?? '') && !/lectern-chart/.test(slides[0]?.html ?? ''),
      notes: slides[0]?.notes,
      said: problems.map(({ severity, code, message }) => `${severity} ${code} ${message}`),
    }
  }

  test.each([
    'chart: explain where the growth comes from',
    'chart: mention the outlier\nthen move on',
    'chart:\nTalk about the weather',
    'chart: Wachstum erklären',
    'chart: 売上の話をする 二つ',
  ])('a note above a table stays a note: %j', async (note) => {
    expect(await plainOf(`# A\n\n<!-- ${note} -->\n\n${table}`)).toEqual({ isTable: true, notes: [note], said: [] })
  })

  test('a note without a table stays one, too', async () => {
    expect(await plainOf(`# A\n\n<!-- chart: say who made it -->\n\n${table}`.replace(table, 'Words'))).toMatchObject({
      notes: ['chart: say who made it'],
      said: [],
    })
  })

  test('a word above a table that is no kind is reported, and the table stays', async () => {
    expect(await plainOf(`# A\n\n<!-- chart: histogram -->\n\n${table}`)).toEqual({
      isTable: true,
      notes: ['chart: histogram'],
      said: [
        'warning chart-option “histogram” is not a kind of chart, so the table stays and the comment is a speaker note.',
      ],
    })
  })

  test.each(['stacked 100', 'stacked column, unit: %', 'Bar', 'doughnut', 'unit: %', ''])(
    'but %j makes a chart',
    async (options) => {
      expect((await plainOf(`# A\n\n<!-- chart: ${options} -->\n\n${table}`)).isTable).toBe(false)
    },
  )

  test.each([
    ['JSON of a chart library', '{\n  "type": "bar",\n  "data": { "labels": ["a"] }\n}'],
    ['lists of another program', 'type: bar\nlabels: [Monday, Tuesday]\nseries:\n  - title: One\n    data: [1, 2]'],
    ['a drawing of letters', '5 |  *\n4 | * *'],
  ])('a fence in the form of another program is code, told once: %s', async (_, body) => {
    const fence = `\`\`\`chart\n${body}\n\`\`\`\n`
    const { slides, problems } = await compileText(`# A\n\n${fence}\n---\n\n${fence}`, job)
    expect(slides.map(({ html }) => /<pre/.test(html) && !/lectern-chart/.test(html))).toEqual([true, true])
    expect(problems.map(({ severity, code, message }) => [severity, code, message])).toEqual([
      ['info', 'chart-data', 'The fence `chart` (used 2 times) has no data for Lectern, so it is shown as code.'],
    ])
  })
})
