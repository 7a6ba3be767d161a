/**
 * Text of an author or a file's name, for one line of a terminal, a log or a page that describes it: no control characters
 * (line ends neither) and nothing that turns the direction of what follows.
 */
export function plainText(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (char) => (char === '\t' ? ' ' : '\uFFFD'))
}
