import type { OpenPage } from '../export/browser/talk/openPage.js'

/**
 * Fonts that text of a shown document asks for first, and that are neither in it nor every machine's. First choices only: a
 * theme may well have a system's font as its second.
 */
export async function missingFonts(page: Pick<OpenPage, 'evaluate'>): Promise<string[]> {
  const found = await page.evaluate(`(() => {
    const plain = (name) => name.trim().replace(/^["']|["']$/g, '')
    const faces = new Set([...document.fonts].map(({ family }) => plain(family).toLowerCase()))
    const hasText = (element) => [...element.childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim() !== '')
    const asked = [...document.querySelectorAll('.lectern-slide section, .lectern-slide section :not(style, title)')]
      .filter(hasText)
      .map((element) => plain(getComputedStyle(element).fontFamily.split(',')[0]))
    return [...new Set(asked)].filter((name) => !faces.has(name.toLowerCase()))
  })()`)
  const names: readonly unknown[] = Array.isArray(found) ? found : []
  return names.filter((name): name is string => typeof name === 'string' && !generic.test(name))
}

const generic =
  /^(serif|sans-serif|monospace|cursive|fantasy|math|emoji|system-ui|ui-[a-z-]+|-apple-system|BlinkMacSystemFont)$/i
