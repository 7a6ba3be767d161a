import type { LoadedFile } from '../../model/artefact.js'
import type { Deck } from '../../model/deck.js'
import type { Problem } from '../../model/problem.js'
import type { Vocabulary } from '../../model/protocol/editor.js'
import type { Source } from '../../model/source.js'

/** A deck as it is on disk now, compiled, with its files and everything that is to be said of it. */
export interface Prepared {
  readonly deck: Deck
  /** What it was compiled from; absent when there was nothing. */
  readonly source?: Source
  /** `FileRef.key` → content. The same bytes are the same object as long as the file did not change. */
  readonly files: ReadonlyMap<string, LoadedFile>
  /** `FileRef.key` → absolute path of a video or sound too large to be read. */
  readonly beside: ReadonlyMap<string, string>
  readonly problems: readonly Problem[]
  /**
   * Absolute paths of all that this came from: files, also those that are missing, and folders whose lists of names
   * count.
   */
  readonly dependencies: readonly string[]
  /** The texts that it is made of, the deck itself first: names as in messages, absolute paths. */
  readonly texts: readonly { readonly file: string; readonly path: string }[]
  /** All of the texts, as they were compiled. */
  readonly text: string
  /** What an editor can complete; made when it is asked for. */
  readonly vocabulary: () => Vocabulary
}

/**
 * Prepares the deck that a session shows. `changed` are the dependencies that are not what they were the last time; absent
 * for the first time and when nobody can tell. `known` gives the content of small ones, which need not be read again. Throws
 * `LecternError` when there is no deck to speak of.
 */
export type Prepare = (
  changed: ReadonlySet<string> | undefined,
  known: (path: string) => Uint8Array | undefined,
) => Promise<Prepared>
