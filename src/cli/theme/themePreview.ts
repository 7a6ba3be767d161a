import { extname, join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createEngine } from '../../compile/engine/engine.js'
import { sourceOf } from '../../export/html/html.js'
import { inputsFrom } from '../../export/inputs.js'
import { inParallel } from '../../export/printing.js'
import { writeArtefact } from '../../export/write.js'
import { seedWasm } from '../../load/cache/seed.js'
import { loadClient, loadPreviewClient } from '../../load/client.js'
import { type ExitCode, exitCodes, LecternError } from '../../model/error.js'
import type { Problem } from '../../model/problem.js'
import type { Source } from '../../model/source.js'
import { plainText } from '../../model/words/plainText.js'
import { openExportBrowser } from '../../project/browser.js'
import { renderThemePreview } from '../../render/reports/themePreview.js'
import type { CommandContext } from '../commandContext.js'
import { openProgress } from '../make/progress.js'
import { settingsOf } from '../options/settings.js'
import { readSources } from '../readSources.js'
import { jsonOutput } from '../terminal/printer.js'
import { printProblems } from '../terminal/printProblems.js'
import { type PreviewedTheme, previewTheme } from './previewTheme.js'
import { chooseThemes } from './previewThemes.js'
import type { ThemeFlags } from './themeFlags.js'

const defaultOut = join('dist', 'theme-preview')

/** `lectern theme preview`: a deck, or the packs' own previews, in every theme and scheme: one page, and pictures. */
export async function themePreview(
  pattern: string | undefined,
  flags: ThemeFlags,
  { terminal, machine, signal }: CommandContext,
): Promise<ExitCode> {
  const { colours } = terminal
  const { cwd, packageRoot } = machine
  const { out, open, ...common } = flags
  const settings = await settingsOf(common, cwd)
  const folder = folderOf(out, cwd)
  const say = (text: string): void => {
    if (!settings.quiet && !settings.json) terminal.err.write(`${text}\n`)
  }
  const browser = openExportBrowser({ named: settings.browser, signal, say }, machine)
  await browser.begin()
  const progress = openProgress(terminal, !settings.quiet && !settings.json)
  try {
    const source = pattern === undefined ? undefined : await oneDeck(pattern, cwd, settings.root)
    const { chosen, problems: found } = await chooseThemes(source, settings, machine)
    const [client, previewClient] = await Promise.all([loadClient(packageRoot), loadPreviewClient(packageRoot)])
    const engine = createEngine({ wasm: seedWasm(packageRoot) })
    const job = { settings, machine, engine, client, signal, source, browser, time: () => {} }
    const shown: PreviewedTheme[] = []
    let done = 0
    progress.show(`0 of ${chosen.length} themes`)
    await inParallel(chosen, together, async (theme, index) => {
      shown[index] = await previewTheme(theme, job)
      progress.show(`${++done} of ${chosen.length} themes`)
    })
    progress.clear()
    const [first] = shown
    const title = source === undefined ? 'Theme previews' : titleOf(source)
    const { html } = renderThemePreview(
      { title, size: first?.size ?? { widthPx: 1280, heightPx: 720 }, themes: shown.map(({ show }) => show) },
      { ...previewClient, scriptSource: sourceOf(previewClient.script) },
    )
    const index = join(folder, 'index.html')
    const sources = inputsFrom([source?.path ?? '', ...shown.flatMap(({ inputs }) => inputs)])
    const artefacts = [{ name: 'index.html', bytes: Buffer.from(html) }, ...shown.flatMap(({ sheets }) => sheets)]
    for (const { name, bytes } of artefacts)
      await writeArtefact({ kind: 'text', name, bytes }, { to: { folder }, sources, signal })
    const problems = unique([...found, ...shown.flatMap((one) => one.problems)])
    if (settings.json) {
      const made = artefacts.map(({ name, bytes }) => ({ path: join(folder, name), bytes: bytes.length }))
      terminal.out.write(jsonOutput({ artefacts: made, problems }))
    } else printProblems(problems, terminal)
    const where = relative(cwd, index)
    const size = `${(html.length / 1_000_000).toFixed(1)} MB, ${shown.length} theme${shown.length === 1 ? '' : 's'}`
    say(`${colours.green('✓')} ${plainText(where.startsWith('..') ? index : where)} ${colours.dim(`(${size})`)}`)
    say(
      `${colours.green('✓')} ${colours.dim(`${artefacts.length - 1} contact sheets next to it, such as ${plainText(artefacts.at(-1)?.name ?? '')}`)}`,
    )
    if (open === true) await openFile(index)
    return problems.some(({ severity }) => severity === 'error') ? exitCodes.content : exitCodes.ok
  } finally {
    progress.clear()
    await browser.close()
  }
}

/** One theme is compiled while the other is pictured. */
const together = 2

function folderOf(out: string | undefined, cwd: string): string {
  if (out !== undefined && (out === '-' || /^\.(html?|png|pdf)$/i.test(extname(out)))) {
    throw usage(`“${out}” is not a folder.`, 'Give a folder with -o; the page and its images are written there.')
  }
  return resolve(cwd, out ?? defaultOut)
}

async function oneDeck(pattern: string, cwd: string, root: string | undefined): Promise<Source> {
  const { sources, failures } = await readSources([pattern], { decks: undefined, shard: undefined, root }, cwd)
  if (failures[0] !== undefined) throw failures[0]
  const [source, other] = sources
  if (source !== undefined && other === undefined) return source
  throw usage(`\`${pattern}\` matches ${sources.length} decks.`, 'Name one of them.')
}

/** Its title from the front matter, else its name; the compiled one is another in each theme's own preview. */
function titleOf({ frontMatter, name }: Source): string {
  const title = frontMatter.values.get('title')
  return typeof title === 'string' && title.trim() !== '' ? title : name
}

/** What is wrong with a deck is wrong with it in every theme. */
function unique(problems: readonly Problem[]): Problem[] {
  const seen = new Map(
    problems.map((problem) => [JSON.stringify([problem.code, problem.message, problem.place]), problem]),
  )
  return [...seen.values()]
}

async function openFile(path: string): Promise<void> {
  const { default: open } = await import('open')
  await open(pathToFileURL(path).href)
}

function usage(message: string, hint: string): LecternError {
  const place = { file: '', line: 1, column: 1 }
  return new LecternError({ severity: 'error', code: 'usage', message, hint, place }, exitCodes.usage)
}
