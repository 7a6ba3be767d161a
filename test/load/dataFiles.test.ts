import { symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compile } from '../../src/compile/compile.js'
import { loadSource } from '../../src/load/deck/source.js'
import { compileJob } from '../compile/compileText.js'
import { folderWith, makePipe } from './folder.js'

const fence = (data: string): string => `# x\n\n\`\`\`chart\ntype: bar\ndata: ${data}\n\`\`\`\n`

type Files = Readonly<Record<string, string | Uint8Array>>

async function build(files: Files, prepare: (folder: string) => void = () => {}) {
  const folder = folderWith({ 'project/package.json': '{}', ...files })
  prepare(folder)
  const source = await loadSource('project/deck/deck.md', { cwd: folder })
  return { source, deck: await compile(source, compileJob({})) }
}

const said = async (files: Files, prepare?: (folder: string) => void) =>
  (await build(files, prepare)).deck.problems.map(({ place, message }) => `${place.line}:${place.column} ${message}`)

describe('data of a chart', () => {
  it('are read beside the file that names them, and belong to the deck', async () => {
    const { source, deck } = await build({
      'project/deck/deck.md': `${fence('../data/a.csv')}\n---\n\n<!-- include: parts/b.md -->\n`,
      'project/deck/parts/b.md': fence('own.tsv'),
      'project/data/a.csv': 'a,b\nx,1\n',
      'project/deck/parts/own.tsv': 'a\tb\ny\t2\n',
    })
    expect(source.data?.map(({ file, folder, text }) => [file, folder, text])).toEqual([
      ['project/data/a.csv', '', 'a,b\nx,1\n'],
      ['project/deck/parts/own.tsv', 'parts', 'a\tb\ny\t2\n'],
    ])
    expect(deck.problems).toEqual([])
    expect(deck.slides.map(({ html }) => /<th scope="row">(.)/.exec(html)?.[1])).toEqual(['x', 'y'])
  })

  it('are not looked for where no chart is', async () => {
    const { source } = await build({ 'project/deck/deck.md': '# x\n\n```yaml\ndata: a.csv\n```\n' })
    expect(source.data).toBeUndefined()
  })

  it.each([
    ['../../secret.csv', "5:7 “../../secret.csv” is outside the deck's project, or hidden."],
    ['/etc/passwd', "5:7 “/etc/passwd” is outside the deck's project, or hidden."],
    ['file:///etc/passwd', '5:7 “file:///etc/passwd” is an address, and charts load nothing.'],
    ['https://example.org/a.csv', '5:7 “https://example.org/a.csv” is an address, and charts load nothing.'],
    ['.env.csv', "5:7 “.env.csv” is outside the deck's project, or hidden."],
    ['link.csv', "5:7 “link.csv” is outside the deck's project, or hidden."],
    ['deck.md', '5:7 “deck.md” is not a CSV, TSV or JSON file.'],
    ['none.csv', '5:7 The data file “none.csv” does not exist.'],
    ['pipe.csv', '5:7 “pipe.csv” cannot be read: not a regular file.'],
    ['large.csv', '5:7 “large.csv” is larger than 20 MB.'],
    ['utf16.csv', '5:7 “utf16.csv” is saved as UTF-16.'],
    ['nul.csv', '5:7 “nul.csv” holds bytes that are no text.'],
  ])('%s: nothing is read that may not be', async (name, message) => {
    const files = {
      'secret.csv': 'a,b\nx,1\n',
      'project/deck/deck.md': fence(name),
      'project/deck/.env.csv': 'a,b\nx,1\n',
      'project/deck/utf16.csv': Buffer.from('\ufeffa,b\nx,1\n', 'utf16le'),
      'project/deck/nul.csv': 'a,b\nx\0y,1\nx,2\nlonger lines,3\n',
      'project/deck/large.csv': '',
    }
    const found = await said(files, (folder) => {
      symlinkSync(join(folder, 'secret.csv'), join(folder, 'project/deck/link.csv'))
      makePipe(join(folder, 'project/deck/pipe.csv'))
      truncateSync(join(folder, 'project/deck/large.csv'), 100 * 1024 * 1024)
    })
    expect(found).toEqual([message])
  })

  it('may be in the encoding of old spreadsheets', async () => {
    const { deck } = await build({ 'project/deck/deck.md': fence('a.csv') }, (folder) =>
      writeFileSync(join(folder, 'project/deck/a.csv'), Buffer.from('Land;Zahl\nÖsterreich;1,5\n', 'latin1')),
    )
    expect(deck.slides[0]?.html).toContain('Österreich')
  })
})
