import { rmSync } from 'node:fs'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createEngine } from '../../src/compile/engine/engine.js'
import { withUsedFonts } from '../../src/export/fonts/fonts.js'
import { dataUris } from '../../src/export/html/dataUri.js'
import { exportHtml, sourceOf } from '../../src/export/html/html.js'
import { type Client, loadClient } from '../../src/load/client.js'
import { loadSource } from '../../src/load/deck/source.js'
import type { LoadedFile } from '../../src/model/artefact.js'
import type { Deck } from '../../src/model/deck.js'
import { prepareDeck } from '../../src/project/prepareDeck.js'
import { settingsFrom } from '../../src/project/settings.js'
import { renderPrint } from '../../src/render/paper/print.js'
import { machineIn } from '../machineIn.js'

/** One for all, as in a run of the command: making its instances is most of the work. */
const engine = createEngine()

/** Everything that is built lies in here, and goes with the process, which test files share. Vitest ends it with a signal. */
const parent = await mkdtemp(join(tmpdir(), 'lectern-test-'))
process.once('SIGTERM', () => {
  rmSync(parent, { recursive: true, force: true })
  process.kill(process.pid, 'SIGTERM')
})

/** A deck that was compiled for real, in a folder of its own. */
export interface Compiled {
  readonly folder: string
  readonly deck: Deck
  readonly files: ReadonlyMap<string, LoadedFile>
  /** Key → absolute path of media that are too large to go inside. */
  readonly beside: ReadonlyMap<string, string>
  readonly client: Client
}

/** The same, exported. */
export interface Built extends Compiled {
  /** The exported file as text, and its file address. */
  readonly html: string
  readonly url: string
}

export interface BuildOptions {
  /** Files to put beside the deck: relative path → content. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
  readonly unsafeHtml?: boolean
  readonly notes?: boolean
  /** Largest video or sound that goes inside. */
  readonly mediaLimitBytes?: number
  /** Changes the deck between compiling and export: what a broken sanitizer might let through. */
  readonly tamper?: (deck: Deck) => Deck
}

/** Writes a deck into a temporary folder and builds it with the real load, compile and export. */
export async function buildDeck(markdown: string, options: BuildOptions = {}): Promise<Built> {
  const compiled = await compileDeck(markdown, options)
  const { deck, files, beside, client, folder } = compiled
  const job = { files, beside, client, notes: options.notes ?? false }
  const { artefact } = exportHtml(withUsedFonts(deck), job)
  const target = join(folder, artefact.name)
  await writeFile(target, artefact.bytes)
  const html = Buffer.from(artefact.bytes).toString()
  return { ...compiled, html, url: pathToFileURL(target).href }
}

/** The same without the export, for who looks at paper only. */
export async function compileDeck(markdown: string, options: BuildOptions = {}): Promise<Compiled> {
  const folder = await mkdtemp(join(parent, 'deck-'))
  const path = join(folder, 'talk.md')
  await writeFile(path, markdown)
  for (const [name, content] of Object.entries(options.files ?? {})) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  const source = await loadSource(path, { cwd: folder })
  const { unsafeHtml, mediaLimitBytes } = options
  const settings = {
    ...settingsFrom({ ...(unsafeHtml === undefined ? {} : { unsafeHtml }) }),
    ...(mediaLimitBytes === undefined ? {} : { mediaLimitBytes }),
  }
  const machine = machineIn(folder)
  const prepared = await prepareDeck(source, { settings, machine, engine, time: () => {}, fonts: 'all' })
  const deck = options.tamper?.(prepared.deck) ?? prepared.deck
  const { files, beside } = prepared.files
  return { folder, deck, files, beside, client: await loadClient(machine.packageRoot) }
}

/** The same deck as the document for paper, with the used or with all of its fonts; gives its file address. */
export async function printDocument(
  { deck, files, client, folder }: Compiled,
  fonts: 'used' | 'every' = 'used',
): Promise<string> {
  const { html } = renderPrint(fonts === 'used' ? withUsedFonts(deck) : deck, {
    urlOf: dataUris(files),
    ...client.print,
    scriptSource: sourceOf(client.print.script),
  })
  const target = join(folder, 'print.html')
  await writeFile(target, html)
  return pathToFileURL(target).href
}
