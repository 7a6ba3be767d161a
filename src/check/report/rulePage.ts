import { problemCodes } from '../../model/codes.js'
import type { Rule } from '../rule.js'

/** What there is to know of a rule, as Markdown that can be read in a terminal: `lectern check --explain overflow`. */
export function rulePage({ id, level, why, options, bad, good }: Rule): string {
  const rows = Object.entries(options).map(([name, one]) => `| \`${id}.${name}\` | ${one.default} | ${one.meaning} |`)
  const table = rows.length === 0 ? '' : `\n| option | default | |\n|---|---|---|\n${rows.join('\n')}\n`
  const option = Object.keys(options)[0]
  const more = option === undefined ? '' : `, \`--rule ${id}.${option}=…\``
  const called = level === 'off' ? 'off until it is asked for' : level === 'warning' ? 'warn' : level
  return `# ${id}

${problemCodes[id]} Level: ${called}.

${why}
${table}
Set it with \`--rule ${id}=${level === 'off' ? 'warn' : 'off'}\`${more}, or in the configuration: \`check: { rules: { '${id}': '${level === 'error' ? 'warn' : 'error'}' } }\`.
On one slide: \`<!-- check-disable ${id}: why -->\`.

## Found

${fenced(bad)}

## Not found

${fenced(good)}
`
}

/** Examples hold fences of their own. */
function fenced(markdown: string): string {
  const fence = markdown.includes('```') ? '~~~~' : '```'
  return `${fence}markdown\n${markdown}\n${fence}`
}
