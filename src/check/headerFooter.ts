import type { Slide } from '../model/deck.js'
import { lineOfSlide } from '../model/origin.js'
import type { Source } from '../model/source.js'
import { lineOfKey } from './report/lineOfKey.js'
import type { Finding } from './rule.js'

/** What is wrong with a header or footer is wrong on every slide that has it, and is told once, where it is written. */
export function headerFooterOnce(findings: readonly Finding[], source: Source, slides: readonly Slide[]): Finding[] {
  const count = new Map<string, number>()
  for (const finding of findings) {
    const key = furnitureOf(finding)
    if (key !== undefined) count.set(key, (count.get(key) ?? 0) + 1)
  }
  const told = new Set<string>()
  return findings.flatMap((finding) => {
    const key = furnitureOf(finding)
    if (key === undefined) return [finding]
    if (told.has(key)) return []
    told.add(key)
    const times = count.get(key) ?? 0
    const message = times < 2 ? finding.message : finding.message.replace(/\.$/, `, on ${times} slides.`)
    return [{ ...finding, ...placeOf(/^\w+/.exec(key)?.[0] ?? '', source, slides[finding.slide ?? -1]), message }]
  })
}

/** The directive of the slide's own, else the last one before it, else the key in the front matter. */
function placeOf(key: string, source: Source, slide: Slide | undefined): Pick<Finding, 'line' | 'file'> {
  const own = lineOfDirective(slide?.text ?? '', `_?${key}`)
  if (slide !== undefined && own !== undefined) return lineOfSlide(slide, own)
  if (slide?.file === source.file) {
    const before = source.text.split('\n').slice(0, slide.line - 1)
    const last = lineOfDirective(before.slice(source.frontMatter.lineCount).reverse().join('\n'), key)
    if (last !== undefined) return { line: before.length - last, file: source.file }
  }
  const line = lineOfKey(source, key)
  return line > 1 ? { line, file: source.file } : {}
}

/** Where a text has a directive on a line of its own or in a comment, 0-based. */
function lineOfDirective(text: string, key: string): number | undefined {
  const line = text.split('\n').findIndex((one) => new RegExp(`^\\s*(?:<!--\\s*)?${key}\\s*:`).test(one))
  return line < 0 ? undefined : line
}

function furnitureOf({ element, message }: Finding): string | undefined {
  return element !== undefined && /^(?:header|footer)\b/.test(element) ? `${element} ${message}` : undefined
}
