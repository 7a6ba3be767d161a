// The changelog as a text; see `release-notes.mjs`.

/**
 * Puts changes at the top of a changelog, under a title of their own. What stands under “Unreleased” there belongs to them.
 * Headings in a change become at least those of a third level.
 */
export function assemble(changelog, changes, title) {
  const [head, ...sections] = changelog.split(/^(?=## )/m)
  const [first = ''] = sections
  const isOpen = /^## Unreleased\n/.test(first)
  const former = isOpen ? [first.replace(/^## Unreleased\n/, '')] : []
  const body = [...changes.map(demote), ...former].map((text) => text.trim()).filter((text) => text !== '')
  const rest = isOpen ? sections.slice(1) : sections
  return [`${head.trimEnd()}\n\n## ${title}\n\n${body.join('\n\n')}\n`, ...rest].join('\n')
}

/** Code may have lines that begin with `#`. */
function demote(text) {
  return text
    .split(/^(```[\s\S]*?^```)/m)
    .map((part) => (part.startsWith('```') ? part : part.replace(/^#{1,2} /gm, '### ')))
    .join('')
}
