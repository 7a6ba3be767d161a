import type { Problem } from '../model/problem.js'
import type { Theme } from '../model/theme.js'
import type { PreparedTheme } from './engine.js'
import { sanitizeCss } from './sanitize/css.js'
import type { Findings } from './sanitize/findings.js'

/** Themes made safe, with what they refer to and what is wrong with them. */
export interface PreparedThemes {
  readonly prepared: readonly PreparedTheme[]
  readonly findings: ReadonlyMap<string, Findings>
  readonly problems: readonly Problem[]
}

/** Sanitizes each theme on its own, because after packing nobody can tell whose `url(a.png)` it was. */
export function prepareThemes(themes: readonly Theme[], names: readonly string[], allowNet: boolean): PreparedThemes {
  const known = new Set(names)
  const findings = new Map<string, Findings>()
  const prepared: PreparedTheme[] = []
  const problems: Problem[] = []
  for (const theme of themes) {
    if (theme.css === undefined) continue
    const found: Findings = { files: [], removed: [] }
    try {
      const css = sanitizeCss(theme.css, { owner: { from: 'theme', theme: theme.name }, allowNet }, known, found)
      prepared.push({ theme, css })
      findings.set(theme.name, found)
    } catch (error) {
      problems.push(invalidTheme(theme, error))
    }
  }
  return { prepared, findings, problems }
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
    message: `The theme “${theme.name}” cannot be used: ${(reason ?? message ?? 'unknown mistake').replace(/\.$/, '')}.`,
    hint: 'Mend its CSS, or choose another theme.',
    place: { file: theme.file, line: line ?? 1, column: column ?? 1 },
  }
}
