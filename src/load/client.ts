import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exitCodes, LecternError } from '../model/error.js'

/** One bundle for the browser: what goes into `<script>` and what goes into `<style>`. */
export interface ClientBundle {
  readonly script: string
  readonly style: string
}

/** The bundles that `npm run build:client` writes. */
export interface Client {
  readonly player: ClientBundle
  /** The player of a deck with films or sounds. */
  readonly playerWithFilms: ClientBundle
  readonly print: ClientBundle
  /** The player of a talk that a server presents, with the remote. */
  readonly show: ClientBundle
  /** Code that defines `lecternRuler`, which measures slides for checks. */
  readonly ruler: string
  /** The player that follows a deck while it is written. */
  readonly dev: ClientBundle
}

/**
 * Reads the browser's half of Lectern from `lib/client` of the package. `packageRoot` is an absolute folder.
 * @throws LecternError (internal) when the package was not built.
 */
export async function loadClient(packageRoot: string): Promise<Client> {
  const folder = join(packageRoot, 'lib', 'client')
  const [player, films, print, show, dev, ruler] = await Promise.all([
    readBundle(folder, 'player'),
    readScript(folder, 'playerWithFilms'),
    readBundle(folder, 'print'),
    readBundle(folder, 'show'),
    readBundle(folder, 'dev'),
    readScript(folder, 'ruler'),
  ])
  return { player, playerWithFilms: { ...player, script: films }, print, show, dev, ruler }
}

/**
 * Reads the editor of decks, which is large and only for one page.
 * @throws LecternError (internal) when the package was not built.
 */
export function loadEditor(packageRoot: string): Promise<ClientBundle> {
  return readBundle(join(packageRoot, 'lib', 'client'), 'editor')
}

/** The script and the style of the page that `lectern theme preview` makes. Throws as `loadClient` does. */
export function loadPreviewClient(packageRoot: string): Promise<ClientBundle> {
  return readBundle(join(packageRoot, 'lib', 'client', 'themePreview'), 'preview')
}

async function readBundle(folder: string, name: string): Promise<ClientBundle> {
  const [script, style] = await Promise.all([readScript(folder, name), readScript(folder, name, 'css')])
  return { script, style }
}

async function readScript(folder: string, name: string, ending = 'js'): Promise<string> {
  try {
    return await readFile(join(folder, `${name}.${ending}`), 'utf8')
  } catch (cause) {
    throw new LecternError(
      {
        severity: 'error',
        code: 'internal',
        message: `The ${name} was not built: ${join(folder, `${name}.js`)} is missing.`,
        hint: "Run `npm run build` in Lectern's folder, or reinstall the package.",
        place: { file: join(folder, `${name}.js`), line: 1, column: 1 },
      },
      exitCodes.environment,
      cause,
    )
  }
}
