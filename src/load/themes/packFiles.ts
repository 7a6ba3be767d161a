// What a pack needs besides a manifest and CSS to be a folder that anybody may copy: its fonts, whole and with a licence,
// and pages that show and explain it.
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProblemCode } from '../../model/codes.js'
import type { Problem, Severity } from '../../model/problem.js'
import { resolvePathInside } from '../disk/containment.js'
import { fileName } from '../disk/fileName.js'
import { readHead } from '../disk/readRegular.js'
import { placesIn } from '../jsonText.js'
import type { FoundTheme } from './findPacks.js'
import type { Manifest } from './manifestShape.js'

/** The largest pack that is still light to copy and to put into a talk. */
const lightBytes = 600_000

type Say = (
  severity: Severity,
  code: ProblemCode,
  message: string,
  hint: string,
  path?: readonly (string | number)[],
) => void

/** What is missing or wrong in the folder of a pack; nothing for a plain CSS file. */
export async function checkPackFiles(
  { root, file, manifest, manifestText = '' }: FoundTheme,
  cwd: string,
): Promise<Problem[]> {
  if (manifest === undefined) return []
  const problems: Problem[] = []
  const placeOf = placesIn(manifestText)
  const say: Say = (severity, code, message, hint, path) => {
    const at = path === undefined ? { line: 1, column: 1 } : placeOf(path)
    const sourceLine = path === undefined ? undefined : (manifestText.split('\n')[at.line - 1] ?? '').slice(0, 500)
    const place = { file, ...at }
    problems.push({ severity, code, message, hint, place, ...(sourceLine === undefined ? {} : { sourceLine }) })
  }
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => fileName(join(entry.parentPath, entry.name), root))
  await checkFonts(root, manifest, say)
  checkFontFiles(files, manifest, say)
  if (!files.includes('preview.md')) {
    const hint = 'Add one with a slide for each layout; `lectern theme preview` shows it.'
    say('warning', 'theme-file', 'The pack has no `preview.md`, so users cannot preview it.', hint)
  }
  if (!files.includes('README.md'))
    say(
      'warning',
      'theme-file',
      'The pack has no `README.md`.',
      'Add one that says what the theme is for and what its layouts expect.',
    )
  const bytes = await Promise.all(files.map(async (name) => (await stat(join(root, name))).size))
  const total = bytes.reduce((sum, size) => sum + size, 0)
  if (total > lightBytes) {
    const message = `The pack has ${Math.round(total / 1000)} kB (recommended: up to ${lightBytes / 1000} kB).`
    say('warning', 'theme-file', message, `Subset its fonts, or remove files from ${fileName(root, cwd)}.`)
  }
  return problems
}

async function checkFonts(root: string, { fonts = [] }: Manifest, say: Say): Promise<void> {
  for (const [index, font] of fonts.entries()) {
    const found = await resolvePathInside(root, font.file)
    const path = ['fonts', index, 'file'] as const
    if (!found.ok) {
      const where = found.reason === 'missing' ? 'is not in the pack' : 'is outside the pack'
      say('error', 'theme-file', `The font \`${font.file}\` ${where}.`, 'Add the file, or remove the entry.', path)
    } else if (Buffer.from(await readHead(found.path, 4)).toString('latin1') !== 'wOF2') {
      say(
        'error',
        'theme-file',
        `\`${font.file}\` is not a woff2 font.`,
        'Convert it to woff2, or download it again.',
        path,
      )
    }
    if (font.license === undefined) {
      const message = `The font \`${font.file}\` has no licence, so the pack cannot be shared.`
      say('error', 'theme-licence', message, 'Add `"license"`, such as "OFL-1.1".', ['fonts', index])
    }
  }
}

function checkFontFiles(files: readonly string[], { fonts = [] }: Manifest, say: Say): void {
  const declared = new Set(fonts.map((font) => font.file.replace(/^\.\//, '')))
  for (const file of files.filter((name) => /\.(woff2?|ttf|otf)$/i.test(name) && !declared.has(name))) {
    const hint = 'Add it to `"fonts"` with its family, weight, style and licence, or delete it.'
    say('warning', 'theme-licence', `The font \`${file}\` is not in the manifest, so its licence is unknown.`, hint)
  }
  const hasText = files.some((name) => /(^|\/)([\w-]*(OFL|LICEN[CS]E)[\w-]*)(\.\w+)?$/i.test(name))
  if (fonts.length > 0 && !hasText) {
    const hint = 'Add it next to them, as `fonts/OFL.txt` for example.'
    say('warning', 'theme-licence', 'The licence text of its fonts is not in the pack.', hint, ['fonts'])
  }
}
