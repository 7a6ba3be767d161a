import { copyFile, mkdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { exportHtml, sourceOf } from '../export/html.js'
import type { LoadedFiles } from '../load/assets.js'
import type { Artefact } from '../model/artefact.js'
import type { Deck } from '../model/deck.js'
import type { Problem } from '../model/problem.js'
import type { Run } from './buildRun.js'
import type { Target } from './targets.js'

/** A finished file, and what there was to say of it. */
export interface Exported {
  readonly artefact: Artefact
  readonly problems: readonly Problem[]
}

/** Makes the HTML, and copies what is too large for it beside it. */
export async function html(deck: Deck, files: LoadedFiles, target: Target, run: Run): Promise<Exported> {
  const { artefact, media } = exportHtml(deck, { ...files, client: run.client.player, notes: run.settings.notes })
  const problems: Problem[] = []
  for (const { from, name } of media) {
    const folder = target.path === '-' ? run.terminal.cwd : dirname(target.path)
    await copyMedia(from, join(folder, name))
    const ref = deck.files.find(({ key }) => files.beside.get(key) === from)
    problems.push({
      severity: 'info',
      code: 'media-beside',
      message: `${ref?.path ?? from} is too large to be put inside; it lies beside the HTML as ${name}.`,
      hint: 'Take both files along, or raise `mediaLimitMb` in the configuration.',
      place: ref?.place ?? { file: deck.file, line: 1, column: 1 },
    })
  }
  return { artefact, problems }
}

async function copyMedia(from: string, to: string): Promise<void> {
  const [wanted, there] = await Promise.all([stat(from), stat(to).catch(() => undefined)])
  if (there?.size === wanted.size && there.mtimeMs >= wanted.mtimeMs) return
  await mkdir(dirname(to), { recursive: true })
  await copyFile(from, to)
}

/** Makes the PDF with the browser of the run. */
export async function pdf(deck: Deck, files: LoadedFiles, run: Run): Promise<Exported> {
  const { browser, client, settings, signal, terminal } = run
  if (browser === undefined) throw new Error('A PDF was asked for, and no browser was started.')
  const { exportPdf } = await import('../export/pdf.js')
  const { script, style } = client.print
  const artefact = await exportPdf(deck, {
    files: files.files,
    browser: browser.browser,
    relaunch: browser.relaunch,
    script: { code: script, source: sourceOf(script), style },
    modified: modifiedOf(deck, terminal.env),
    signal,
    ...(settings.timeoutMs === undefined ? {} : { timeoutMs: settings.timeoutMs }),
  })
  return { artefact, problems: [] }
}

/** The date inside the PDF: `SOURCE_DATE_EPOCH` (seconds), else the talk's day, else a constant. Never the clock. */
function modifiedOf(deck: Deck, env: Readonly<Record<string, string | undefined>>): Date {
  const epoch = env.SOURCE_DATE_EPOCH
  if (epoch !== undefined && /^\d{1,12}$/.test(epoch)) return new Date(Number(epoch) * 1000)
  const { date } = deck.meta
  if (date !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(date)) return new Date(`${date}T00:00:00Z`)
  return new Date('2000-01-01T00:00:00Z')
}
