import type { RenderContext } from './context.js'
import { type SafeHtml, sanitizeHtml } from './sanitize/tree.js'

/** Sanitizes one slide, or gives back what the same HTML gave before. */
export function slideHtml(html: string, context: RenderContext, keepAll: boolean): SafeHtml {
  const key = `slide:${context.hash(`${context.allowNet}\n${keepAll}\n${html}`)}`
  const known = context.memo.get(key)
  // Our own writing, behind the memo's checksum.
  if (known !== undefined) return JSON.parse(known) as SafeHtml
  const safe = sanitizeHtml(html, { allowNet: context.allowNet, keepAll })
  context.memo.set(key, JSON.stringify(safe))
  return safe
}
