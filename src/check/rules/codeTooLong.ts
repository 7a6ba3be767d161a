import type { Rule } from '../rule.js'

/** Code that nobody can read from a seat. */
export const codeTooLong: Rule = {
  id: 'code-too-long',
  level: 'warning',
  why: 'An audience can follow about fifteen short lines of code. Show the lines that matter, or step through them.',
  options: {
    lines: { default: 20, meaning: 'maximum number of lines in a code block' },
    columns: { default: 80, meaning: 'maximum number of characters in a line' },
  },
  slide: ({ slide, measurement, option }) =>
    measurement.codes.flatMap(({ lines, columns, element, box, below, text }) => {
      const found = [
        lines > option('lines') ? `${lines} lines (maximum ${option('lines')})` : '',
        columns > option('columns') ? `a line of ${columns} characters (maximum ${option('columns')})` : '',
      ].filter(Boolean)
      if (found.length === 0) return []
      return [
        {
          slide: slide.index,
          message: `The code has ${found.join(' and ')}.`,
          hint: 'Show only the part you talk about, break long lines, or step through it with ```` ```js {1-4|9} ````.',
          element,
          box,
          below,
          words: text.split(/[ (]/)[0] ?? '',
        },
      ]
    }),
  bad: `# Code\n\n\`\`\`js\n${Array.from({ length: 24 }, (_, index) => `const value${index} = compute(${index})`).join('\n')}\n\`\`\``,
  good: '# Code\n\n```js\nconst value = compute(1)\nshow(value)\n```',
}
