// The public API, and all of it: what others import from `lectern`. It reads no environment, prints nothing and never ends the
// process; what it needs of the machine is passed to `loadProject`. `test/api/` holds its surface: every change of it is a diff.
import type { Format } from './model/artefact.js'
import type { Config } from './model/config.js'
import type { Project, ProjectOptions } from './project/api.js'
import { openProject } from './project/openProject.js'

export type { Artefact, Format, LoadedFile, LoadedFiles } from './model/artefact.js'
export type { ProblemCode } from './model/codes.js'
export type { CheckConfig, Config, RuleLevel } from './model/config.js'
export type { ColorScheme, Deck, DeckMeta, FileRef, Size, Slide } from './model/deck.js'
export { type ExitCode, LecternError } from './model/error.js'
export type { Fix, Place, Problem, Severity } from './model/problem.js'
export type { Source } from './model/source.js'
export type { Layout, Theme, Token } from './model/theme.js'
export type {
  Change,
  Checked,
  DeckText,
  ExportOptions,
  Prepared,
  Project,
  ProjectOptions,
  Rules,
  ServeOptions,
  Server,
} from './project/api.js'

/** Opens a project. Nothing but its configuration is read. @throws LecternError when that is wrong. */
export function loadProject(options: ProjectOptions): Promise<Project> {
  return openProject(options)
}

/** Gives what it gets: for `lectern.config.ts`, so that an editor knows the keys. */
export function defineConfig(config: Config & { readonly to?: readonly Format[] }): Config {
  return config
}
