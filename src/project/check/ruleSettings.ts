import { explainedCompilerRules } from '../../check/compilerRules.js'
import type { RuleSetting, RuleSettings } from '../../check/levels.js'
import type { Level } from '../../check/rule.js'
import type { Config } from '../../load/config/config.js'
import { type ProblemCode, problemCodes } from '../../model/codes.js'
import { exitCodes, LecternError } from '../../model/error.js'
import { nearest } from '../../model/words/nearest.js'

const levels: Readonly<Record<string, Level>> = {
  off: 'off',
  info: 'info',
  warn: 'warning',
  warning: 'warning',
  error: 'error',
}

/**
 * Puts together what the configuration and then the command line say of rules: `overflow=off`, `too-much-text.words=60`.
 * @throws LecternError (2) for a rule, level or option that does not exist.
 */
export function ruleSettings(written: readonly string[], config: Config['check']): RuleSettings {
  const settings = new Map<ProblemCode, RuleSetting>()
  for (const [name, value] of Object.entries(config?.rules ?? {})) {
    const entries = typeof value === 'string' ? [['level', value] as const] : Object.entries(value)
    for (const [key, one] of entries) set(settings, { name, key, value: String(one), from: 'The configuration' })
  }
  for (const text of written) {
    const [, name = '', key = 'level', value = ''] = /^([a-z-]+)(?:\.(\w+))?=(.*)$/.exec(text) ?? []
    if (name === '')
      throw wrong(
        `Invalid rule setting: \`--rule ${text}\`.`,
        'Write `--rule overflow=off` or `--rule too-much-text.words=60`, for example.',
      )
    set(settings, { name, key, value, from: '--rule' })
  }
  return settings
}

interface Word {
  readonly name: string
  readonly key: string
  readonly value: string
  readonly from: string
}

function set(settings: Map<ProblemCode, RuleSetting>, { name, key, value, from }: Word): void {
  const code = knownCode(name, from)
  const before = settings.get(code) ?? {}
  const rule = explainedCompilerRules.find(({ id }) => id === code)
  if (rule?.isFixed)
    throw wrong(`\`${name}\` is always an error.`, 'Fix the problem instead: a deck cannot be built with it.')
  if (key === 'level') {
    const level = levels[value]
    if (level === undefined) throw wrong(`The rule \`${name}\` cannot be “${value}”.`, 'Use off, info, warn or error.')
    settings.set(code, { ...before, level })
    return
  }
  const options = rule?.options ?? {}
  if (!Object.hasOwn(options, key)) {
    const known = Object.keys(options)
    throw wrong(
      `The rule \`${name}\` has no option “${key}”.`,
      known.length === 0 ? 'Set its level instead: it has no options.' : `Use ${known.join(', ')}.`,
    )
  }
  const number = Number(value)
  if (value.trim() === '' || !Number.isFinite(number) || number < 0)
    throw wrong(`\`${name}.${key}\` cannot be “${value}”.`, 'Use a number, 0 or greater.')
  settings.set(code, { ...before, options: { ...before.options, [key]: number } })
}

/** The code that a name stands for. @throws LecternError (2) when there is none. */
export function knownCode(name: string, from: string): ProblemCode {
  const code = codeOf(name)
  if (code !== undefined) return code
  const meant = nearest(name, Object.keys(problemCodes))
  throw wrong(
    `${from} names the rule “${name}”, which does not exist.`,
    meant === undefined ? 'Run `lectern check --rules` to list all rules.' : `Did you mean \`${meant}\`?`,
  )
}

function codeOf(name: string): ProblemCode | undefined {
  return (Object.keys(problemCodes) as ProblemCode[]).find((code) => code === name)
}

function wrong(message: string, hint: string): LecternError {
  return new LecternError(
    { severity: 'error', code: 'usage', message, hint, place: { file: '', line: 1, column: 1 } },
    exitCodes.usage,
  )
}
