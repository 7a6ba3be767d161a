/**
 * What a slide's HTML holds. The walk that sanitizes it sees every element anyway and writes this down, so that nobody reads
 * HTML by regular expression. Names and values are as a parser reads them, entities decoded.
 */
export interface SlideFacts {
  /** Names of its elements in lower case, each once. */
  readonly tags: readonly string[]
  /** Their classes, each once. */
  readonly classes: readonly string[]
  /** Their ids, also the one that is the slide's number. */
  readonly ids: readonly string[]
  /** Addresses of its links, once for each link: `#7`, `https://…`, `notes.pdf`. */
  readonly links: readonly string[]
  /** True when a link has no address. */
  readonly hasEmptyLink: boolean
  /** Keys of the files that it shows (`FileRef.key`), once for each mention. */
  readonly files: readonly string[]
  /** Ids that drawings refer to: gradients, markers, what `<use>` shows. Links are not among them. */
  readonly references: readonly string[]
  /**
   * CSS in it that says something of fonts or custom properties, each text once: style attributes, presentation attributes of SVG
   * (as `font-weight:700`), and what its style elements hold.
   */
  readonly fontStyles: readonly string[]
  /** Level of its first heading, 1 to 6; absent: it has none. */
  readonly headingLevel?: number
  /** True when something in it may be made smaller to fit (`fit: shrink`). */
  readonly fits: boolean
  /** True when code in it steps through its lines. */
  readonly hasCodeSteps: boolean
}

/** Those of an empty slide. */
export const noFacts: SlideFacts = {
  tags: [],
  classes: [],
  ids: [],
  links: [],
  hasEmptyLink: false,
  files: [],
  references: [],
  fontStyles: [],
  fits: false,
  hasCodeSteps: false,
}
