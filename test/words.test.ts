// What people read is written as a technical writer would: trade terms, and the same word for the same thing everywhere.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { explainedCompilerRules } from '../src/check/compilerRules.js'
import { problemCodes } from '../src/model/codes.js'
import { hintBegins } from './hintBegins.js'

const root = join(import.meta.dirname, '..')
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join(root, 'src', name))

/** A text in the source, with the places of values as `…`. */
interface Written {
  readonly text: string
  readonly at: string
}

/** The strings of a line that are sentences or parts of one: words with blanks between, and no CSS, HTML or code. */
const literal = /'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g

function textsOf(path: string): Written[] {
  const code = readFileSync(path, 'utf8').replace(/^\s*(?:\/\/|\/?\*).*$/gm, '')
  return [...code.matchAll(literal)].map(({ 1: plain, 2: template, index }) => ({
    text: (plain ?? template ?? '').replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '…').replace(/\\(.)/g, '$1'),
    at: `${relative(root, path)}:${code.slice(0, index).split('\n').length}`,
  }))
}

const all = sources.flatMap(textsOf)
const sentences = all.filter(({ text }) => /^[A-Z“`…][^<>{}=;\n]* [^<>{};\n]*[.?)]$/.test(text))

it('finds the texts', () => {
  expect(sentences.length).toBeGreaterThan(700)
})

/** Signs of translation and second names, with the word that is meant. */
const avoided: readonly (readonly [RegExp, string])[] = [
  [/\bmend(?:s|ed)?\b/i, 'fix'],
  [/\banew\b/i, 'again'],
  [/\b(?:is|are) looked (?:at|for)\b/i, 'checked, searched'],
  [/\bpassed over\b/i, 'ignored'],
  [/\bput inside\b/i, 'embed'],
  [/\btaken? (?:out|away)\b|\btake it away\b/i, 'remove'],
  [/\b(?:is|are|be) told\b/i, 'reported'],
  [/\bby (?:itself|themselves)\b/i, 'automatically'],
  [/\bwhoever\b/i, 'people who'],
  [/\blies? (?:on|beside|in|out)\b/i, 'is'],
  [/\bstands? (?:alone|in|on|beside|behind|inside)\b/i, 'is'],
  [/\bcounts? from\b/i, 'is relative to'],
  [/\bthere is no (?:deck|file|theme|place|rule)\b/i, 'does not exist'],
  [/\bmay not (?:be|have|write|read|listen)\b/i, 'cannot'],
  [/\bas (?:it was|they were|before)\b/i, 'unchanged'],
  [/\bIt takes\b/, 'Use'],
  [/\bmistakes?\b/i, 'error'],
]

it.each(avoided)('says another word than %s', (pattern, meant) => {
  const found = sentences.filter(({ text }) => pattern.test(text))
  expect(found.map(({ text, at }) => `${at} ${text} (${meant})`)).toEqual([])
})

it('hints begin with a verb or a name', () => {
  const hints = sources.flatMap((path) => {
    const code = readFileSync(path, 'utf8')
    return [...code.matchAll(/\bhint(?::|\s*=)\s*(?:'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`)/g)].map(
      ([, plain, template]) =>
        `${relative(root, path)}: ${(plain ?? template ?? '').replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '…')}`,
    )
  })
  expect(hints.length).toBeGreaterThan(150)
  expect(hints.filter((hint) => !/: (?:\\n.*)?$/.test(hint) && !hintBegins.test(hint.replace(/^\S+: /, '')))).toEqual(
    [],
  )
})

it('codes and rules are explained by a sentence each', () => {
  for (const [code, text] of Object.entries(problemCodes)) expect(text, code).toMatch(/^[A-Z`].{8,118}\.$/)
  for (const { id, why } of explainedCompilerRules) expect(why, id).toMatch(/^[A-Z`].*[.)]$/s)
})
