// Decks for the benchmark, generated: slides with code, formulas, tables, pictures and emoji in turn, no two alike.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PNG } from 'pngjs'

/** Kinds of slides, in turn. */
const rich = [
  (n) => `# Slide ${n}\n\n- first point of ${n}\n- second point with **strong** and \`code\`\n- third :rocket:`,
  (n) =>
    `## Code ${n}\n\n\`\`\`${['js', 'python', 'bash', 'sql'][n % 4]}\n${['const total = items.map((item) => item.price * 1.2)', 'total = sum(item.price * 1.2 for item in items)', 'cat items.txt | sort | uniq -c | head -n 3', 'SELECT name, count(*) FROM items GROUP BY name'][n % 4]}\nvalue_${n} = ${n}\n\`\`\``,
  (n) => `## Formula ${n}\n\n$$ \\int_0^{${n}} x^2\\,dx = \\frac{${n}^3}{3} $$\n\nand inline $e^{i\\pi} + ${n} = 0$`,
  (n) =>
    `## Table ${n}\n\n| name | value | share |\n|---|---:|---:|\n| alpha | ${n} | 10 % |\n| beta | ${n * 2} | 20 % |\n| gamma | ${n * 3} | 70 % |`,
  (n) => `## Picture ${n}\n\n![w:400](picture-${n % 10}.png)\n\nA caption 😀 for ${n}`,
]
const plain = [rich[0], rich[3]].map((make) => (n) => make(n).replace(':rocket:', 'rocket'))

/** Writes a deck of `count` slides with its pictures into `folder` and gives its path. */
export async function writeDeck(folder, name, count, kinds = rich, edit = '', theme = '') {
  await mkdir(folder, { recursive: true })
  for (let index = 0; index < 10; index++) await writeFile(join(folder, `picture-${index}.png`), picture(index))
  const path = join(folder, `${name}.md`)
  await writeFile(path, textOf(name, count, kinds, edit, theme))
  return path
}

/** The Markdown of such a deck. */
export function textOf(name, count, kinds = rich, edit = '', theme = '') {
  const slides = Array.from({ length: count }, (_, index) => kinds[index % kinds.length](index + 1))
  if (edit) slides[Math.floor(count / 2)] += `\n\n${edit}`
  return `---\ntitle: ${name}\n${theme && `theme: ${theme}\n`}---\n\n${slides.join('\n\n---\n\n')}\n`
}

export const kinds = { rich, plain }

/** A small picture of its own. */
export function picture(seed) {
  const png = new PNG({ width: 400, height: 225 })
  for (let index = 0; index < png.data.length; index += 4) {
    const pixel = index / 4
    png.data.set([(pixel + seed * 40) % 256, (pixel >> 6) % 256, (seed * 25) % 256, 255], index)
  }
  return PNG.sync.write(png)
}
