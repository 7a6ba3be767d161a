import type { Problem } from '../../model/problem.js'
import type { Theme } from '../../model/theme.js'
import type { PreparedTheme } from '../engine/engine.js'
import { engineVersion } from '../engine/parsedThemes.js'
import type { CompileJob } from '../job.js'
import { sanitizeCss } from '../sanitize/css.js'
import type { Findings } from '../sanitize/findings.js'

/** Themes made safe, with what they refer to and what is wrong with them. */
export interface PreparedThemes {
  readonly prepared: readonly PreparedTheme[]
  readonly findings: ReadonlyMap<string, Findings>
  readonly problems: readonly Problem[]
}

/** Sanitizes each theme on its own, because after packing nobody can tell whose `url(a.png)` it was. */
export function prepareThemes(job: CompileJob): PreparedThemes {
  const findings = new Map<string, Findings>()
  const prepared: PreparedTheme[] = []
  const problems: Problem[] = []
  for (const theme of job.themes) {
    if (theme.css === undefined) continue
    try {
      const { css, found } = safeCss(theme.name, theme.css, job)
      prepared.push({ theme, css })
      findings.set(theme.name, found)
    } catch (error) {
      problems.push(invalidTheme(theme, error))
    }
  }
  return { prepared, findings, problems }
}

/** Sanitizes the CSS of a theme, or gives back what the same CSS gave before: parsing it costs more than a small deck. */
function safeCss(theme: string, css: string, { themes, themeNames, allowNet, memo, hash }: CompileJob) {
  // Of the names that a deck may write, and of bases that none may, only those that the CSS could import decide anything.
  const names = new Set([...themeNames, ...themes.map(({ name }) => name)])
  const imported = css.includes('@import') ? [...names].filter((name) => css.includes(name)) : []
  const key = `css:${hash(JSON.stringify(['safe', engineVersion, theme, allowNet, imported, css]))}`
  const known = memo.get(key)
  // Our own writing, behind the memo's checksum.
  if (known !== undefined) return JSON.parse(known) as { css: string; found: Findings }
  const found: Findings = { files: [], removed: [] }
  const safe = {
    css: sanitizeCss(css, { owner: { from: 'theme', theme }, allowNet }, new Set(imported), found),
    found,
  }
  memo.set(key, JSON.stringify(safe))
  return safe
}

/**
 * What is wrong with themes that a deck does not name is only an info: they lie about. What the CSS of one that it names imports
 * counts as named.
 */
export function concerning(
  problems: readonly Problem[],
  named: readonly unknown[],
  themes: readonly Theme[],
): Problem[] {
  const used = new Set(named)
  for (const one of used) {
    const css = themes.find((theme) => theme.name === one)?.css ?? ''
    if (!css.includes('@import')) continue
    for (const theme of themes) if (css.includes(theme.name)) used.add(theme.name)
  }
  const files = new Set(themes.filter((theme) => used.has(theme.name)).map(({ file }) => file))
  return problems.map((problem) => (files.has(problem.place.file) ? problem : { ...problem, severity: 'info' }))
}

/** A theme that cannot be used, at the place that the parser names. */
export function invalidTheme(theme: Theme, error: unknown): Problem {
  const { reason, message, line, column } = error as {
    reason?: string
    message?: string
    line?: number
    column?: number
  }
  return {
    severity: 'error',
    code: 'theme-invalid',
    message: `The theme “${theme.name}” cannot be used: ${(reason ?? message ?? 'unknown error').replace(/\.$/, '')}.`,
    hint: 'Fix its CSS, or choose another theme.',
    place: { file: theme.file, line: line ?? 1, column: column ?? 1 },
  }
}
