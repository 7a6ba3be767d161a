import type { ProblemCode } from '../model/codes.js'
import type { Explained, Level, Rule } from './rule.js'

/** What a project or command line says of one rule: its level, its options. */
export interface RuleSetting {
  readonly level?: Level
  readonly options?: Readonly<Record<string, number>>
}

/** By the rule's id, which may also be the code of any other warning. */
export type RuleSettings = ReadonlyMap<ProblemCode, RuleSetting>

/** The level that a rule has in this run. */
export function levelOf(rule: Explained, settings: RuleSettings): Level {
  return settings.get(rule.id)?.level ?? rule.level
}

/** Gives the values of a rule's options. */
export function optionsOf(rule: Rule, settings: RuleSettings): (name: string) => number {
  const own = settings.get(rule.id)?.options
  return (name) => own?.[name] ?? rule.options[name]?.default ?? 0
}
