import { extname } from 'node:path'
import { type Format, formats, formatTable } from '../../export/formats.js'
import { type Config, loadConfig } from '../../load/config/config.js'
import { exitCodes, LecternError } from '../../model/error.js'
import {
  defaultOptions,
  type OutputSettings,
  type ProjectSettings,
  parallelism,
  settingsFrom,
} from '../../project/settings.js'
import type { ArtefactFlags } from '../make/buildOptions.js'
import { checkOptions } from '../make/optionChecks.js'
import type { CommonFlags } from './options.js'
import type { Shard } from './shard.js'

/** Options of `build` as the command line gives them; absent ones were not written. */
export interface BuildFlags extends CommonFlags, ArtefactFlags {}

/** What a run of the command is asked to do: command line before configuration before defaults. Nothing here can come from a deck. */
export interface Settings extends ProjectSettings, OutputSettings {
  /** Folder, file or `-`; absent when nobody said. */
  readonly out: string | undefined
  readonly json: boolean
  /** True when pictures are of one slide only. */
  readonly onePicture: boolean
  readonly shard: Shard | undefined
  readonly quiet: boolean
  readonly debug: boolean
}

/** Puts flags and configuration together. @throws LecternError (2) when the configuration cannot be used. */
export async function settingsOf(flags: BuildFlags, cwd: string): Promise<Settings> {
  const config = await loadConfig({
    cwd,
    print: process.stderr,
    ...(flags.config === undefined ? {} : { file: flags.config }),
  })
  const given = settingsFrom(config, flags.config)
  const formats = flags.to ?? formatOfFile(flags.out) ?? formatsOf(config) ?? ['html']
  checkOptions(flags, formats)
  return {
    ...given,
    ...parallelism(),
    formats,
    out: flags.out ?? config.out,
    root: flags.root ?? given.root,
    json: flags.json === true,
    options: exportOptions(flags),
    pages: flags.slide === undefined ? flags.pages : [{ from: flags.slide, to: flags.slide }],
    onePicture: flags.slide !== undefined && flags.steps !== true,
    shard: flags.shard,
    index: flags.index === true,
    force: flags.force === true,
    theme: flags.theme ?? given.theme,
    themeDirs: [...(flags.themeDir ?? []), ...given.themeDirs],
    browser: flags.browser ?? given.browser,
    timeoutMs: flags.timeout === undefined ? given.timeoutMs : flags.timeout * 1000,
    unsafeHtml: flags.unsafeHtml ?? given.unsafeHtml,
    allowNet: flags.allowNet ?? given.allowNet,
    strict: flags.strict ?? given.strict,
    quiet: flags.quiet === true,
    debug: flags.debug === true,
  }
}

function exportOptions(flags: BuildFlags): Settings['options'] {
  return {
    notes: flags.notes ?? defaultOptions.notes,
    steps: flags.steps ?? defaultOptions.steps,
    scale: flags.scale ?? defaultOptions.scale,
    transparent: flags.transparent ?? defaultOptions.transparent,
    marginMm: flags.margin ?? defaultOptions.marginMm,
    notesPt: flags.notesSize ?? defaultOptions.notesPt,
    perPage: flags.perPage ?? defaultOptions.perPage,
    pdfNotes: flags.pdfNotes ?? defaultOptions.pdfNotes,
    attachSource: flags.attachSource ?? defaultOptions.attachSource,
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
        message: `The configuration sets an unknown format: “${word}”.`,
        hint: `Use ${formats.join(', ')}.`,
        place: { file: 'lectern.config', line: 1, column: 1 },
      },
      exitCodes.usage,
    )
  })
}
