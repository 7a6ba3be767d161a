import type { Terminal } from '../terminal/terminal.js'

/** One line at the bottom of a terminal that says what is being made. Elsewhere, nothing. */
export interface Progress {
  /** Shows a line in place of the one before. */
  show(line: string): void
  /** Takes the line away, before something is printed and at the end. */
  clear(): void
}

/** Opens the line. `wanted`: false for quiet runs. */
export function openProgress({ rewrite, interactive, colours }: Terminal, wanted: boolean): Progress {
  if (!interactive || !wanted) return { show: () => {}, clear: () => {} }
  let isShown = false
  return {
    show: (line) => {
      isShown = true
      rewrite(colours.dim(line.slice(0, 78)))
    },
    clear: () => {
      if (isShown) rewrite('')
      isShown = false
    },
  }
}
