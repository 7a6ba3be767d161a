/** A whole HTML document. */
export interface Page {
  readonly html: string
}

/** What a page needs from its caller to be complete. */
export interface PageParts {
  /** Gives the address of a `FileRef` key: a data URI for one-file pages, a path for served ones. */
  readonly urlOf: (key: string) => string
  /** Our own script, ready to be put into a script element; empty for none. */
  readonly script: string
  /** Our own CSS. */
  readonly style: string
  /** CSP source of the script: `'sha256-…'` or `'nonce-…'`, quotes included. */
  readonly scriptSource: string
  /** CSP sources that our script may connect to; absent: none. */
  readonly connectSources?: string
  /** Nonce for the script element, when `scriptSource` is one. */
  readonly nonce?: string
}
