import { type FileRef, fileMark } from '../model/deck.js'
import { lineAt, originOf } from '../model/origin.js'
import type { Place, Problem } from '../model/problem.js'
import type { Theme } from '../model/theme.js'
import type { RenderContext, SlideDraft } from './context.js'
import { locate } from './places/locate.js'
import { folderOf, hasFolders, rebaseFacts, rebaseFile, rebaseHtml } from './rebase.js'
import { addressOf } from './sanitize/address.js'
import type { Findings, FoundFile, Removed } from './sanitize/findings.js'
import type { SafeHtml } from './sanitize/html.js'
import { type ReadHtml, uniqueIds } from './uniqueIds.js'

interface Collected {
  /** Of each slide; addresses count from the deck's folder, also in slides of included files. */
  readonly slides: readonly ReadHtml[]
  /** The CSS with marks for the files of the engine, too. */
  readonly css: string
  readonly files: readonly FileRef[]
  readonly problems: readonly Problem[]
}

/** Gives every file that the deck refers to its place, and tells what had to be taken out. */
export function collectFiles(
  context: RenderContext,
  slides: readonly SafeHtml[],
  packed: string,
  { theme, themes }: { readonly theme: Theme | undefined; readonly themes: readonly Theme[] },
  themeFindings: ReadonlyMap<string, Findings>,
): Collected {
  const files = new Map<string, FileRef>()
  const problems: Problem[] = []
  const isSpread = hasFolders(context.source)
  const add = ({ written: _, ...file }: FoundFile, place: Place, slide?: number): void => {
    if (files.has(asUsed(file))) return
    const spelt = sourceAt(context, place)
    files.set(asUsed(file), {
      ...file,
      place,
      ...(spelt === '' ? {} : { spelt }),
      ...(slide === undefined ? {} : { slide }),
    })
  }
  const read = slides.map(({ html, facts, files: found, removed }, index): ReadHtml => {
    const draft = context.slides[index]
    const at = (written: string): Place => placeInSlide(context, draft, written)
    const folderFor = (written: string): string => folderOf(context.source, at(written).line, written)
    const renamed = new Map<string, string>()
    for (const one of found) {
      const file = isSpread ? rebaseFile(one, folderFor(one.written)) : one
      renamed.set(one.key, file.key)
      // Looking for the place of a picture that was there before costs more than all else.
      if (!files.has(asUsed(file))) add(file, originOf(context.source, at(one.written)), index + 1)
    }
    for (const item of removed) problems.push(problemOf(item, at(item.written)))
    if (!isSpread) return { html, facts }
    return { html: rebaseHtml(html, renamed, folderFor), facts: rebaseFacts(facts, renamed, folderFor) }
  })
  const inDeck = (written: string): Place => placeInSlide(context, undefined, written)
  for (const file of context.findings.files) add(file, originOf(context.source, inDeck(file.written)))
  for (const item of context.findings.removed) problems.push(problemOf(item, inDeck(item.written)))

  const css = markOwnFiles(packed)
  for (const key of marksIn(css)) {
    for (const [name, found] of themeFindings) {
      const file = found.files.find((candidate) => candidate.key === key)
      if (file)
        add(
          file,
          placeInTheme(
            themes.find((one) => one.name === name),
            name,
            file.written,
          ),
        )
    }
    const own = /^(katex|font):(.+)$/.exec(key)
    if (own)
      add(
        { key, from: own[1] as 'katex' | 'font', path: own[2] ?? '', use: 'font', written: '' },
        { file: 'lectern', line: 1, column: 1 },
      )
  }
  for (const used of withBases(theme, themes)) {
    for (const item of themeFindings.get(used.name)?.removed ?? [])
      problems.push(problemOf(item, placeInTheme(used, used.name, item.written), 'theme'))
  }
  return { slides: uniqueIds(read), css, files: [...files.values()], problems }
}

