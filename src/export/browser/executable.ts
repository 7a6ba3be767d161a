/** A browser's program. */
export interface Executable {
  /** Absolute path. */
  readonly path: string
  /** Where it comes from: brought by Lectern, named by the author, or found on the machine. */
  readonly from: 'embedded' | 'named' | 'installed'
  /** Variables that only this browser needs. */
  readonly env: Readonly<Record<string, string>>
}
