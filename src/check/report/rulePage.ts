import { problemCodes } from '../../model/codes.js'
import type { Explained } from '../rule.js'

/** What there is to know of a rule, as Markdown that can be read in a terminal: `lectern check --explain overflow`. */
export function rulePage(explained: Explained): string {
  const { id, level, why, options, bad, good } = explained
  const rows = Object.entries(options).map(([name, one]) => `| \`${id}.${name}\` | ${one.default} | ${one.meaning} |`)
  const table = rows.length === 0 ? '' : `\n| option | default | |\n|---|---|---|\n${rows.join('\n')}\n`
  const called = level === 'off' ? 'off by default' : level === 'warning' ? 'warn' : level
  return `# ${id}

${problemCodes[id]} Level: ${called}.

${why}
${table}
${settingOf(explained)}

## Reported

${fenced(bad)}

## Not reported

${fenced(good)}
`
}

function settingOf({ id, level, isFixed = false, options }: Explained): string {
  if (isFixed) return 'Always an error, because the deck cannot be built. The level cannot be changed.'
  const [option] = Object.keys(options)
  const more = option === undefined ? '' : `, \`--rule ${id}.${option}=…\``
  return `Change it with \`--rule ${id}=${level === 'off' ? 'warn' : 'off'}\`${more}, or in the configuration: \`check: { rules: { '${id}': '${level === 'error' ? 'warn' : 'error'}' } }\`.
To disable it on one slide: \`<!-- check-disable ${id}: reason -->\`.`
}

/** Examples hold fences of their own. */
function fenced(markdown: string): string {
  const fence = markdown.includes('```') ? '~~~~' : '```'
  return `${fence}markdown\n${markdown}\n${fence}`
}
