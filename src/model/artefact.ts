/** A finished file, not yet on disk. */
export interface Artefact {
  readonly kind: 'html' | 'pdf' | 'media'
  /** File name inside the output folder: `the-rise-of-python.pdf`. */
  readonly name: string
  readonly bytes: Uint8Array
  /** Number of slides or pages in it; absent for copied media. */
  readonly pages?: number
}

/** A file's content, read or fetched, with its media type. */
export interface LoadedFile {
  readonly bytes: Uint8Array
  /** Media type such as `image/png`, decided from the content. */
  readonly mime: string
}
