import type { Problem } from './problem.js'

/** What a deck can be exported to; `export/formats.ts` says what each is. */
export type Format =
  | 'html'
  | 'pdf'
  | 'png'
  | 'jpeg'
  | 'webp'
  | 'card'
  | 'handout'
  | 'notes'
  | 'notes-md'
  | 'notes-txt'
  | 'outline'
  | 'outline-json'
  | 'transcript'

/** A finished file, not yet on disk. */
export interface Artefact {
  /** `media`: a video or sound that lies beside the HTML. */
  readonly kind: 'html' | 'pdf' | 'picture' | 'text' | 'media'
  /** File name inside the output folder: `the-rise-of-python.pdf`. */
  readonly name: string
  readonly bytes: Uint8Array
  /** Number of slides or pages in it; absent for pictures and texts. */
  readonly pages?: number
  /** Hash of all that shows in it, for a picture that need not be made again. */
  readonly key?: string
}

/** A file's content, read or fetched, with its media type. */
export interface LoadedFile {
  readonly bytes: Uint8Array
  /** Media type such as `image/png`, decided from the content. */
  readonly mime: string
  /** The state that the file had on disk when it was read (`load/disk/fileState.ts`). Absent: it does not lie there. */
  readonly state?: string
}

/** What was read of the files that a deck refers to. */
export interface LoadedFiles {
  /** `FileRef.key` → content. */
  readonly files: ReadonlyMap<string, LoadedFile>
  /** `FileRef.key` → absolute path of a video or sound too large to be read. */
  readonly beside: ReadonlyMap<string, string>
  readonly problems: readonly Problem[]
}
