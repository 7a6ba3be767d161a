import { relative } from 'node:path'
import { plainText } from '../../model/words/plainText.js'
import { replacements } from '../../serve/deck/difference.js'
import type { Update } from '../../serve/deck/session.js'

/** `slide 7`, `slides 3–5`, `2 removed`, `theme`, or the files when nothing of that shows. */
export function whatChanged({ shown, before, changed, problems, prepared }: Update, file: string, cwd: string): string {
  if (before.revision === 0) return `${shown.hashes.length} slide${shown.hashes.length === 1 ? '' : 's'}`
  const others = [...(changed ?? [])]
    .map((path) => relative(cwd, path))
    .filter((path) => path !== file)
    .map(plainText)
  const isBroken = prepared === undefined || problems.some(({ severity }) => severity === 'error')
  if (shown.revision === before.revision && isBroken) return 'slides unchanged'
  if (shown.revision === before.revision) return `${others.join(', ') || 'saved'}, no slides changed`
  const found = replacements(before.hashes, shown.hashes)
  const fresh = found.flatMap(({ insert }) => insert)
  const removed = found.reduce((sum, { remove }) => sum + remove, 0) - fresh.length
  const parts = [
    fresh.length === 0 ? '' : `slide${fresh.length === 1 ? '' : 's'} ${runs(fresh)}`,
    removed > 0 ? `${removed} removed` : '',
    before.css === shown.css ? '' : 'theme',
    JSON.stringify(before.head) === JSON.stringify(shown.head) ? '' : 'title or size',
  ].filter((part) => part !== '')
  return [...parts, ...(parts.length === 0 ? others : [])].join(', ') || 'saved'
}

/** `3`, `3–5, 9`: 1-based, and not more than a line holds. */
function runs(indices: readonly number[]): string {
  const found: [number, number][] = []
  for (const index of indices) {
    const last = found.at(-1)
    if (last !== undefined && last[1] === index - 1) last[1] = index
    else found.push([index, index])
  }
  const words = found.map(([from, to]) => (from === to ? `${from + 1}` : `${from + 1}–${to + 1}`))
  return words.length > 6 ? `${words.slice(0, 6).join(', ')} and more` : words.join(', ')
}
