import { explainedCompilerRules, compilerRules as toldAlready } from '../../check/compilerRules.js'
import { levelOf, type RuleSettings } from '../../check/levels.js'
import { annotations } from '../../check/report/github.js'
import type { Reported } from '../../check/report/reported.js'
import { rulePage } from '../../check/report/rulePage.js'
import { sarif } from '../../check/report/sarif.js'
import { problemCodes } from '../../model/codes.js'
import { type ExitCode, exitCodes } from '../../model/error.js'
import type { Problem } from '../../model/problem.js'
import { plainText } from '../../model/words/plainText.js'
import { knownCode } from '../../project/check/ruleSettings.js'
import type { Machine } from '../../project/machine.js'
import type { Settings } from '../options/settings.js'
import { harmlessJson, jsonOutput } from '../terminal/printer.js'
import { countProblems, drawProblem, printProblems } from '../terminal/printProblems.js'
import type { Terminal } from '../terminal/terminal.js'
import type { CheckFlags, CheckFormat } from './checkFlags.js'

interface Told {
  readonly format: CheckFormat
  readonly tookMs: number
  readonly settings: Settings
  readonly terminal: Terminal
  readonly machine: Machine
}

/** Tells what was found: for people slide by slide, for machines on standard output. `loose` belongs to no deck. */
export function tellChecked(decks: readonly Reported[], loose: readonly Problem[], told: Told): void {
  const { format, terminal, machine } = told
  const problems = [...loose, ...decks.flatMap((deck) => deck.problems)]
  const version = machine.madeBy.split(' ')[0] ?? ''
  if (format === 'json') terminal.out.write(jsonOutput(asJson(decks, loose)))
  else if (format === 'sarif') terminal.out.write(harmlessJson(sarif(problems, version)))
  else if (format === 'github') terminal.bytes.write(annotations(problems))
  else tellPeople(decks, loose, told)
}

function asJson(decks: readonly Reported[], loose: readonly Problem[]) {
  return {
    decks: decks.map(({ deck, problems, measured, quiet }) => ({
      file: deck.file,
      title: deck.meta.title,
      slides: deck.slides.length,
      measured,
      quiet,
      problems,
    })),
    problems: loose,
  }
}

function tellPeople(decks: readonly Reported[], loose: readonly Problem[], told: Told): void {
  const { terminal, settings, tookMs } = told
  const { err, colours } = terminal
  printProblems(loose, terminal)
  for (const { deck, problems } of decks) {
    const numbers = [...new Set(problems.map(({ slide }) => slide ?? 0))].sort((a, b) => a - b)
    if (numbers.length > 0)
      err.write(`${colours.bold(plainText(deck.meta.title))} ${colours.dim(plainText(deck.file))}\n`)
    for (const number of numbers) {
      const title = deck.slides[number - 1]?.title ?? ''
      if (number > 0) err.write(`\n  ${colours.bold(`Slide ${number}`)}${title === '' ? '' : ` ${plainText(title)}`}\n`)
      for (const problem of problems.filter(({ slide }) => (slide ?? 0) === number))
        err.write(`${indent(drawProblem(problem, colours))}\n`)
    }
    if (numbers.length > 0) err.write('\n')
  }
  if (settings.quiet) return
  const all = [...loose, ...decks.flatMap(({ problems }) => problems)]
  const slides = decks.reduce((sum, { deck }) => sum + deck.slides.length, 0)
  const quiet = decks.reduce((sum, one) => sum + one.quiet, 0)
  const measured = decks.reduce((sum, one) => sum + one.measured, 0)
  const hushed = quiet === 0 ? '' : `, ${quiet} suppressed`
  const spent = colours.dim(
    `(${slides} ${slides === 1 ? 'slide' : 'slides'}, ${saidMeasured(measured, slides)}, ${(tookMs / 1000).toFixed(1)} s${hushed})`,
  )
  const counted = countProblems(all)
  const infos = all.filter(({ severity }) => severity === 'info').length
  const notes = `${infos} ${infos === 1 ? 'note' : 'notes'}`
  const mark = all.some(({ severity }) => severity === 'error') ? colours.red('✗') : colours.yellow('!')
  if (counted === '' && infos === 0) err.write(`${colours.green('✓')} No problems found ${spent}\n`)
  else if (counted === '') err.write(`${colours.green('✓')} ${notes} ${spent}\n`)
  else err.write(`${mark} ${counted}${infos === 0 ? '' : `, ${notes}`} ${spent}\n`)
  const [first] = all
    .filter(({ code }) => explainedCompilerRules.some(({ id }) => id === code))
    .sort((one, other) => weights[one.severity] - weights[other.severity])
  if (first !== undefined && counted !== '')
    err.write(colours.dim(`  Details: lectern check --explain ${first.code}\n`))
}

const weights = { error: 0, warning: 1, info: 2 }

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')
}

/** Lists all rules with their levels in this project; those that `build` and `dev` tell as well are last. */
export function listRules(settings: RuleSettings, flags: CheckFlags, { out }: Terminal): ExitCode {
  const list = explainedCompilerRules.map((rule) => ({
    id: rule.id,
    reportedByBuild: toldAlready.includes(rule),
    isFixed: rule.isFixed ?? false,
    level: levelOf(rule, settings),
    finds: problemCodes[rule.id],
    why: rule.why,
    bad: rule.bad,
    good: rule.good,
    options: Object.entries(rule.options).map(([name, { meaning, default: own }]) => ({
      name,
      meaning,
      default: own,
      value: settings.get(rule.id)?.options?.[name] ?? own,
    })),
  }))
  if (flags.json === true || flags.format === 'json') {
    out.write(jsonOutput({ rules: list }))
    return exitCodes.ok
  }
  const widest = Math.max(...list.map(({ id }) => id.length))
  for (const { id, level, finds, options, reportedByBuild } of list) {
    if (reportedByBuild && id === toldAlready[0]?.id) out.write('\nAlso reported by build and dev:\n\n')
    out.write(`${id.padEnd(widest)}  ${level.padEnd(7)}  ${finds}\n`)
    for (const { name, value, meaning } of options)
      out.write(`${' '.repeat(widest + 11)}${name}=${value}  ${meaning}\n`)
  }
  return exitCodes.ok
}

/** Says what there is to know of a rule, or of another problem. Throws as `knownCode` does. */
export function explainRule(name: string, { out }: Terminal): ExitCode {
  const code = knownCode(name, '--explain')
  const rule = explainedCompilerRules.find(({ id }) => id === code)
  out.write(rule === undefined ? `# ${code}\n\n${problemCodes[code]}\n` : rulePage(rule))
  return exitCodes.ok
}

/** What is as it was measured before is not measured again. */
function saidMeasured(measured: number, slides: number): string {
  if (measured === slides) return `${measured} measured`
  return measured === 0 ? 'cached' : `${measured} measured, ${slides - measured} cached`
}
