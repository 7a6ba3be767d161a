import { type Config, loadConfig } from '../load/config.js'
import { exitCodes, LecternError } from '../model/error.js'
import { type Format, formats } from './formats.js'
import type { CommonFlags } from './options.js'

/** Options of `build` as the command line gives them; absent ones were not written. */
export interface BuildFlags extends CommonFlags {
  readonly to?: readonly Format[]
  readonly out?: string
  readonly json?: boolean
  readonly notes?: boolean
}

/** What a run is told to do: command line before configuration before defaults. Nothing here can come from a deck. */
export interface Settings {
  readonly formats: readonly Format[]
  /** Folder, file or `-`; absent when nobody said. */
  readonly out: string | undefined
  /** Decks of the configuration. */
  readonly decks: readonly string[] | undefined
  readonly json: boolean
  readonly notes: boolean
  readonly theme: string | undefined
  readonly themeDirs: readonly string[]
  readonly browser: string | undefined
  readonly timeoutMs: number | undefined
  readonly mediaLimitBytes: number
  readonly unsafeHtml: boolean
  readonly allowNet: boolean
  readonly strict: boolean
  readonly quiet: boolean
  readonly debug: boolean
}

/** Videos and sounds up to this size go into the HTML. In MiB. */
const defaultMediaLimitMb = 20

/** Puts flags and configuration together. @throws LecternError (2) when the configuration cannot be used. */
export async function settingsOf(flags: BuildFlags, cwd: string): Promise<Settings> {
  const config = await loadConfig({ cwd, ...(flags.config === undefined ? {} : { file: flags.config }) })
  const seconds = flags.timeout ?? config.timeoutSeconds
  return {
    formats: flags.to ?? formatOfFile(flags.out) ?? formatsOf(config) ?? ['html'],
    out: flags.out ?? config.out,
    decks: config.decks,
    json: flags.json === true,
    notes: flags.notes !== false,
    theme: flags.theme ?? config.theme,
    themeDirs: [...(flags.themeDir ?? []), ...(config.themeDirs ?? [])],
    browser: flags.browser ?? config.browser,
    timeoutMs: seconds === undefined ? undefined : seconds * 1000,
    mediaLimitBytes: (config.mediaLimitMb ?? defaultMediaLimitMb) * 1024 * 1024,
    unsafeHtml: flags.unsafeHtml ?? config.unsafeHtml ?? false,
    allowNet: flags.allowNet ?? config.allowNet ?? false,
    strict: flags.strict ?? config.strict ?? false,
    quiet: flags.quiet === true,
    debug: flags.debug === true,
  }
}

/** `-o talk.pdf` says what is wanted, as in Marp. */
function formatOfFile(out: string | undefined): Format[] | undefined {
  const format = formats.find((known) => out?.toLowerCase().endsWith(`.${known}`))
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
