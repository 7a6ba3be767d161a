import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

/** What each floor of `src/` may import from. Source: the table in `docs/dev/README.md`. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  model: [],
  load: ['model'],
  compile: ['model'],
  render: ['model'],
  export: ['render', 'load', 'model'],
  check: ['export', 'render', 'model'],
  serve: ['render', 'compile', 'load', 'model'],
  project: ['serve', 'check', 'export', 'render', 'compile', 'load', 'model'],
  cli: ['project', 'serve', 'check', 'export', 'render', 'compile', 'load', 'model'],
  client: ['model'],
  // The public API, a single file.
  'index.ts': ['project', 'serve', 'check', 'export', 'render', 'compile', 'load', 'model'],
}

/** Files of the model that the client runs, too: server and windows read each other's messages, and plan a talk, with the same code. */
const shared = [
  'src/model/protocol/ink.ts',
  'src/model/talk/plan.ts',
  'src/model/protocol/show.ts',
  'src/model/protocol/stage.ts',
  'src/model/where.ts',
]

/** Floors that touch nothing but their arguments. */
const pure = ['model', 'compile', 'render']

/** The only file below the command that asks the process: who it is, and whether others are there. */
const oneThatAsks = 'src/load/thisProcess.ts'

const root = join(import.meta.dirname, '..')
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
  .map((name) => readSource(join(root, 'src', name)))

interface Import {
  readonly specifier: string
  readonly typeOnly: boolean
}

interface SourceFile {
  readonly path: string
  readonly name: string
  readonly floor: string
  readonly text: string
  readonly imports: readonly Import[]
}

