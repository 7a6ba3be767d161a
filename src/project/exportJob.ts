import type { ExportJob } from '../export/exporter.js'
import { sourceOf } from '../export/html/html.js'
import type { Client } from '../load/client.js'
import type { Deck } from '../model/deck.js'
import type { Source } from '../model/source.js'
import type { ExportBrowser } from './browser.js'
import type { Machine } from './machine.js'
import type { PreparedDeck } from './prepareDeck.js'
import type { ProjectSettings } from './settings.js'

/** What exporting a deck takes of a project. */
export interface ExportMeans {
  readonly settings: Pick<ProjectSettings, 'timeoutMs'> & { readonly tabs: number }
  readonly machine: Machine
  readonly client: Client
  readonly browser: ExportBrowser
  readonly signal: AbortSignal
}

/** What exporters get of a deck and its project, but for what is wanted and where it goes. */
export function exportJob(
  deck: Deck,
  { files }: Pick<PreparedDeck, 'files'>,
  source: Pick<Source, 'name' | 'text'>,
  { settings, machine, client, browser, signal }: ExportMeans,
): Omit<ExportJob, 'options' | 'deliver' | 'copy' | 'isKept'> {
  const { script, style } = client.print
  return {
    files,
    player: client,
    print: { script, style, scriptSource: sourceOf(script) },
    source: { name: `${source.name}.md`, bytes: Buffer.from(source.text) },
    modified: modifiedOf(deck, machine.env),
    browser: browser.start,
    relaunch: browser.relaunch,
    tabs: settings.tabs,
    signal,
    ...(settings.timeoutMs === undefined ? {} : { timeoutMs: settings.timeoutMs }),
  }
}

/** The date inside files: `SOURCE_DATE_EPOCH` (seconds), else the talk's day, else a constant. Never the clock. */
function modifiedOf(deck: Deck, env: Readonly<Record<string, string | undefined>>): Date {
  const epoch = env.SOURCE_DATE_EPOCH
  if (epoch !== undefined && /^\d{1,12}$/.test(epoch)) return new Date(Number(epoch) * 1000)
  const { date } = deck.meta
  if (date !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(date)) return new Date(`${date}T00:00:00Z`)
  return new Date('2000-01-01T00:00:00Z')
}
