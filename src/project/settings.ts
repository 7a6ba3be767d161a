import { availableParallelism } from 'node:os'
import type { ExportOptions } from '../export/exporter.js'
import type { Format } from '../export/formats.js'
import type { Config } from '../load/config/config.js'
import type { PageRange } from './outputs/pages.js'

/** What holds for all work on a project. Nothing here can come from a deck. */
export interface ProjectSettings {
  /** Folder that decks may read, from where the command runs; absent: the project of each. */
  readonly root: string | undefined
  /** The configuration, when it was named. */
  readonly configFile: string | undefined
  /** Decks of the configuration. */
  readonly decks: readonly string[] | undefined
  readonly theme: string | undefined
  readonly themeDirs: readonly string[]
  readonly browser: string | undefined
  readonly timeoutMs: number | undefined
  readonly mediaLimitBytes: number
  readonly unsafeHtml: boolean
  readonly allowNet: boolean
  readonly strict: boolean
  /** What the configuration says of checks. */
  readonly check: Config['check']
}

/** Which files are wanted of decks. */
export interface OutputSettings {
  readonly formats: readonly Format[]
  /** What is chosen of artefacts; the slides follow from `pages` once a deck's are counted. */
  readonly options: Omit<ExportOptions, 'slides'>
  /** Slides that are wanted; absent: all. */
  readonly pages: readonly PageRange[] | undefined
  /** True for a page that leads to all decks. */
  readonly index: boolean
  /** True to make everything anew, whatever is there. */
  readonly force: boolean
  /** Decks that are built at a time, and tabs that each may use. */
  readonly together: number
  readonly tabs: number
}

/** Videos and sounds up to this size go into the HTML. In MiB. */
const defaultMediaLimitMb = 20

/** What a configuration says, and the defaults for what it does not. `file`: how it was named, if it was. */
export function settingsFrom(config: Config, file?: string): ProjectSettings {
  return {
    root: config.root,
    configFile: file,
    decks: config.decks,
    theme: config.theme,
    themeDirs: config.themeDirs ?? [],
    browser: config.browser,
    timeoutMs: config.timeoutSeconds === undefined ? undefined : config.timeoutSeconds * 1000,
    mediaLimitBytes: (config.mediaLimitMb ?? defaultMediaLimitMb) * 1024 * 1024,
    unsafeHtml: config.unsafeHtml ?? false,
    allowNet: config.allowNet ?? false,
    strict: config.strict ?? false,
    check: config.check,
  }
}

/** What is chosen of artefacts when nobody chooses. */
export const defaultOptions: OutputSettings['options'] = {
  notes: true,
  steps: false,
  scale: 1,
  transparent: false,
  marginMm: 12,
  notesPt: 13,
  perPage: 3,
  pdfNotes: false,
  attachSource: false,
}

/** How much is done at a time on this machine. */
export function parallelism(): Pick<OutputSettings, 'together' | 'tabs'> {
  const cores = availableParallelism()
  // A picture is partly waiting for the next frame: more tabs than cores.
  return { together: Math.min(4, cores), tabs: Math.max(3, Math.min(6, cores)) }
}
