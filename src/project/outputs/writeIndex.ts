import { readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { formatTable } from '../../export/formats.js'
import { writeArtefact } from '../../export/write.js'
import type { Source } from '../../model/source.js'
import { type IndexEntry, renderSiteIndex } from '../../render/reports/siteIndex.js'
import type { Built } from './buildDeck.js'
import type { Run } from './buildRun.js'
import type { Made } from './made.js'
import { type Target, thumbnail } from './targets.js'

/** What an index is written from: decks in their order, and what became of each. */
export interface IndexJob {
  readonly sources: readonly Source[]
  readonly targets: ReadonlyMap<Source, readonly Target[]>
  readonly built: ReadonlyMap<Source, Built>
}

/** Writes the page that leads to all decks. It is left alone when it would be the same. */
export async function writeIndex({ sources, targets, built }: IndexJob, run: Run): Promise<Made | undefined> {
  const [folder] = sources.flatMap((source) => targets.get(source)?.map((target) => target.folder) ?? [])
  if (folder === undefined) return undefined
  const entries: IndexEntry[] = []
  for (const source of sources) {
    const outcome = built.get(source)
    if (outcome?.about !== undefined) entries.push(await entryOf(outcome.about, outcome.made, folder))
  }
  const bytes = Buffer.from(renderSiteIndex(entries).html)
  const path = join(folder, 'index.html')
  const made: Made = { deck: '', format: 'index', path, bytes: bytes.length }
  const old = await readFile(path).catch(() => undefined)
  if (old?.equals(bytes) === true && !run.settings.force) return { ...made, unchanged: true }
  const artefact = { kind: 'html', name: 'index.html', bytes } as const
  const read = [...run.sources, ...[...built.values()].flatMap(({ inputs }) => inputs ?? [])]
  await writeArtefact(artefact, { to: { file: path }, sources: read, signal: run.signal })
  return made
}

/** Links to what was made, and to what earlier runs have left beside it. */
async function entryOf(about: NonNullable<Built['about']>, made: readonly Made[], folder: string): Promise<IndexEntry> {
  const address = (path: string): string => relative(folder, path).split(sep).map(encodeURIComponent).join('/')
  const picture = made.find(({ format }) => format === thumbnail)
  const links: { label: string; href: string }[] = []
  for (const [format, label] of labels) {
    const path = made.find((one) => one.format === format)?.path ?? (await besides(made, format))
    if (path !== undefined) links.push({ label, href: address(path) })
  }
  return { ...about, picture: picture === undefined ? undefined : address(picture.path), links }
}

/** The file of another format of the same deck, when it is there. */
async function besides(made: readonly Made[], format: keyof typeof formatTable): Promise<string | undefined> {
  const beside = made.find(
    (one) => one.path.endsWith(endingOf(one.format)) && labels.some(([name]) => name === one.format),
  )
  if (beside === undefined) return undefined
  const path = beside.path.slice(0, -endingOf(beside.format).length) + formatTable[format].ending
  return (await stat(path).catch(() => undefined))?.isFile() === true ? path : undefined
}

function endingOf(format: string): string {
  return Object.hasOwn(formatTable, format) ? formatTable[format as keyof typeof formatTable].ending : '\0'
}

/** What is linked, in the order in which people want it. Single pictures are not. */
const labels: readonly (readonly [keyof typeof formatTable, string])[] = [
  ['html', 'Slides'],
  ['pdf', 'PDF'],
  ['handout', 'Handout'],
  ['transcript', 'Transcript'],
  ['notes', 'Notes'],
  ['notes-md', 'Notes (Markdown)'],
  ['notes-txt', 'Notes (text)'],
  ['outline', 'Outline'],
]
