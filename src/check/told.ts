// What loading and compiling tell already, in `build` and `dev` too: a check passes it on, and a project may set its level.
import type { Explained } from './rule.js'
import { rules } from './rules.js'

const imageMissing: Explained = {
  id: 'image-missing',
  level: 'warning',
  options: {},
  why: 'Nothing shows in its place, on the wall and on paper. Paths count from the folder of the file that shows the picture; capitals matter on other people’s machines.',
  bad: '# The harbour\n\n![A map of the harbour](harbor.svg)',
  good: '# The harbour\n\n![A map of the harbour](map.svg)',
}

const linkBroken: Explained = {
  id: 'link-broken',
  level: 'warning',
  options: {},
  why: 'Pressed on stage, it goes nowhere. Slides have the names `#1`, `#2`, …; a file counts from the folder of the deck. With `--allow-net`, addresses on the network are asked, too.',
  bad: '# Plans\n\nThe costs are on [slide 9](#9)',
  good: '# Plans\n\nThe costs are on [slide 2](#2)\n\n---\n\n# Costs\n\nNone',
}

const remoteAsset: Explained = {
  id: 'remote-asset',
  level: 'warning',
  options: {},
  why: 'The hall’s network may be slow or gone, and whoever runs that address learns of everybody who opens the talk. It becomes a link. Save the file beside the deck, or build with `--allow-net`, which fetches it once and puts it inside.',
  bad: '# The harbour\n\n![A map of the harbour](https://example.com/harbour.svg)',
  good: '# The harbour\n\n![A map of the harbour](map.svg)',
}

const directiveUnknown: Explained = {
  id: 'directive-unknown',
  level: 'warning',
  options: {},
  why: 'Marp passes over what it does not know: the comment becomes a speaker note and nothing on the slide changes. Marp’s directives, and those of Lectern, have fixed names.',
  bad: '<!-- _clas: lead -->\n\n# Welcome\n\nOne line below',
  good: '<!-- _class: title -->\n\n# Welcome\n\nOne line below',
}

const directiveValue: Explained = {
  id: 'directive-value',
  level: 'warning',
  options: {},
  why: 'A value of the wrong kind is passed over, and the slide looks as if nothing had been said.',
  bad: '<!-- _paginate: yes please -->\n\n# Welcome\n\nWith a number in the corner?',
  good: '<!-- _paginate: true -->\n\n# Welcome\n\nWith a number in the corner',
}

const themeUnknown: Explained = {
  id: 'theme-unknown',
  level: 'error',
  isFixed: true,
  options: {},
  why: 'In another theme than the one that was meant, nothing is where it was looked at. `lectern theme list` says which there are and where they come from.',
  bad: '---\nlang: en\ntheme: atals\n---\n\n# Welcome\n\nIn which theme?',
  good: '---\nlang: en\ntheme: atlas\n---\n\n# Welcome\n\nIn the theme that was meant',
}

const themeClassUnknown: Explained = {
  id: 'theme-class-unknown',
  level: 'warning',
  options: {},
  why: 'The slide is laid out like any other. A theme that declares its layouts says in `lectern theme list` which classes it knows; classes that the deck’s own CSS styles are not told.',
  bad: '<!-- _class: quotation -->\n\n> Simple is better than complex.',
  good: '<!-- _class: quote -->\n\n> Simple is better than complex.',
}

/** The pages of what is told without a browser, in the order in which people should read of them. */
export const told: readonly Explained[] = [
  imageMissing,
  linkBroken,
  remoteAsset,
  directiveUnknown,
  directiveValue,
  themeUnknown,
  themeClassUnknown,
]

/** Everything that has a page: the rules, and what is told without them. */
export const explained: readonly Explained[] = [...rules, ...told]
