// The one place where text becomes HTML. Our pages have three contexts: text and quoted attributes (`escapeHtml`), the
// inside of a style element (`escapeStyle`), and addresses, which stand in attributes and in CSS strings alike
// (`escapeAddress`). Data never goes into a script element, so there is no fourth.

/**
 * Makes text safe between tags and inside quoted attributes. Characters that HTML forbids are left out, because parsers
 * disagree about them.
 */
export function escapeHtml(text: string): string {
  return text.replace(forbidden, '').replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

/** Makes CSS safe inside `<style>`: nothing in it can close the element. `\3c ` is `<` in CSS strings and names. */
export function escapeStyle(css: string): string {
  return css.replace(/<(?=\/)/g, '\\3c ')
}

/**
 * Makes an address safe inside quotes, in HTML and in CSS: what could end the string is percent-encoded, which every
 * address allows. An ampersand stays: in HTML the result still needs `escapeHtml`.
 */
export function escapeAddress(address: string): string {
  return address.replace(/["'()\\<>\s]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is taken out
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/g
