import type { Source } from '../model/source.js'
import { lineOfKey } from './lineOfKey.js'
import type { Finding } from './rule.js'

/** What is wrong with a header or footer is wrong on every slide that has it, and is told once, where it is written. */
export function furnitureOnce(findings: readonly Finding[], source: Source): Finding[] {
  const slides = new Map<string, number>()
  for (const finding of findings) {
    const key = furnitureOf(finding)
    if (key !== undefined) slides.set(key, (slides.get(key) ?? 0) + 1)
  }
  const told = new Set<string>()
  return findings.flatMap((finding) => {
    const key = furnitureOf(finding)
    const times = key === undefined ? 0 : (slides.get(key) ?? 0)
    if (key === undefined || times < 2) return [finding]
    if (told.has(key)) return []
    told.add(key)
    const line = lineOfKey(source, /^\w+/.exec(key)?.[0] ?? '')
    const where = line > 1 ? { line, file: source.file } : {}
    return [{ ...finding, ...where, message: finding.message.replace(/\.$/, `, on ${times} slides.`) }]
  })
}

function furnitureOf({ element, message }: Finding): string | undefined {
  return element !== undefined && /^(?:header|footer)\b/.test(element) ? `${element} ${message}` : undefined
}
