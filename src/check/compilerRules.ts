// What loading and compiling tell already, in `build` and `dev` too: a check passes it on, and a project may set its level.
import type { Explained } from './rule.js'
import { rules } from './rules.js'

const imageMissing: Explained = {
  id: 'image-missing',
  level: 'warning',
  options: {},
  why: 'Without the file, its place stays empty on screen and in print. Paths are relative to the Markdown file that refers to the image, and case matters on many systems.',
  bad: '# The harbour\n\n![A map of the harbour](harbor.svg)',
  good: '# The harbour\n\n![A map of the harbour](map.svg)',
}

const linkBroken: Explained = {
  id: 'link-broken',
  level: 'warning',
  options: {},
  why: 'A broken link fails when you click it on stage. Slides are `#1`, `#2`, …; file paths are relative to the deck’s folder. With `--allow-net`, links to web pages are checked, too.',
  bad: '# Plans\n\nThe costs are on [slide 9](#9)',
  good: '# Plans\n\nThe costs are on [slide 2](#2)\n\n---\n\n# Costs\n\nNone',
}

const remoteAsset: Explained = {
  id: 'remote-asset',
  level: 'warning',
  options: {},
  why: 'The network at the venue may be slow or down, and the server would learn about everyone who opens the talk, so a link is shown instead. Save the file next to the deck, or build with `--allow-net` to download it once and embed it.',
  bad: '# The harbour\n\n![A map of the harbour](https://example.com/harbour.svg)',
  good: '# The harbour\n\n![A map of the harbour](map.svg)',
}

const directiveUnknown: Explained = {
  id: 'directive-unknown',
  level: 'warning',
  options: {},
  why: 'Marp treats a comment that it does not recognise as a speaker note, so nothing on the slide changes. Directives have fixed names.',
  bad: '<!-- _clas: lead -->\n\n# Welcome\n\nOne line below',
  good: '<!-- _class: title -->\n\n# Welcome\n\nOne line below',
}

const directiveValue: Explained = {
  id: 'directive-value',
  level: 'warning',
  options: {},
  why: 'An invalid value is ignored, and the slide looks as if the directive were missing.',
  bad: '<!-- _paginate: yes please -->\n\n# Welcome\n\nWith a number in the corner?',
  good: '<!-- _paginate: true -->\n\n# Welcome\n\nWith a number in the corner',
}

const themeUnknown: Explained = {
  id: 'theme-unknown',
  level: 'error',
  isFixed: true,
  options: {},
  why: 'In another theme, nothing looks as designed. `lectern theme list` shows the available themes and where they come from.',
  bad: '---\nlang: en\ntheme: atals\n---\n\n# Welcome\n\nIn which theme?',
  good: '---\nlang: en\ntheme: atlas\n---\n\n# Welcome\n\nIn the theme that was meant',
}

const themeClassUnknown: Explained = {
  id: 'theme-class-unknown',
  level: 'warning',
  options: {},
  why: 'The class has no effect. `lectern theme list <name>` shows the layouts that a theme declares; classes that the deck’s own CSS styles are not reported.',
  bad: '<!-- _class: quotation -->\n\n> Simple is better than complex.',
  good: '<!-- _class: quote -->\n\n> Simple is better than complex.',
}

/** The pages of what is told without a browser, in the order in which people should read of them. */
export const compilerRules: readonly Explained[] = [
  imageMissing,
  linkBroken,
  remoteAsset,
  directiveUnknown,
  directiveValue,
  themeUnknown,
  themeClassUnknown,
]

/** Everything that has a page: the rules, and what is told without them. */
export const explainedCompilerRules: readonly Explained[] = [...rules, ...compilerRules]
