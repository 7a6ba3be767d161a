import { putNumbers, takeNumbers } from '../model/numbers.js'
import type { RenderContext } from './context.js'
import { type SafeHtml, sanitizeHtml } from './sanitize/html.js'

/**
 * Sanitizes one slide, or gives back what the same HTML gave before. Its numbers are put in afterwards: a new slide at the
 * beginning changes those of all others, and nothing else of them.
 */
export function slideHtml(html: string, context: RenderContext, keepAll: boolean): SafeHtml {
  // Where raw HTML is let through, anything may look like Marp's own tags.
  const { html: bare, numbers } = keepAll ? { html, numbers: [] } : takeNumbers(html)
  const safe = safeHtml(bare, context, keepAll)
  if (numbers.length === 0) return safe
  const ids = numbers.flatMap(({ id }) => id ?? [])
  return {
    ...safe,
    html: putNumbers(safe.html, numbers),
    facts: { ...safe.facts, ids: [...new Set([...ids, ...safe.facts.ids])] },
  }
}

function safeHtml(html: string, context: RenderContext, keepAll: boolean): SafeHtml {
  const key = `slide:${context.hash(`${context.allowNet}\n${keepAll}\n${html}`)}`
  const known = context.memo.get(key)
  // Our own writing, behind the memo's checksum.
  if (known !== undefined) return JSON.parse(known) as SafeHtml
  const safe = sanitizeHtml(html, { allowNet: context.allowNet, keepAll })
  context.memo.set(key, JSON.stringify(safe))
  return safe
}
