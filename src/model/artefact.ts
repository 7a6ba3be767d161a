/** A finished file, not yet on disk. */
export interface Artefact {
  readonly kind: 'html' | 'pdf' | 'picture' | 'text'
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
  /** The state that the file had on disk when it was read (`load/fileState.ts`). Absent: it does not lie there. */
  readonly state?: string
}
