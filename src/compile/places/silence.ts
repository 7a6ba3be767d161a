import { problemCodes } from '../../model/codes.js'
import type { Place } from '../../model/problem.js'
import { nearest } from '../../model/words/nearest.js'
import type { RenderContext } from '../context.js'
import { silencer } from '../editing/catalogue.js'
import type { LecternComment } from '../engine/markdownIt.js'

/**
 * Reads `check-disable overflow, contrast: reason`, which switches rules off for its slide. Without a reason, or with the
 * name of no rule, it switches nothing off and says so: whoever reads the deck later has to know why.
 */
export function silenceOf(
  context: RenderContext,
  text: string,
  at: (needle: string) => Place,
): LecternComment | undefined {
  const [whole, names = '', rest = ''] = /^check-disable\b([^:]*)(?::([\s\S]*))?$/.exec(text) ?? []
  if (whole === undefined) return undefined
  const reason = rest.trim()
  const rules = names.split(/[\s,]+/).filter(Boolean)
  const unknown = rules.filter((name) => !Object.hasOwn(problemCodes, name))
  for (const name of unknown) {
    const meant = nearest(name, Object.keys(problemCodes))
    say(context, `The rule “${name.slice(0, 60)}” does not exist.`, ruleHint(meant), at(name))
  }
  if (rules.length === 0) say(context, `\`${silencer}\` does not name a rule.`, example, at(silencer))
  else if (reason === '') say(context, `\`${silencer}\` has no reason, so nothing is disabled.`, example, at(silencer))
  const known = reason === '' ? [] : rules.filter((name) => !unknown.includes(name))
  return { kind: 'silence', rules: known, reason, place: at(silencer) }
}

const example = `Write it like \`<!-- ${silencer} overflow: the map bleeds on purpose -->\`.`

function ruleHint(meant: string | undefined): string {
  return meant === undefined ? 'Run `lectern check --rules` to list all rules.' : `Did you mean \`${meant}\`?`
}

function say({ problems }: RenderContext, message: string, hint: string, place: Place): void {
  problems.push({ severity: 'warning', code: 'directive-value', message, hint, place })
}
