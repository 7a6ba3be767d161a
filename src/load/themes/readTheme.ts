import { basename, posix } from 'node:path'
import type { Memo } from '../../model/memo.js'
import type { Problem } from '../../model/problem.js'
import type { Theme } from '../../model/theme.js'
import { decodeText } from '../deck/decodeText.js'
import { readRegular } from '../disk/readRegular.js'
import { type ImportedSheet, inlineImports } from './localImports.js'
import type { Manifest } from './manifestShape.js'
import { readThemeCss, type ThemeImport } from './themeCss.js'

const limitMb = 5

/** A theme's CSS read; `theme` is absent when it cannot be used, and then there is a problem. */
export interface ThemeRead {
  readonly theme?: Theme
  /** The name that the CSS says, also when something else is wrong. */
  readonly name?: string
  /** True when having no name is all that is wrong. */
  readonly isNameless?: boolean
  /** The CSS file as messages name it. */
  readonly file: string
  /** Names of the sizes that the CSS declares itself. */
  readonly sizes: readonly string[]
  readonly imports: readonly ThemeImport[]
  readonly problems: readonly Problem[]
}

/** What is known of a theme before its CSS is read. Paths are absolute; `name` is the manifest's, when there is one. */
export interface ThemePlace {
  readonly cssPath: string
  readonly root: string
  readonly name?: string
  readonly manifest?: Manifest
}

/** Reads one theme's CSS; `file` is its name in messages. Never throws. */
export async function readTheme(place: ThemePlace, file: string, memo?: Memo): Promise<ThemeRead> {
  const refused = (message: string, hint: string): ThemeRead => {
    const problem: Problem = {
      severity: 'error',
      code: 'theme-invalid',
      message,
      hint,
      place: { file, line: 1, column: 1 },
    }
    return { file, sizes: [], imports: [], problems: [problem] }
  }
  const read = await readRegular(place.cssPath, limitMb * 1024 * 1024)
  if (!read.ok && read.reason === 'large')
    return refused(`The theme's CSS is larger than ${limitMb} MB.`, 'Move embedded data into files.')
  if (!read.ok)
    return refused(`The theme's CSS cannot be read (${read.reason}).`, 'Check the path and its permissions.')
  const decoded = decodeText(read.bytes)
  if (!decoded.ok) return refused("The theme's CSS is saved as UTF-16.", 'Save it as UTF-8.')
  const { css, sheets } = await inlineImports(decoded.text, place.root)
  const { name, isNameless = false, sizes, imports, problems } = readThemeCss(css, file, memo)
  const named = { file, sizes, imports, ...(name === undefined ? {} : { name }) }
  if (place.name !== undefined && name !== undefined && name !== place.name) {
    const message = `The CSS declares the name \`${name}\`, but the manifest says \`${place.name}\`.`
    return { ...refused(message, 'Use the same name in both.'), ...named }
  }
  if (name === undefined || problems.length > 0) return { ...named, isNameless, problems }
  const { layouts, tokens, colorSchemes, extends: base } = place.manifest ?? {}
  const declared = Object.fromEntries(
    Object.entries({ layouts, tokens, colorSchemes }).filter(([, value]) => value !== undefined),
  )
  const isNew = base !== undefined && !imports.some((other) => other.name === base)
  return {
    ...named,
    imports: isNew ? [{ name: base, line: 1, column: 1 }, ...imports] : imports,
    // On the same line, so that places in the CSS hold.
    theme: {
      name,
      css: isNew ? `@import "${base}"; ${css}` : css,
      file,
      root: place.root,
      ...(sheets.length === 0 ? {} : importedInto(file, sheets)),
      ...declared,
    },
    problems,
  }
}

/** The style sheets of a theme, named as its own CSS is. */
function importedInto(file: string, sheets: readonly ImportedSheet[]): Pick<Theme, 'sheets' | 'imported'> {
  return {
    sheets: sheets.map(({ path }) => path),
    imported: sheets.map(({ path, folder, css }) => ({
      file: posix.join(posix.dirname(file), folder, basename(path)),
      folder,
      css,
    })),
  }
}
