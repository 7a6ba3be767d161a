import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { loadConfig } from '../../src/load/config/config.js'
import { marpConfigIn, readMarpConfig } from '../../src/load/config/marpConfig.js'
import { LecternError } from '../../src/model/error.js'

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-marp-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}

const yaml =
  'html: true\nallowLocalFiles: true\nthemeSet:\n  - themes/*.css\n  - other/a.css\n  - more\noptions:\n  markdown:\n    breaks: false\n'
const program =
  "import { writeFileSync } from 'node:fs'\nwriteFileSync(new URL('./RAN', import.meta.url), '')\nexport default { themeSet: './css', pdf: true, engine: ({ marp }) => marp.use(null) }\n"

it.each([
  ['.marprc.yml', yaml, '`allowLocalFiles`, `html`, `markdown`, `options`, `themeSet`'],
  ['.marprc', yaml, '`html`'],
  ['.marprc.json', '{"html": true}', '`html`'],
  ['marp.config.mjs', program, '`engine`, `pdf`, `themeSet`'],
  ['package.json', '{"name": "x", "marp": {"themeSet": ["a"]}}', '`themeSet`'],
])('%s is named with what it is about, and not run', async (name, text, keys) => {
  const folder = await folderWith({ [name]: text })
  const problem = await marpConfigIn(folder, folder)
  expect(problem).toMatchObject({ severity: 'info', code: 'config-ignored' })
  expect(problem?.message).toContain(`\`${name}\` was not read`)
  expect(problem?.message).toContain(keys)
  expect(problem?.message.length).toBeLessThan(200)
  expect(problem?.hint).toContain('--from-marp')
  expect(await marpConfigIn(join(folder), folder)).toEqual(problem)
  await expect(writeFile(join(folder, 'RAN'), '', { flag: 'wx' })).resolves.toBeUndefined()
})

it('a folder or a package.json without one is silent', async () => {
  for (const files of [{}, { 'package.json': '{"name": "marp"}' }, { 'package.json': '{"marp": ' }, { 'marp.md': 'x' }])
    expect(await marpConfigIn(await folderWith(files), '/')).toBeUndefined()
})

it('what fits is taken over, and the rest is named', async () => {
  const { config, taken, left } = await readMarpConfig(await folderWith({ '.marprc.yml': yaml }))
  expect(config).toEqual({ unsafeHtml: true, themeDirs: ['themes', 'other', 'more'] })
  expect(taken).toEqual(['html', 'themeSet'])
  expect(left).toEqual(['allowLocalFiles (files of the project are always embedded)', 'options.markdown.breaks'])
})

it('a program is run for that, and its functions are left out', async () => {
  const folder = await folderWith({ 'marp.config.mjs': program })
  const { config, left } = await readMarpConfig(folder)
  expect(config).toEqual({ themeDirs: ['./css'], to: ['pdf'] })
  expect(left).toEqual(['engine (Marp plugins are not supported)'])
})

it('none, a broken one or one that throws is an error of usage', async () => {
  for (const [files, code] of [
    [{}, 'usage'],
    [{ '.marprc.json': '{"html": ' }, 'config-invalid'],
    [{ 'marp.config.mjs': "throw new Error('no')" }, 'config-invalid'],
    [{ '.marprc.yml': '- a' }, 'config-invalid'],
  ] as const) {
    const error = await readMarpConfig(await folderWith(files)).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(LecternError)
    expect((error as LecternError).problem.code).toBe(code)
  }
})

it('a mistake in lectern.config.json is told at its line', async () => {
  const json = '{\n  "decks": ["a.md"],\n  "strict": true,\n  "timeoutSeconds": "long"\n}\n'
  for (const [text, line, column] of [
    [json, 4, 21],
    [json.replace('"strict"', '"stirct"').replace('"long"', '5'), 3, 13],
    [`{"name": "x",\n "lectern": {\n  "themeDirs": [1]\n }}`, 3, 17],
  ] as const) {
    const name = text.includes('"lectern"') ? 'package.json' : 'lectern.config.json'
    const folder = await folderWith({ [name]: text })
    const error = await loadConfig({ cwd: folder }).catch((caught: unknown) => caught)
    expect((error as LecternError).problem.place).toEqual({ file: name, line, column })
  }
})
