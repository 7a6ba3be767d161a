import postcss, { type AtRule, type ChildNode, type Declaration, type Root } from 'postcss'
import valueParser, { type FunctionNode } from 'postcss-value-parser'
import { type FileRef, fileMark } from '../../model/deck.js'
import { addressOf } from './address.js'
import { type AddressPolicy, type Findings, useFile } from './findings.js'

/** Written where an address was taken out: loads nothing, and keeps the rest of the declaration valid. */
const nothing = 'data:,'

/**
 * Makes a style sheet safe to be put into a page: addresses become file marks or nothing, imports of other style sheets
 * go unless they name a theme. Throws postcss's `CssSyntaxError` when it cannot be parsed.
 */
export function sanitizeCss(
  css: string,
  policy: AddressPolicy,
  themes: ReadonlySet<string>,
  findings: Findings,
): string {
  if (!/[@\\]|url|image|src|sourcemap/i.test(css)) {
    postcss.parse(css)
    return css
  }
  const root = postcss.parse(css)
  root.walk((node: ChildNode) => {
    if (node.type === 'comment' && /sourceMappingURL/i.test(node.text)) node.remove()
    else if (node.type !== 'comment' && endsEarly(headOf(node))) {
      findings.removed.push({ what: 'style', written: headOf(node).trim() })
      node.remove()
    } else if (node.type === 'atrule') sanitizeAtRule(node, themes, findings)
    else if (node.type === 'decl') sanitizeDeclaration(node, policy, findings)
  })
  root.walkAtRules(/^font-face$/i, (face) => noteAlternatives(face, findings))
  return stringify(root)
}

/** Any of the files that a typeface names is enough: browsers take the first that they can read. */
function noteAlternatives(face: AtRule, findings: Findings): void {
  const marks = new RegExp(`${fileMark.open}([^${fileMark.close}]*)${fileMark.close}`, 'g')
  const keys = [...new Set(Array.from(face.toString().matchAll(marks), ([, key = '']) => key))]
  if (keys.length < 2) return
  for (const [index, file] of findings.files.entries()) {
    if (!keys.includes(file.key)) continue
    const others = [...(file.alternatives ?? []), ...keys.filter((key) => key !== file.key)]
    findings.files[index] = { ...file, alternatives: [...new Set(others)] }
  }
}

/** Makes the value of a `style` attribute safe. Not parsable at all: empty. */
export function sanitizeStyle(style: string, policy: AddressPolicy, findings: Findings): string {
  if (!/[\\@]|url|image|src/i.test(style)) return style
  try {
    return sanitizeCss(`x{${style}}`, policy, new Set(), findings).replace(/^x\{|\}$/g, '')
  } catch {
    findings.removed.push({ what: 'style', written: style })
    return ''
  }
}

/** No style sheet may end the element that it stands in. */
export function closeProof(css: string): string {
  return css.replace(/<\/(?=style)/gi, '<\\/')
}

function stringify(root: Root): string {
  return root.toString()
}