/** A theme and those that its CSS imports by name, and they. */
function withBases(theme: Theme | undefined, themes: readonly Theme[]): readonly Theme[] {
  const used = new Set(theme === undefined ? [] : [theme])
  for (const { css = '' } of used)
    for (const [, , name] of css.matchAll(/@import\S*\s+(["'])([^"'\n]+)\1/g)) {
      const base = themes.find((one) => one.name === name)
      if (base !== undefined) used.add(base)
    }
  return [...used]
}

/** What stands at a place in a file of the deck. */
function sourceAt({ source, lines }: RenderContext, place: Place): string {
  const line = place.length === undefined ? undefined : lineAt(source, lines, place)
  return line?.slice(place.column - 1, place.column - 1 + (place.length ?? 0)) ?? ''
}

function marksIn(css: string): Set<string> {
  const marks = new RegExp(`${fileMark.open}([^${fileMark.close}]*)${fileMark.close}`, 'g')
  return new Set(Array.from(css.matchAll(marks), (match) => match[1] ?? ''))
}

/** The engine writes the addresses of its own fonts with our prefixes (see `ourPrefix`). */
function markOwnFiles(css: string): string {
  if (!css.includes('lectern-')) return css
  return css.replace(
    /url\((["']?)lectern-(katex|font):([\w./-]+)\1\)/g,
    (_, _quote, from: string, path: string) => `url("${fileMark.open}${from}:${path}${fileMark.close}")`,
  )
}

function placeInSlide(context: RenderContext, slide: SlideDraft | undefined, written: string): Place {
  const from = (slide?.line ?? 1) - 1
  // A directive of an earlier slide or of the front matter may have brought it here.
  return (
    placeOfAddress(context, from, slide?.endLine ?? context.lines.length, written) ??
    placeOfAddress(context, 0, context.lines.length, written) ??
    locate(context, from, from + 1, '')
  )
}

/** Finds an address that is not the end of a longer one: `a.png` is not in `img/a.png`. */
function placeOfAddress(context: RenderContext, from: number, to: number, written: string): Place | undefined {
  for (const text of new Set([written, decodeQuietly(written), asTyped(written)])) {
    if (text === '') continue
    for (let index = from; index < to; index++) {
      const line = context.lines[index] ?? ''
      for (let at = line.indexOf(text); at >= 0; at = line.indexOf(text, at + 1)) {
        if (!/[\w./%-]/.test(line.charAt(at - 1)))
          return { file: context.source.file, line: index + 1, column: at + 1, length: text.length }
      }
    }
  }
  return undefined
}

/** As somebody types who writes only what Markdown needs in percent: `Über%20uns.png`. */
function asTyped(text: string): string {
  return text.replace(/(?:%[89a-f][0-9a-f])+|%5c/gi, decodeAll)
}

function decodeAll(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A film that stands where a picture does is another thing than the same one in `<video>`. */
function asUsed({ key, use }: Pick<FoundFile, 'key' | 'use'>): string {
  return `${use} ${key}`
}

function decodeQuietly(text: string): string {
  try {
    return decodeURI(text)
  } catch {
    return text
  }
}

/** In the theme's CSS, or in a style sheet that it imports: the rules of those were written into it. */
function placeInTheme(theme: Theme | undefined, name: string, written: string): Place {
  if (theme === undefined) return { file: name, line: 1, column: 1 }
  for (const { file, folder, css } of theme.imported ?? []) {
    for (const text of addressesIn(folder, written)) {
      const offset = css.indexOf(text)
      if (offset >= 0) return placeAt(file, css, offset, text.length)
    }
  }
  const css = theme.css ?? ''
  const offset = css.indexOf(written)
  return offset < 0 ? { file: theme.file, line: 1, column: 1 } : placeAt(theme.file, css, offset, written.length)
}

/** How a style sheet in a folder writes an address that counts from the theme's. */
function addressesIn(folder: string, address: string): string[] {
  if (folder === '' || /^(?:[a-z][a-z0-9+.-]*:|[/\\#])/i.test(address)) return [address]
  if (address.startsWith(`${folder}/`)) return [address.slice(folder.length + 1)]
  return [`${'../'.repeat(folder.split('/').length)}${address}`, address]
}

function placeAt(file: string, css: string, offset: number, length: number): Place {
  const before = css.slice(0, offset).split('\n')
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1, length }
}

function problemOf({ what, written }: Removed, place: Place, owner: 'deck' | 'theme' = 'deck'): Problem {
  const shown = written.length > 80 ? `${written.slice(0, 80)}…` : written
  switch (what) {
    case 'remote':
      return {
        severity: 'warning',
        code: 'remote-asset',
        message: `“${shown}” is a remote file and was not loaded.`,
        hint: 'Save it next to the deck, or build with --allow-net to download it once and embed it.',
        place,
      }
    case 'blocked':
      return {
        severity: 'warning',
        code: 'remote-asset',
        message: `“${shown}” is a remote file, which the page is not allowed to load.`,
        hint: 'Build with --allow-net to let the page load it.',
        place,
      }
    case 'beside':
      return {
        severity: 'warning',
        code: 'file-beside',
        message: `“${shown}” is not embedded: the page loads it from the folder of the HTML.`,
        hint: 'Copy it there, or inline its content in the deck (`<script>…`, `<style>…`, `srcdoc="…"`).',
        place,
      }
    case 'link':
      if (/^(?:[a-z]:(?:%5C|[\\/])|file:)/i.test(written)) {
        return {
          severity: 'warning',
          code: 'link-removed',
          message: `“${decodeQuietly(shown)}” is a path on one machine.`,
          hint: 'Save the file next to the deck and use its name.',
          place,
        }
      }
      return {
        severity: 'warning',
        code: 'link-removed',
        message: `The link target “${shown}” was removed.`,
        hint: 'Use http, https, mailto, tel, a slide of the deck (#3) or a file next to it.',
        place,
      }
    case 'html':
      return {
        severity: 'warning',
        code: 'html-removed',
        message: `${shown}> was removed.`,
        hint: 'Use Markdown, or build with --unsafe-html if you trust this deck like a program.',
        place,
      }
    case 'import':
      return importProblem(shown, addressOf(written).kind === 'remote', place, owner)
    case 'style':
      return {
        severity: 'warning',
        code: 'style-invalid',
        message: `This CSS was removed: ${shown}.`,
        hint: 'Remove it: it is invalid, or could load something from elsewhere.',
        place,
      }
  }
}

/** A style sheet that is not read: its rules are nowhere in the page. */
function importProblem(shown: string, isRemote: boolean, place: Place, owner: 'deck' | 'theme'): Problem {
  if (isRemote)
    return {
      severity: 'warning',
      code: 'remote-asset',
      message: `“${shown}” is a remote style sheet and was not loaded.`,
      hint: 'Copy its rules into the deck; save fonts and refer to them with `@font-face`. --allow-net does not download style sheets.',
      place,
    }
  const isFile = /\.css$/i.test(shown)
  const message = isFile
    ? owner === 'theme'
      ? `The style sheet “${shown}” is not in the theme's folder, so it was not imported.`
      : `The style sheet “${shown}” was not imported: the CSS of a deck cannot import files.`
    : owner === 'theme'
      ? `The imported theme “${shown}” does not exist.`
      : `The CSS of a deck cannot import the theme “${shown}”.`
  const hint = isFile
    ? owner === 'theme'
      ? 'Move it there, and use a path relative to the theme.'
      : 'Copy its rules into `style:`, or use it with `theme:` (it needs `/* @theme my-name */`).'
    : owner === 'theme'
      ? 'Use the name that follows `@theme` in its CSS.'
      : `Write \`theme: ${shown}\` in the front matter.`
  return { severity: 'warning', code: 'style-invalid', message, hint, place }
}
