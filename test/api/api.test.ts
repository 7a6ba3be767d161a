import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { type Change, defineConfig, LecternError, loadProject, type Prepared, type Project } from '../../src/index.js'

const parent = await mkdtemp(join(tmpdir(), 'lectern-api-'))
const projects: Project[] = []
afterAll(async () => {
  await Promise.all(projects.map((project) => project.close()))
  await rm(parent, { recursive: true, force: true })
})

/** A project with these files, closed at the end. */
async function projectWith(files: Readonly<Record<string, string>>, config = {}): Promise<Project> {
  const cwd = await mkdtemp(join(parent, 'project-'))
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(cwd, name)), { recursive: true })
    await writeFile(join(cwd, name), text)
  }
  const project = await loadProject({ cwd, config })
  projects.push(project)
  return project
}

const compiled = async (project: Project, deck: Parameters<Project['read']>[0]): Promise<Prepared> =>
  project.compile(await project.read(deck))

async function exported(
  project: Project,
  ...given: Parameters<Project['export']>
): Promise<Record<string, Uint8Array>> {
  const files: Record<string, Uint8Array> = {}
  for await (const { name, bytes } of project.export(...given)) files[name] = bytes
  return files
}

describe('a project', () => {
  test('compiles whatever an author writes, and says what is wrong with it', async () => {
    const project = await projectWith({ 'a/deck.md': '# One\n\n<!-- _clas: lead -->\n\n![](none.png)\n' })
    const { deck, problems, inputs } = await compiled(project, 'a/deck.md')
    expect(deck).toMatchObject({ name: 'a', file: 'a/deck.md', slides: [{ title: 'One' }] })
    expect(problems.map(({ code, place }) => [code, place.line])).toEqual([
      ['directive-unknown', 3],
      ['image-missing', 5],
    ])
    expect(inputs).toContain(join(project.cwd, 'a/none.png'))
    const odd = ['', '---\n', '---\nsize: [\n---\n# A', '```js', '<style>', '\u0000', '<!-- include: deck.md -->']
    for (const text of odd) expect((await compiled(project, { text })).deck.name).toBe('stdin')
  })

  test('reads what an editor has not saved, as the file that it belongs to', async () => {
    const project = await projectWith({ 'a/deck.md': '# Old', 'a/part.md': '# Part' })
    const text = '# New\n\n---\n\n<!-- include: part.md -->\n'
    const { deck } = await compiled(project, { text, path: 'a/deck.md' })
    expect(deck.slides.map(({ title, file }) => [title, file])).toEqual([
      ['New', 'a/deck.md'],
      ['Part', 'a/part.md'],
    ])
    expect(deck.name).toBe('a')
  })

  test('throws for what is no deck, no configuration, no rule and no slide', async () => {
    const project = await projectWith({ 'talk.md': '# One' })
    const prepared = await compiled(project, 'talk.md')
    const faults: [() => Promise<unknown>, string][] = [
      [() => project.read('none.md'), 'deck-not-found'],
      [() => loadProject({ cwd: project.cwd, config: { themes: 'x' } as object }), 'config-invalid'],
      [() => loadProject({ cwd: project.cwd, config: 'none.json' }), 'config-invalid'],
      [() => project.check(prepared, { overflowing: 'off' }), 'usage'],
      [() => exported(project, prepared, 'html', { slides: [0] }), 'usage'],
      [() => exported(project, prepared, 'html', { slides: [2] }), 'usage'],
    ]
    for (const [fault, code] of faults) {
      const error = await fault().catch((caught: unknown) => caught)
      expect(error).toBeInstanceOf(LecternError)
      expect(error).toMatchObject({ problem: { code } })
    }
    const broken = await compiled(project, { text: '---\nsize: [\n---\n# A' })
    await expect(exported(project, broken, 'html')).rejects.toMatchObject({ exitCode: 1 })
  })

  test('does not touch the console, the environment or the process', async () => {
    const spies = (['log', 'warn', 'error', 'info', 'debug'] as const).map((name) => vi.spyOn(console, name))
    const streams = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write'))
    const before = { ...process.env }
    const project = await loadProject({
      cwd: (
        await projectWith({
          'lectern.config.mjs': 'console.log("x"); console.error("y"); export default { theme: "gaia" }',
        })
      ).cwd,
    })
    projects.push(project)
    const { deck } = await compiled(project, { text: '$\\unknown$\n\n```nope\n```' })
    await exported(project, await compiled(project, { text: '# A' }), 'html')
    expect(deck.theme).toBe('gaia')
    for (const spy of [...spies, ...streams]) {
      expect(spy).not.toHaveBeenCalled()
      spy.mockRestore()
    }
    expect(process.env).toEqual(before)
  })

  test('exports as files are taken, and stops when nobody takes them', async () => {
    const project = await projectWith({ 'talk.md': '# One\n\n<!-- a note -->\n\n---\n\n# Two' })
    const prepared = await compiled(project, 'talk.md')
    const { 'talk.html': html } = await exported(project, prepared, 'html')
    const { 'talk.html': silent } = await exported(project, prepared, 'html', { notes: false })
    expect(Buffer.from(html ?? []).toString()).toContain('a note')
    expect(Buffer.from(silent ?? []).toString()).not.toContain('a note')
    expect(Object.keys(await exported(project, prepared, 'outline'))).toEqual(['talk.outline.md'])
    const stopped = AbortSignal.abort(new Error('Enough.'))
    await expect(exported(project, prepared, 'html', { signal: stopped })).rejects.toThrow('Enough.')
    const names: string[] = []
    for await (const { name } of project.export(prepared, 'png')) {
      names.push(name)
      break
    }
    expect(names).toHaveLength(1)
    expect(Object.keys(await exported(project, prepared, 'png', { slides: [2] }))).toEqual(['talk.002.png'])
  })

  test('is one of several in a process, each with its own theme, brand and browser', async () => {
    const dark = await projectWith({ 'brand.json': '{"tokens":{"signal":"#123456"}}' }, { theme: 'atlas' })
    const light = await projectWith({}, { theme: 'gaia' })
    const text = '# Same\n\n```js\n1\n```\n'
    const [one, other] = await Promise.all([compiled(dark, { text }), compiled(light, { text })])
    expect([one.deck.theme, other.deck.theme]).toEqual(['atlas', 'gaia'])
    expect([one.deck.css.includes('#123456'), other.deck.css.includes('#123456')]).toEqual([true, false])
    const [pdf, checked] = await Promise.all([exported(dark, one, 'pdf'), light.check(other)])
    expect(
      Buffer.from(pdf['stdin.pdf'] ?? [])
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    expect(checked).toMatchObject({ measured: 1, silenced: 0 })
    await dark.close()
    await expect(exported(dark, one, 'pdf')).rejects.toThrow('closed')
    expect((await light.check(other, { overflow: 'off' })).measured).toBe(1)
  })

  test('follows a deck and what it includes, and serves it', async () => {
    const project = await projectWith({ 'talk.md': '# One\n\n<!-- include: part.md -->', 'part.md': 'a' })
    const changes: Change[] = []
    const following = project.follow('talk.md', (change) => changes.push(change))
    await expect.poll(() => changes.at(-1)?.prepared?.deck.slides[0]?.title).toBe('One')
    await writeFile(join(project.cwd, 'part.md'), 'b\n\n# Two')
    await expect.poll(() => changes.at(-1)?.prepared?.source.text).toContain('# Two')
    expect([...(changes.at(-1)?.changed ?? [])]).toEqual([join(project.cwd, 'part.md')])
    following.close()
    const server = await project.serve({ deck: 'talk.md' })
    const page = await fetch(server.url)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Two')])
    await server.close()
    await expect(fetch(server.url)).rejects.toThrow()
  })
})

test('a deck that is followed hears of a changed configuration, and of a wrong one', async () => {
  const { cwd } = await projectWith({ 'talk.md': '# One', 'lectern.config.json': '{}' })
  const project = await loadProject({ cwd })
  projects.push(project)
  const changes: Change[] = []
  const following = project.follow('talk.md', (change) => changes.push(change))
  await expect.poll(() => changes.at(-1)?.prepared?.deck.theme).toBe('default')
  await writeFile(join(cwd, 'lectern.config.json'), '{"theme":"gaia"}')
  await expect.poll(() => changes.at(-1)?.prepared?.deck.theme).toBe('gaia')
  await writeFile(join(cwd, 'lectern.config.json'), '{"theme":3}')
  await expect.poll(() => changes.at(-1)?.problems.map(({ code }) => code)).toEqual(['config-invalid'])
  following.close()
})

test('defineConfig gives what it gets', () => {
  const config = { theme: 'atlas', to: ['html', 'pdf'] } as const
  expect(defineConfig(config)).toBe(config)
})

test('the surface of the API is what was agreed on; a change of it is a diff', async () => {
  const folder = join(import.meta.dirname, '..', '..', 'lib', 'types')
  const surface: string[] = []
  const seen = ['index.d.ts']
  for (const name of seen) {
    const text = await readFile(join(folder, name), 'utf8')
    for (const [, other = ''] of text.matchAll(/from '(\.[^']+)\.js'/g)) {
      const path = join(dirname(name), `${other}.d.ts`)
      if (!seen.includes(path)) seen.push(path)
    }
    // Of the codes, their names: what each means is in the documentation.
    const code = text
      .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
      .replace(/(readonly '?[\w-]+'?: )["'].*;$/gm, '$1string;')
    surface.push(`// ${name}\n${code.replace(/^\s*\n/gm, '').trim()}\n`)
  }
  await expect(surface.join('\n')).toMatchFileSnapshot('surface.txt')
})
