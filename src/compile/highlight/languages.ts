// Names of languages as people write them: in any case, with the aliases of highlight.js (Marp's highlighter until version 5),
// and as pandoc, R Markdown and others put them into a fence.

/** Names of the same language, or of one that is coloured alike, by the name that Shiki knows. */
const also: Readonly<Record<string, string>> = {
  'actionscript-3': 'as',
  ahk: 'autohotkey',
  apache: 'apacheconf',
  applescript: 'osascript',
  asm: 'armasm arm assembly avrasm nasm x86asm',
  bat: 'dos',
  c: 'h opencl',
  clojure: 'edn',
  coffee: 'cson iced',
  cpp: 'c++ cc h++ hpp hh hxx cxx arduino ino cuda cu',
  crystal: 'cr',
  csharp: 'c#',
  desktop: 'freedesktop',
  diff: 'patch',
  dotenv: 'env',
  elixir: 'ex exs',
  'fortran-free-form': 'fortran',
  fsharp: 'f#',
  gherkin: 'feature',
  go: 'golang',
  groovy: 'gradle',
  handlebars: 'htmlbars',
  haxe: 'hx',
  html: 'htm html5',
  http: 'https',
  hy: 'hylang',
  ini: 'cfg conf',
  java: 'jsp processing pde',
  javascript: 'node nodejs node-repl',
  jinja: 'django',
  json: 'jsonld json-ld ipynb',
  jsx: 'javascriptreact',
  julia: 'julia-repl jldoctest',
  kotlin: 'ktm ktx',
  make: 'mk mak',
  markdown: 'mkd mkdown',
  matlab: 'octave',
  nginx: 'nginxconf',
  nix: 'nixos',
  'objective-c': 'objective objectivec obj-c mm',
  'objective-cpp': 'objective-c++ objectivec++ obj-c++',
  ocaml: 'ml',
  pascal: 'delphi dpr dfm pas',
  perl: 'pl pm',
  puppet: 'pp',
  python: 'python2 python3 py3 gyp ipython python-repl pycon',
  r: 'rlang',
  ruby: 'gemspec podspec thor irb',
  scheme: 'scm',
  shellsession: 'sh-session',
  smalltalk: 'st',
  sql: 'mariadb mssql mysql pgsql postgres postgresql sqlite tsql',
  stata: 'do ado',
  'system-verilog': 'sv svh',
  tcl: 'tk',
  tsx: 'typescriptreact',
  twig: 'craftcms',
  vb: 'vb.net vba vbnet vbs vbscript',
  wolfram: 'mathematica mma',
  xml: 'xhtml rss atom xjb xsd plist svg',
  yaml: 'docker-compose',
}

const names: ReadonlyMap<string, string> = new Map(
  Object.entries(also).flatMap(([name, others]) => others.split(' ').map((other) => [other, name] as const)),
)

/**
 * The name behind a fence, without what other programs put around it: `Python`, `{.python`, `{r,`, `python=`, `rust,no_run`,
 * `language-js`, `js{1,3}`. As it stands in the class of the code.
 */
export function languageIn(written: string): string {
  const bare = written
    .replace(/^\{?\.?/, '')
    .replace(/^(?:lang|language)[-=:]/i, '')
    .replace(/(?<=[^\s=,:{}])[=,:{}].*$/s, '')
  return (bare === '' ? written : bare).toLowerCase()
}

/** What Shiki calls the language. */
export function shikiName(language: string): string {
  return names.get(language) ?? language
}