function sanitizeAtRule(rule: AtRule, themes: ReadonlySet<string>, findings: Findings): void {
  const name = rule.name.toLowerCase()
  if (name === 'import' || name === 'import-theme') {
    const quoted = /^\s*(["'])(.*?)\1/.exec(rule.params)?.[2]
    if (quoted !== undefined && themes.has(quoted)) return
    const written = quoted ?? /url\(\s*["']?([^"')]*)/i.exec(rule.params)?.[1] ?? rule.params
    findings.removed.push({ what: 'import', written })
    rule.remove()
  } else if (name === 'namespace' || name === 'document') rule.remove()
  else if (/url\(|\\/i.test(rule.params)) {
    // No at-rule that stays needs an address in its prelude.
    findings.removed.push({ what: 'style', written: `@${rule.name} ${rule.params}` })
    rule.remove()
  }
}

function sanitizeDeclaration(declaration: Declaration, policy: AddressPolicy, findings: Findings): void {
  const { value } = declaration
  if (!/[\\(]/.test(value)) return
  if (value.includes('\\') && hidesFunction(value)) {
    findings.removed.push({ what: 'style', written: declaration.toString() })
    declaration.remove()
    return
  }
  if (!/url|image|src/i.test(value)) return
  const parent = declaration.parent
  const inFontFace = parent?.type === 'atrule' && (parent as AtRule).name.toLowerCase() === 'font-face'
  const use: FileRef['use'] = inFontFace ? 'font' : 'image'
  const parsed = valueParser(value)
  let changed = false
  let unclear = false
  // Marpit keeps a copy of the deck's CSS in every slide, where nothing reads it: no file is wanted for that.
  const isCopy = declaration.prop === '--style'
  const replace = (written: string): string => {
    changed = true
    if (isCopy) return nothing
    return useFile(addressOf(written), written, use, policy, findings) ?? nothing
  }
  parsed.walk((node) => {
    if (node.type !== 'function') return
    const name = node.value.toLowerCase()
    if (name === 'url' || name === 'src') {
      const [only] = node.nodes
      const written = decodeEscapes(node.nodes.length === 1 && only ? only.value : valueParser.stringify(node.nodes))
      if (written.startsWith('#')) return false
      const address = replace(written)
      node.value = 'url'
      node.nodes = [
        {
          type: 'string',
          quote: '"',
          value: address.replaceAll('"', '%22').replaceAll('\\', '%5c'),
          sourceIndex: 0,
          sourceEndIndex: 0,
        },
      ]
      return false
    }
    if (takesStrings.test(name)) {
      if (!allKnown(node)) unclear = true
      for (const child of node.nodes) if (child.type === 'string') child.value = replace(decodeEscapes(child.value))
    }
    return undefined
  })
  if (unclear) {
    findings.removed.push({ what: 'style', written: declaration.toString() })
    declaration.remove()
  } else if (changed) declaration.value = parsed.toString()
}

/** Functions in which a mere string is an address. */
const takesStrings = /^(-webkit-)?(image-set|image|cross-fade)$/

/** What may stand inside of them. Anything else (`var()`, `attr()`, a function of the author's) may become a string there. */
const inImages =
  /^(?:(?:-webkit-)?(?:image-set|image|cross-fade)|url|src|type|(?:-webkit-)?(?:repeating-)?(?:linear|radial|conic)-gradient|rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark|calc|min|max|clamp|)$/

function allKnown(node: FunctionNode): boolean {
  return node.nodes.every(
    (child) => child.type !== 'function' || (inImages.test(child.value.toLowerCase()) && allKnown(child)),
  )
}

/** What a node says before its block. */
function headOf(node: Exclude<ChildNode, { type: 'comment' }>): string {
  if (node.type === 'decl') return `${node.prop}:${node.value}`
  return node.type === 'rule' ? node.selector : `@${node.name} ${node.params}`
}

/**
 * True when a line ends inside of a string. For the browser the string ends there, and what follows is CSS; for our parser it
 * is still text.
 */
function endsEarly(css: string): boolean {
  if (!/[\n\r\f]/.test(css)) return false
  for (const [found] of css.matchAll(stringsAndComments)) {
    if (/^["']/.test(found) && /(?:^|[^\\])(?:\\\\)*[\n\r\f]/.test(found.replaceAll('\r\n', '\n'))) return true
  }
  return false
}

const stringsAndComments = /\/\*[\s\S]*?\*\/|"(?:\\[\s\S]|[^"\\])*"?|'(?:\\[\s\S]|[^'\\])*'?|\\[\s\S]/g

/** True when escapes spell a function that fetches, such as `u\72l(`. Nobody writes that by accident. */
function hidesFunction(value: string): boolean {
  const fetches = /(?:url|src|image|image-set|cross-fade)\(/gi
  const plain = value.match(fetches)?.length ?? 0
  return (decodeEscapes(value).match(fetches)?.length ?? 0) > plain
}

function decodeEscapes(text: string): string {
  return text.replace(/\\(?:([0-9a-f]{1,6})\s?|([\s\S]))/gi, (_, hex: string | undefined, char: string | undefined) => {
    if (hex === undefined) return char === '\n' ? '' : (char ?? '')
    const point = Number.parseInt(hex, 16)
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '\uFFFD'
  })
}
