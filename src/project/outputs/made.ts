/** A file that is where it should be. */
export interface Made {
  readonly deck: string
  readonly format: string
  /** Absolute path, or `-` for standard output. */
  readonly path: string
  readonly bytes: number
  /** Slides or pages. */
  readonly pages?: number
  /** True when it was as it had to be, and was left alone. */
  readonly unchanged?: boolean
}

/** The same, as we remember it. */
export interface Output extends Made {
  /** Of its content. */
  readonly hash: string
  /** What the file's state was then (`load/disk/fileState.ts`): as long as it is the same, nobody has to read the file. */
  readonly state?: string
  /** Of all that shows in it, for pictures. */
  readonly key?: string
}
