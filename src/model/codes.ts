/**
 * Every problem that Lectern can name, once. The key is the stable code; the value says when it is raised, for the
 * documentation and for `--json` readers. Severity is decided where the problem is made, because it depends on the place.
 */
export const problemCodes = {
  // reading
  'deck-not-found': 'There is no deck at that path.',
  'deck-unreadable': 'The deck exists but cannot be read as a text file.',
  'deck-too-large': 'The deck is larger than 10 MB or has more than 5,000 slides.',
  'deck-empty': 'The deck has no slide with content.',
  'encoding-invalid': 'The file has bytes that are not UTF-8.',
  'file-outside': 'A path leads out of the folder that it must stay in.',
  // front matter
  'front-matter-invalid': 'The front matter is not valid YAML.',
  'front-matter-limit': 'The front matter is larger, deeper or more repetitive than is allowed.',
  'front-matter-language': 'The front matter is not YAML; nothing else is read.',
  'front-matter-unclosed': 'The front matter has no closing `---`.',
  'front-matter-swallows-slide': 'What stands between the first two `---` is read as front matter, not as a slide.',
  'front-matter-unknown': 'A front-matter key that neither Marp nor Lectern knows.',
  'front-matter-value': 'A front-matter key has a value of the wrong kind.',
  'front-matter-machine': 'A front-matter key about the machine; decks cannot set it.',
  'slide-swallowed': 'Dashes or an open fence that do not begin a slide where one was meant.',
  // directives
  'directive-unknown': 'A comment that is nearly a directive.',
  'directive-unsupported': 'A directive that this version does not carry out yet.',
  'comment-unclosed': 'A comment has no end and takes the rest of the deck with it.',
  'directive-value': 'A directive has a value that it does not take.',
  'theme-unknown': 'No theme has that name.',
  'theme-invalid': 'A theme cannot be used as it is.',
  'theme-base-unknown': 'A theme pack extends a theme that does not exist.',
  'theme-cycle': 'Themes import or extend each other in a circle.',
  'theme-duplicate': 'Two themes at the same place have the same name.',
  'theme-class-unknown': 'The theme declares its layouts and this class is not one of them.',
  'size-unknown': 'The theme has no size of that name.',
  'token-unknown': 'The theme declares its tokens and this is not one of them.',
  'token-value': 'A token is set to something that it does not take.',
  'token-contrast': 'A colour that was set makes text hard to read.',
  'brand-invalid': 'The file `brand.json` cannot be used as it is.',
  // content
  'step-empty': 'A step at which nothing appears.',
  'comment-rest': 'Something stands behind a comment on its line and is lost.',
  'callout-unknown': 'A quote begins like a callout, of a kind that is none.',
  'qr-missing': 'A slide for a QR code has no link that can be drawn.',
  'image-keyword': "A word in a picture's brackets that is nearly a keyword.",
  'math-invalid': 'A formula that KaTeX cannot typeset.',
  'math-engine': 'The deck asks for MathJax; KaTeX typesets it.',
  'code-language-unknown': 'No highlighting is known for that language.',
  'code-lines': 'A fence points at lines that its code does not have.',
  'diagram-unsupported': 'A diagram that cannot be drawn.',
  'html-removed': 'HTML that is not allowed was taken out.',
  'link-removed': 'A link with a scheme that is not allowed was taken out.',
  'link-broken': 'A link to a place of the deck that is not there.',
  'style-invalid': 'CSS in the deck that cannot be parsed.',
  // files
  'image-missing': 'A picture that does not exist.',
  'media-missing': 'A video or sound that does not exist.',
  'font-missing': 'A font that does not exist.',
  'file-type': 'A file of a type that cannot be shown.',
  'file-too-large': 'A file larger than its limit.',
  'media-beside': 'A video or sound too large to be put inside; it is copied beside the HTML.',
  'remote-asset': 'Something lies on the network and is not loaded.',
  'remote-failed': 'Something on the network could not be fetched.',
  // command line and config
  usage: 'The command was not understood.',
  'config-invalid': 'The configuration cannot be used.',
  'config-ignored': 'A configuration outside the project was not read.',
  'output-conflict': 'Two decks would write the same file, or a deck would overwrite a source.',
  // machine
  'output-failed': 'A file could not be written.',
  'browser-missing': 'No browser was found.',
  'browser-failed': 'The browser could not be started or stopped early.',
  'browser-sandbox': 'The browser runs without its sandbox, or cannot start because of it.',
  'deadline-passed': 'The work took longer than its deadline.',
  internal: 'A mistake of ours.',
} as const

export type ProblemCode = keyof typeof problemCodes
