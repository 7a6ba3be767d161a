// The examples on the pages of what is told without a browser: told in the one, and not in the other.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compilerRules } from '../../src/check/compilerRules.js'
import type { Problem } from '../../src/model/problem.js'
import { folderWith, lectern } from '../cli/lectern.js'

const map = await readFile(join(import.meta.dirname, '../decks/check/bad/files/map.svg'))

/** As bin/rules.mjs writes them for their pictures. */
function deckOf(example: string): string {
  const body = example.startsWith('---\n') ? example.slice(4) : `lang: en\n---\n\n${example}`
  return `---\n${/^theme:/m.test(body) ? '' : 'theme: atlas\n'}${body}\n`
}

test('Every page of what is told already has an example that is told, at that level, and one that is not', async () => {
  const decks = compilerRules.flatMap(({ id, bad, good }) => [
    [`${id}-bad.md`, deckOf(bad)] as const,
    [`${id}-good.md`, deckOf(good)] as const,
  ])
  const cwd = await folderWith({ ...Object.fromEntries(decks), 'map.svg': map })
  const { out } = await lectern(['build', ...decks.map(([name]) => name), '--to', 'transcript', '--json'], { cwd })
  const { problems } = JSON.parse(out) as { readonly problems: readonly Problem[] }
  const found = problems.map(({ place, severity, code }) => [place.file, severity, code])
  expect(found.sort()).toEqual(compilerRules.map(({ id, level }) => [`${id}-bad.md`, level, id]).sort())
})
