// The files of a new theme pack: small, because it extends `brand`, which lays everything out and minds the contrast. What is
// in them is what a designer changes first.
import { layouts } from '../../compile/looks/layouts.js'

const signal = 'light-dark(#0b6e5f, #4fd1b8)'
const heading = "'Inter', system-ui, sans-serif"

/** Path in the pack → text. `schema` is the address of the JSON Schema; absent: none can be reached from there. */
export function newPack(name: string, schema: string | undefined): ReadonlyMap<string, string> {
  const title = name.replace(
    /(^|[-_.])([a-z])/g,
    (_, gap: string, letter: string) => `${gap && ' '}${letter.toUpperCase()}`,
  )
  return new Map([
    ['theme.json', manifest(name, title, schema)],
    ['theme.css', css(name, title)],
    ['preview.md', preview(name, title)],
    ['README.md', readme(name, title)],
    ['LICENSE', licence(title)],
    ['assets/figure.svg', figure],
    ['assets/ground.svg', ground],
  ])
}

function manifest(name: string, title: string, schema: string | undefined): string {
  const value = {
    ...(schema === undefined ? {} : { $schema: schema }),
    name,
    title,
    description: `The look of ${title}.`,
    version: '0.1.0',
    license: 'MIT',
    css: 'theme.css',
    extends: 'brand',
    colorSchemes: ['light', 'dark'],
    sizes: ['16:9', '4:3'],
    tokens: [
      {
        name: 'signal',
        type: 'color',
        default: signal,
        meaning: 'Accent colour, from which the others are derived',
      },
      { name: 'font-heading', type: 'font', default: heading, meaning: 'Font of headings and large figures' },
      { name: 'radius', type: 'length', default: '12px', meaning: 'Corner radius' },
    ],
  }
  return `${JSON.stringify(value, null, 2)}\n`
}

function css(name: string, title: string): string {
  return `/*
 * @theme ${name}
 * @size 16:9 1280px 720px
 * @size 4:3 960px 720px
 * @auto-scaling true
 */

/*
 * ${title} extends brand and inherits its layouts; this file contains only what differs. In \`light-dark(a, b)\` the first colour is
 * for the light scheme, the second for the dark one.
 */

section {
  --signal: ${signal};
  --font-heading: ${heading};
  --radius: 12px;
}

/*
 * To add a font, put the woff2 file and its licence into fonts/, list both in theme.json, and uncomment this.
 *
 * @font-face {
 *   font-family: 'My Sans';
 *   font-weight: 300 900;
 *   font-display: swap;
 *   src: url('fonts/my-sans.woff2') format('woff2');
 * }
 */

/* An example of a changed layout: part titles. \`lectern theme list brand\` lists all layouts. */
section.section :is(h1, h2) {
  letter-spacing: -0.02em;
}
`
}

function preview(name: string, title: string): string {
  const head = `---\ntitle: ${title}, every layout\nlang: en\ntheme: ${name}\npaginate: true\nfooter: ${title}\n---\n\n`
  return head + layouts.map(({ example = '' }) => example).join('\n---\n\n')
}

function readme(name: string, title: string): string {
  return `# ${title}

A theme pack for [Lectern](https://www.npmjs.com/package/lectern) and other Marp tools. It extends \`brand\`.

    ---
    theme: ${name}
    ---

\`preview.md\` shows every layout:

    lectern dev themes/${name}/preview.md
    lectern theme check ${name}

To share it, copy this folder, or publish it on npm as \`lectern-theme-${name}\`.

The licence is MIT (see \`LICENSE\`, and \`"license"\` in \`theme.json\`); choose another if you like.
`
}

function licence(title: string): string {
  return `MIT License

Copyright (c) the authors of ${title}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software
is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT
HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
`
}

const weeks = [12, 18, 30, 44, 71, 96, 120, 158, 190, 236, 251, 262, 240, 205, 160, 98, 52, 20]

const figure = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1080 420" role="img"><title>Columns that rise and fall</title>${weeks
  .map(
    (value, at) =>
      `<rect x="${12 + at * 59}" y="${400 - value * 1.45}" width="44" height="${value * 1.45}" rx="4" fill="#3f9c8a"/>`,
  )
  .join('')}<path d="M0 402h1080" stroke="#7d8a88" stroke-width="4"/></svg>
`

const ground = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 720" preserveAspectRatio="xMidYMid slice"><title>Hills</title><rect width="1280" height="720" fill="#0f2a2a"/><path d="M0 420Q220 300 460 390T900 340T1280 380V720H0Z" fill="#16433f"/><path d="M0 540Q300 430 620 520T1280 470V720H0Z" fill="#1f6259"/><circle cx="1010" cy="190" r="74" fill="#4fd1b8"/></svg>
`
