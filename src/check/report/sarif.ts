// SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/): what code scanning and editors read.
import { type ProblemCode, problemCodes } from '../../model/codes.js'
import type { Problem, Severity } from '../../model/problem.js'
import { explainedCompilerRules } from '../compilerRules.js'
import { rulePage } from './rulePage.js'

/** All problems as one SARIF log. */
export function sarif(problems: readonly Problem[], version: string): string {
  const codes = [...new Set(problems.map(({ code }) => code))].sort()
  const run = {
    tool: { driver: { name: 'Lectern', version, rules: codes.map(describe) } },
    columnKind: 'utf16CodeUnits',
    results: problems.map((problem) => result(problem, codes.indexOf(problem.code))),
  }
  return `${JSON.stringify({ $schema: schema, version: '2.1.0', runs: [run] }, null, 2)}\n`
}

function describe(code: ProblemCode) {
  const rule = explainedCompilerRules.find(({ id }) => id === code)
  const summary = problemCodes[code]
  const help = rule === undefined ? { text: summary } : { text: rule.why, markdown: rulePage(rule) }
  return { id: code, shortDescription: { text: summary }, help }
}

function result({ code, severity, message, hint, place, slide }: Problem, ruleIndex: number) {
  const { file, line, column, length } = place
  const region = {
    startLine: line,
    startColumn: column,
    ...(length === undefined ? {} : { endColumn: column + length }),
  }
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: hint === '' ? message : `${message} ${hint}` },
    ...(file === '' ? {} : { locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, region } }] }),
    ...(slide === undefined ? {} : { properties: { slide } }),
  }
}

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' }

function uriOf(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/')
}

const schema = 'https://json.schemastore.org/sarif-2.1.0.json'
