// Front matter through gray-matter, its traps closed. It would run `---js` and cache failures: it only ever sees the
// block, between fences that no author can write, with one engine and with options. What is not understood is taken out of
// the text as well, so that Marp, which parses the block again and forgives everything, cannot read it otherwise.
import matter from 'gray-matter'
import { fileMark } from '../../model/deck.js'
import type { Place, Problem } from '../../model/problem.js'
import type { FrontMatter } from '../../model/source.js'
import { type FrontMatterBlock, findFrontMatter } from './frontMatterBlock.js'
import { type Fault, faultOfBlock, faultOfYaml } from './frontMatterFaults.js'
import { loosenYaml } from './looseYaml.js'
import { parseYaml, type YamlValues } from './yamlValues.js'

/** The front matter of a text, and the text as Marp may see it: the same number of lines. */
export interface FrontMatterRead {
  readonly frontMatter: FrontMatter
  readonly text: string
  readonly problems: readonly Problem[]
}

/** Reads the front matter of a clean text (`\n` line ends). Never throws; an unreadable block gives a problem and no values. */
export function readFrontMatter(text: string, file: string): FrontMatterRead {
  const block = findFrontMatter(text)
  if (block === undefined) return { frontMatter: emptyFrontMatter(0), text, problems: [] }
  const refused = faultOfBlock(block)
  if (refused !== undefined) return withoutBlock(text, block, toProblem(refused, text, file))

  const loose = loosenYaml(block.body)
  const yaml = parseThroughGrayMatter(loose.text)
  // The block begins on line 2 of the file, behind the fence.
  const placeOf = (offset: number) => {
    const { line, column } = loose.placeOf(offset)
    return { line: line + 1, column }
  }
  const fault = faultOfYaml(block, yaml, placeOf)
  if (fault !== undefined) return withoutBlock(text, block, toProblem(fault, text, file))
  const place = (offset: number, length?: number): Place => ({
    file,
    ...placeOf(offset),
    ...(length ? { length } : {}),
  })
  const frontMatter = {
    values: new Map(yaml.entries.map((entry) => [entry.key, entry.value])),
    keyPlaces: new Map(yaml.entries.map((entry) => [entry.key, place(entry.keyOffset, entry.key.length)])),
    valuePlaces: new Map(yaml.entries.map((entry) => [entry.key, place(entry.valueOffset)])),
    lineCount: block.lineCount,
  }
  // Marp takes what follows the dashes for a first line of YAML: `---yaml` would lose the whole block.
  const readable = block.language === '' ? text : text.replace(/^-+.*/, '---')
  return { frontMatter, text: readable, problems: [] }
}

const nothing: YamlValues = { shape: 'nothing', entries: [] }

function parseThroughGrayMatter(yaml: string): YamlValues {
  const fence = fileMark.open
  const { data } = matter(`${fence}\n${yaml}\n${fence}`, {
    delimiters: [fence, fence],
    language: 'yaml',
    engines: { yaml: (text: string) => ({ values: parseYaml(text.slice(1)) }) },
  })
  return data.values ?? nothing
}

function emptyFrontMatter(lineCount: number): FrontMatter {
  return { values: new Map(), keyPlaces: new Map(), valuePlaces: new Map(), lineCount }
}

function withoutBlock(text: string, block: FrontMatterBlock, problem: Problem): FrontMatterRead {
  const rest = text.split('\n').slice(block.lineCount)
  const blank = ['---', ...Array.from({ length: Math.max(block.lineCount - 2, 0) }, () => ''), '---']
  const lines = [...blank.slice(0, block.lineCount), ...rest]
  return { frontMatter: emptyFrontMatter(block.lineCount), text: lines.join('\n'), problems: [problem] }
}

function toProblem({ code, message, hint, line, column }: Fault, text: string, file: string): Problem {
  const sourceLine = text.split('\n', line)[line - 1] ?? ''
  return { severity: 'error', code, message, hint, place: { file, line, column }, sourceLine }
}
