// Every directive, in one place: what it is called, where it may stand, what it takes. Source for Marp's: the directives
// pages of Marpit and Marp Core, and Marp CLI's list of metadata. Completion and help read this too.

export type DirectiveScope = 'global' | 'local'

/** What a directive takes. `text` is anything. */
export type DirectiveKind =
  | 'text'
  | 'class'
  | 'theme'
  | 'size'
  | 'paginate'
  | 'headingDivider'
  | 'math'
  | 'transition'
  | 'fit'
  | 'layout'

export interface Directive {
  readonly name: string
  readonly scope: DirectiveScope
  readonly kind: DirectiveKind
  /** One line for help and completion. */
  readonly help: string
}

const entry = (name: string, scope: DirectiveScope, kind: DirectiveKind, help: string): Directive => ({
  name,
  scope,
  kind,
  help,
})

/** Directives that may stand in the front matter and in comments. Local ones also take a leading `_`. */
export const directives: readonly Directive[] = [
  entry('theme', 'global', 'theme', 'Name of the theme.'),
  entry('size', 'global', 'size', 'Slide size as named by the theme, such as 16:9 or 4:3.'),
  entry('style', 'global', 'text', 'CSS added to the theme.'),
  entry('headingDivider', 'global', 'headingDivider', 'Starts a slide at each heading of these levels.'),
  entry('math', 'global', 'math', 'Formula engine: katex.'),
  entry('lang', 'global', 'text', 'Language of the deck, such as en or pt-BR.'),
  entry('marp', 'global', 'text', 'Marks the file as a deck for other Marp tools; not needed for Lectern.'),
  entry('title', 'global', 'text', 'Title of the deck.'),
  entry('description', 'global', 'text', 'One-sentence description for link previews.'),
  entry('author', 'global', 'text', 'Author or speaker.'),
  entry('keywords', 'global', 'text', 'Keywords, separated by commas.'),
  entry('url', 'global', 'text', 'URL of the published talk.'),
  entry('image', 'global', 'text', 'URL of the image for link previews.'),
  entry('paginate', 'local', 'paginate', 'Page number: true, false, hold or skip.'),
  entry('header', 'local', 'text', 'Text at the top of the slide.'),
  entry('footer', 'local', 'text', 'Text at the bottom of the slide.'),
  entry('class', 'local', 'class', 'Classes of the slide: its layout, such as statement or split, and variants.'),
  entry('color', 'local', 'text', 'Text colour.'),
  entry('backgroundColor', 'local', 'text', 'Background colour.'),
  entry('backgroundImage', 'local', 'text', 'Background image in CSS.'),
  entry('backgroundPosition', 'local', 'text', 'Position of the background image.'),
  entry('backgroundRepeat', 'local', 'text', 'Repeat mode of the background image.'),
  entry('backgroundSize', 'local', 'text', 'Size of the background image.'),
  entry('fit', 'local', 'fit', 'What to do with text that does not fit: shrink it, or none.'),
  entry(
    'layout',
    'local',
    'layout',
    'Layout of slides without a class: auto chooses one by content, none leaves them alone.',
  ),
  entry(
    'transition',
    'local',
    'transition',
    'Transition to the next slide and its duration, such as fade or cover 1s.',
  ),
]

/** Names that `transition` takes; a deck or theme may define more of them in CSS. Source: Marp CLI's documentation. */
export const transitions: readonly string[] = [
  'none',
  ...['clockwise', 'counterclockwise', 'cover', 'coverflow', 'cube', 'cylinder', 'diamond', 'drop', 'explode'],
  ...['fade', 'fade-out', 'fall', 'flip', 'glow', 'implode', 'in-out', 'iris-in', 'iris-out', 'melt', 'overlap'],
  ...['pivot', 'pull', 'push', 'reveal', 'rotate', 'slide', 'star', 'swap', 'swipe', 'swoosh', 'wipe', 'wiper', 'zoom'],
]

/** Front-matter keys that are not directives. */
export const metaKeys = ['subtitle', 'date', 'event', 'duration', 'colorScheme', 'tokens', 'logo'] as const

/** Metadata that Marp CLI also takes from comments; Marp Core does not know it, so we teach it. */
export const metaDirectives = ['marp', 'title', 'description', 'author', 'keywords', 'url', 'image'] as const

/** Comments that are one of Lectern's own words. */
export const commentWords = ['column', 'step', 'hide'] as const

/** Comments of the form `word: value`. */
export const commentPairs = ['time', 'include', 'chart'] as const

/** Begins a comment that switches checks off for its slide: `check-disable overflow: the map bleeds on purpose`. */
export const silencer = 'check-disable'

/** What `fit` takes. */
export const fits = ['shrink', 'none'] as const

/** What `layout` takes. */
export const layoutModes = ['auto', 'none'] as const

/** Words in front of a colon that Marp takes in a picture's brackets. */
export const imageKeys = [
  'w',
  'width',
  'h',
  'height',
  'left',
  'right',
  'blur',
  'brightness',
  'contrast',
  'drop-shadow',
  'grayscale',
  'hue-rotate',
  'invert',
  'opacity',
  'saturate',
  'sepia',
] as const

/** Words of a background, behind `bg`. */
export const backgroundWords = ['left', 'right', 'contain', 'cover', 'fit', 'auto', 'vertical'] as const

/** Kinds of callouts: GitHub's five, which other Markdown tools know too. */
export const calloutKinds = ['note', 'tip', 'important', 'warning', 'caution'] as const

/** Front-matter keys that other tools take for the machine. A deck is data: they are refused with a warning. */
export const machineKeys: readonly string[] = [
  'allowLocalFiles',
  'allowNet',
  'allow-local-files',
  'allow-net',
  'browser',
  'browserPath',
  'chromePath',
  'config',
  'engine',
  'html',
  'imageScale',
  'inputDir',
  'options',
  'out',
  'output',
  'outputDir',
  'pdf',
  'pdfNotes',
  'pdfOutlines',
  'plugins',
  'port',
  'pptx',
  'script',
  'scripts',
  'server',
  'setup',
  'themeSet',
  'theme-set',
  'themeDir',
  'timeout',
  'unsafeHtml',
  'unsafe-html',
  'watch',
]

/** Finds a directive by the key of a comment or the front matter, with or without `_`. */
export function directiveOf(key: string): Directive | undefined {
  const bare = key.startsWith('_') ? key.slice(1) : key
  const found = directives.find((directive) => directive.name === bare)
  return found && (bare === key || found.scope === 'local') ? found : undefined
}
