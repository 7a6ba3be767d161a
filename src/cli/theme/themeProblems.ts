import { placesIn } from '../../load/jsonText.js'
import type { FoundTheme } from '../../load/themes/findPacks.js'
import type { ProblemCode } from '../../model/codes.js'
import type { Problem, Severity } from '../../model/problem.js'
import type { LayoutFault } from './tryTheme.js'

const codes: Readonly<Record<LayoutFault['kind'], ProblemCode>> = {
  overflow: 'theme-overflow',
  overlap: 'theme-overlap',
  contrast: 'theme-contrast',
  'text-too-small': 'theme-text-small',
  'word-broken': 'theme-overflow',
}

const hints: Readonly<Record<LayoutFault['kind'], string>> = {
  overflow: 'Let long words break (`overflow-wrap: anywhere`), and give the text more room or a smaller size.',
  overlap: 'Move one of them, or give it less space.',
  contrast: 'Choose a darker or lighter colour for this scheme.',
  'text-too-small': 'Make it larger, so that the last row can read it.',
  'word-broken': 'Widen the columns, or put fewer of them in a row.',
}

/** What comes between the text and what is wrong with it. */
const verbs: Readonly<Record<LayoutFault['kind'], string>> = {
  overflow: 'is ',
  overlap: '',
  contrast: 'has a contrast of ',
  'text-too-small': 'is ',
  'word-broken': 'is ',
}

/**
 * Faults as problems at the layout in the manifest: one of each kind for each layout and content, the worst, with the
 * number of the others. What is wrong with usual content is not said again for hard content. Where layouts end with far too much is one line for all of them.
 */
export function faultProblems(faults: readonly LayoutFault[], found: FoundTheme): Problem[] {
  const groups = new Map<string, LayoutFault[]>()
  const usual = new Set(faults.filter(({ sample }) => sample.kind === 'normal').map(topicOf))
  for (const fault of faults.filter(({ severity }) => severity !== 'info')) {
    const { sample, severity } = fault
    if (sample.kind !== 'normal' && usual.has(topicOf(fault))) continue
    const key = [topicOf(fault), sample.kind, severity].join('\0')
    groups.set(key, [...(groups.get(key) ?? []), fault])
  }
  const full = new Set(faults.filter(({ severity }) => severity === 'info').map(({ sample }) => sample.layout))
  return [...[...groups.values()].map((group) => problemOf(group, found)), ...fullProblem([...full], found)]
}

function topicOf({ sample, kind, scheme, size }: LayoutFault): string {
  return [sample.layout, kind, scheme ?? '', size ?? ''].join('\0')
}

/** Fonts that a machine may not have: then the slides look otherwise, and other lines break. */
export function fontProblems(fonts: readonly string[], found: FoundTheme): Problem[] {
  return fonts.map((font) => {
    const message = `The font “${font}” is not in the theme; where it is not installed, a fallback is used.`
    const hint = 'Add it to the pack as woff2 with an `@font-face`, or put a generic family first.'
    return said('warning', 'font-missing', message, hint, '', found)
  })
}

function problemOf(group: readonly LayoutFault[], found: FoundTheme): Problem {
  const [worst] = group.toSorted((a, b) => b.by - a.by)
  if (worst === undefined) throw new Error('A group of no faults.')
  const { sample, scheme, size, kind, text, what, severity } = worst
  const whose = sample.layout === '' ? 'A slide without a class' : `\`${sample.layout}\``
  const where = [sample.kind === 'normal' ? '' : sample.kind, size ?? '', scheme ?? ''].filter(Boolean).join(', ')
  const more = group.length > 1 ? ` (and ${group.length - 1} more)` : ''
  const message = `${whose}${where === '' ? '' : ` (${where})`}: “${text}” ${verbs[kind]}${what}${more}.`
  return said(severity, codes[kind], message, hints[kind], sample.layout, found)
}

function fullProblem(layouts: readonly string[], found: FoundTheme): Problem[] {
  if (layouts.length === 0) return []
  const names = layouts.map((name) => (name === '' ? 'a slide without a class' : `\`${name}\``))
  const message = `Text is cut off when overfilled: ${names.join(', ')}.`
  return [said('info', 'theme-overflow', message, 'State in the README how much they hold.', '', found)]
}

function said(
  severity: Severity,
  code: ProblemCode,
  message: string,
  hint: string,
  layout: string,
  { file, manifest, manifestText = '' }: FoundTheme,
): Problem {
  const index = manifest?.layouts?.findIndex((one) => one.class === layout) ?? -1
  if (index < 0) return { severity, code, message, hint, place: { file, line: 1, column: 1 } }
  const at = placesIn(manifestText)(['layouts', index, 'class'])
  const sourceLine = (manifestText.split('\n')[at.line - 1] ?? '').slice(0, 500)
  return { severity, code, message, hint, place: { file, ...at }, sourceLine }
}
