/** How bad what a rule finds is; `off`: it does not look. */
export type RuleLevel = 'off' | 'info' | 'warning' | 'warn' | 'error'

/** What a project says of checks. */
export interface CheckConfig {
  /** A file of known problems, which are not reported again. */
  readonly baseline?: string | undefined
  /** Words that are spelled right. */
  readonly words?: readonly string[] | undefined
  /** A file with such words, one in each line; `#` begins a remark. */
  readonly wordsFile?: string | undefined
  /** By the name of a rule its level, or its level and its options: `{ overflow: 'off', 'too-much-text': { words: 60 } }`. */
  readonly rules?: Readonly<Record<string, RuleLevel | Readonly<Record<string, number | RuleLevel>>>> | undefined
}

/**
 * A project's configuration: the default export of `lectern.config.ts`, `.mjs` or `.js`, `lectern.config.json`, or `"lectern"` in
 * package.json. Paths count from the folder in which the command runs.
 */
export interface Config {
  /** Address of the JSON Schema, for editors. */
  readonly $schema?: string | undefined
  /** Files, folders or globs of the decks. Default: every `slides/*\/deck.md`. */
  readonly decks?: readonly string[] | undefined
  /** The folder that decks may read, instead of their project. */
  readonly root?: string | undefined
  /** Folder or file that is written to. Default: `dist`. */
  readonly out?: string | undefined
  /** Formats. Default: `html`. */
  readonly to?: readonly string[] | undefined
  /** Name, CSS file or folder of the theme for all decks, whatever they say. */
  readonly theme?: string | undefined
  /** More folders with themes, or CSS files. */
  readonly themeDirs?: readonly string[] | undefined
  /** Path of the browser that prints and takes pictures. */
  readonly browser?: string | undefined
  /** The longest time that one export may take, 1 to 3600. */
  readonly timeoutSeconds?: number | undefined
  /** The largest video or sound that is put inside, in MiB. Default: 20. */
  readonly mediaLimitMb?: number | undefined
  /** True to allow raw HTML and scripts in decks that are trusted as a program is. */
  readonly unsafeHtml?: boolean | undefined
  /** True to fetch remote pictures and fonts once, and put them inside. */
  readonly allowNet?: boolean | undefined
  /** True: warnings fail, too. */
  readonly strict?: boolean | undefined
  readonly check?: CheckConfig | undefined
}