describe('the floors', () => {
  it('are all known', () => {
    expect(files.length).toBeGreaterThan(20)
    for (const file of files) expect(Object.keys(allowed), file.name).toContain(file.floor)
  })

  it('are those of the table, which says what each may import', () => {
    const readme = readFileSync(join(root, 'docs', 'dev', 'README.md'), 'utf8')
    const rows = [...readme.matchAll(/^\| `(\w+)\/` \| [^|]+ \| ([^|]+) \|/gm)].map(([, floor = '', may = '']) => [
      floor,
      may,
    ])
    const words: Readonly<Record<string, string>> = {
      model: 'nothing',
      cli: 'all of the above',
      client: 'types of model',
    }
    const wanted = Object.entries(allowed)
      .filter(([floor]) => floor !== 'index.ts')
      .map(([floor, may]) => [floor, words[floor] ?? may.join(', ')])
    expect(rows).toEqual(wanted)
  })

  it('import only downwards', () => {
    const wrong = files.flatMap((file) =>
      localImports(file)
        .filter(({ floor }) => floor !== file.floor && !allowed[file.floor]?.includes(floor))
        .map(({ specifier }) => `${file.name} → ${specifier}`),
    )
    expect(wrong).toEqual([])
  })

  it('give the client nothing but types of the model', () => {
    const wrong = files
      .filter(({ floor }) => floor === 'client')
      .flatMap((file) =>
        localImports(file).filter(
          ({ floor, typeOnly, path }) => floor !== 'client' && !typeOnly && !shared.includes(relative(root, path)),
        ),
      )
    expect(wrong).toEqual([])
  })

  it('have no cycles', () => {
    const graph = new Map(files.map((file) => [file.path, localImports(file).map(({ path }) => path)]))
    expect(cycleIn(graph)?.map((path) => relative(root, path))).toBeUndefined()
  })

  it('keep model, compile and render pure', () => {
    const wrong: string[] = []
    for (const file of files.filter(({ floor }) => pure.includes(floor))) {
      for (const { specifier } of file.imports)
        if (specifier.startsWith('node:')) wrong.push(`${file.name} imports ${specifier}`)
      const code = codeOf(file)
      for (const word of [
        /\bconsole\./,
        /\bprocess\./,
        /\bMath\.random\b/,
        /\bDate\.now\b/,
        /\bnew Date\(\)/,
        /\bperformance\./,
        /\bBuffer\b/,
      ]) {
        if (word.test(code)) wrong.push(`${file.name} uses ${word.source}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('leave the process to the command: nothing below it reads it, prints or exits', () => {
    const below = files.filter(({ floor, name }) => floor !== 'cli' && floor !== 'client' && name !== oneThatAsks)
    const wrong = below.flatMap((file) => [
      ...[/\bconsole\./, /\bprocess\b(?!['?:])/]
        .filter((word) => word.test(codeOf(file)))
        .map(({ source }) => `${file.name} uses ${source}`),
      ...file.imports
        .filter(({ specifier }) => /^(?:node:)?process$/.test(specifier))
        .map(() => `${file.name} imports it`),
    ])
    expect(wrong).toEqual([])
    const asked = files
      .filter(({ name }) => name === oneThatAsks)
      .flatMap(({ text }) => [...text.matchAll(/\bprocess\.(\w+)/g)])
    expect([...new Set(asked.map(([, what]) => what))].sort()).toEqual(['getgid', 'getuid', 'kill'])
  })

  it('have one room each for Marp, the browser and the command line', () => {
    const importers = (pattern: RegExp): string[] =>
      files
        .filter(({ imports }) => imports.some(({ specifier, typeOnly }) => !typeOnly && pattern.test(specifier)))
        .map(({ name }) => name)
    expect(importers(/^@marp-team\/(?!marp-core\/browser)/)).toEqual(['src/compile/engine/marp.ts'])
    expect(importers(/^puppeteer/)).toEqual([])
    expect(importers(/^commander$/).every((name) => name.startsWith('src/cli/'))).toBe(true)
    expect(importers(/^node:child_process$/).sort()).toEqual([
      'src/export/browser/run/launch.ts',
      'src/project/vega/vegaProcess.ts',
    ])
  })

  it('have no class but the ones that must be closed or thrown', () => {
    const classes = files.flatMap((file) =>
      Array.from(file.text.matchAll(/^export class (\w+)/gm), (match) => match[1]),
    )
    expect(classes.sort()).toEqual(['ArchiveFault', 'DownloadFault', 'LecternError', 'LecternMarp', 'UnreadablePdf'])
  })
})

/** Without comments and texts. */
function codeOf({ text }: SourceFile): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').replace(/(['"`])(?:\\.|(?!\1)[^\\])*\1/g, "''")
}

function readSource(path: string): SourceFile {
  const text = readFileSync(path, 'utf8')
  const name = relative(root, path)
  const statement = /^\s*(?:import|export)\s+(type\s+)?(?:[\s\S]*?\sfrom\s+)?['"]([^'"]+)['"]/gm
  const dynamic = /\bimport\(\s*['"]([^'"]+)['"]/g
  const imports = [
    ...Array.from(text.matchAll(statement), (match) => ({
      specifier: match[2] ?? '',
      typeOnly: match[1] !== undefined,
    })),
    ...Array.from(text.matchAll(dynamic), (match) => ({ specifier: match[1] ?? '', typeOnly: false })),
  ]
  return { path, name, floor: name.split('/')[1] ?? '', text, imports }
}

function localImports(file: SourceFile): (Import & { path: string; floor: string })[] {
  return file.imports
    .filter(({ specifier }) => specifier.startsWith('.') && !specifier.endsWith('.css'))
    .map((one) => {
      const path = resolve(dirname(file.path), one.specifier.replace(/\.js$/, '.ts')).replace(/(?<!\.ts)$/, '.ts')
      return { ...one, path, floor: relative(join(root, 'src'), path).split('/')[0] ?? '' }
    })
}

function cycleIn(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>()
  const visit = (path: string, trail: readonly string[]): string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
    if (done.has(path)) return undefined
    for (const next of graph.get(path) ?? []) {
      const cycle = visit(next, [...trail, path])
      if (cycle) return cycle
    }
    done.add(path)
    return undefined
  }
  for (const path of graph.keys()) {
    const cycle = visit(path, [])
    if (cycle) return cycle
  }
  return undefined
}
