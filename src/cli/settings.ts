import { availableParallelism } from 'node:os'
import { extname } from 'node:path'
import type { ExportOptions } from '../export/exporter.js'
import { type Format, formats, formatTable } from '../export/formats.js'
import { type Config, loadConfig } from '../load/config.js'
import { exitCodes, LecternError } from '../model/error.js'
import type { ArtefactFlags } from './build/buildOptions.js'
import { checkConcerns } from './build/concerns.js'
import type { CommonFlags } from './options.js'
import type { PageRange } from './pageRanges.js'
import type { Shard } from './shard.js'

/** Options of `build` as the command line gives them; absent ones were not written. */
export interface BuildFlags extends CommonFlags, ArtefactFlags {}

/** What a run is told to do: command line before configuration before defaults. Nothing here can come from a deck. */
export interface Settings {
  readonly formats: readonly Format[]
  /** Folder, file or `-`; absent when nobody said. */
  readonly out: string | undefined
  /** Folder that decks may read, from where the command runs; absent: the project of each. */
  readonly root: string | undefined
  /** The configuration, when it was named. */
  readonly configFile: string | undefined
  /** Decks of the configuration. */
  readonly decks: readonly string[] | undefined
  readonly json: boolean
  /** What is chosen of artefacts; the slides follow from `pages` once a deck's are counted. */
  readonly options: Omit<ExportOptions, 'slides'>
  /** Slides that are wanted; absent: all. */
  readonly pages: readonly PageRange[] | undefined
  /** True when pictures are of one slide only. */
  readonly onePicture: boolean
  readonly shard: Shard | undefined
  /** True for a page that leads to all decks. */
  readonly index: boolean
  /** True to make everything anew, whatever is there. */
  readonly force: boolean
  /** Decks that are built at a time, and tabs that each may use. */
  readonly together: number
  readonly tabs: number
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
  readonly quiet: boolean
  readonly debug: boolean
}

/** Videos and sounds up to this size go into the HTML. In MiB. */
const defaultMediaLimitMb = 20

/** Puts flags and configuration together. @throws LecternError (2) when the configuration cannot be used. */
export async function settingsOf(flags: BuildFlags, cwd: string): Promise<Settings> {
  const config = await loadConfig({
    cwd,
    print: process.stderr,
    ...(flags.config === undefined ? {} : { file: flags.config }),
  })
  const seconds = flags.timeout ?? config.timeoutSeconds
  const formats = flags.to ?? formatOfFile(flags.out) ?? formatsOf(config) ?? ['html']
  checkConcerns(flags, formats)
  const cores = availableParallelism()
  return {
    formats,
    out: flags.out ?? config.out,
    root: flags.root ?? config.root,
    decks: config.decks,
    configFile: flags.config,
    json: flags.json === true,
    options: exportOptions(flags),
    pages: flags.slide === undefined ? flags.pages : [{ from: flags.slide, to: flags.slide }],
    onePicture: flags.slide !== undefined && flags.steps !== true,
    shard: flags.shard,
    index: flags.index === true,
    force: flags.force === true,
    together: Math.min(4, cores),
    // A picture is partly waiting for the next frame: more tabs than cores.
    tabs: Math.max(3, Math.min(6, cores)),
    theme: flags.theme ?? config.theme,
    themeDirs: [...(flags.themeDir ?? []), ...(config.themeDirs ?? [])],
    browser: flags.browser ?? config.browser,
    timeoutMs: seconds === undefined ? undefined : seconds * 1000,
    mediaLimitBytes: (config.mediaLimitMb ?? defaultMediaLimitMb) * 1024 * 1024,
    unsafeHtml: flags.unsafeHtml ?? config.unsafeHtml ?? false,
    allowNet: flags.allowNet ?? config.allowNet ?? false,
    strict: flags.strict ?? config.strict ?? false,
    check: config.check,
    quiet: flags.quiet === true,
    debug: flags.debug === true,
  }
}

function exportOptions(flags: BuildFlags): Settings['options'] {
  return {
    notes: flags.notes !== false,
    steps: flags.steps === true,
    scale: flags.scale ?? 1,
    transparent: flags.transparent === true,
    marginMm: flags.margin ?? 12,
    notesPt: flags.notesSize ?? 13,
    perPage: flags.perPage ?? 3,
    pdfNotes: flags.pdfNotes === true,
    attachSource: flags.attachSource === true,
    ...(flags.scheme === undefined ? {} : { scheme: flags.scheme }),
    ...(flags.quality === undefined ? {} : { quality: flags.quality }),
    ...(flags.paper === undefined ? {} : { paper: flags.paper }),
  }
}

/** `-o talk.pdf` says what is wanted, as in Marp. */
function formatOfFile(out: string | undefined): Format[] | undefined {
  const ending = extname(out ?? '').toLowerCase()
  const format = formats.find(
    (known) => ending === formatTable[known].ending || (ending === '.jpg' && known === 'jpeg'),
  )
  return format === undefined ? undefined : [format]
}

function formatsOf(config: Config): Format[] | undefined {
  if (config.to === undefined) return undefined
  return config.to.map((word) => {
    const format = formats.find((known) => known === word)
    if (format !== undefined) return format
    throw new LecternError(
      {
        severity: 'error',
        code: 'config-invalid',
        message: `The configuration asks for the format “${word}”.`,
        hint: `Formats are ${formats.join(', ')}.`,
        place: { file: 'lectern.config', line: 1, column: 1 },
      },
      exitCodes.usage,
    )
  })
}
