/** A browser's program. */
export interface Executable {
  /** Absolute path. */
  readonly path: string
  /**
   * Where it comes from: brought by Lectern, fetched by `lectern browser install`, named by the author, or found on the machine.
   */
  readonly from: 'embedded' | 'fetched' | 'named' | 'installed'
  /** Variables that only this browser needs. */
  readonly env: Readonly<Record<string, string>>
}
