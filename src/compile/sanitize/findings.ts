import { type FileRef, fileMark } from '../../model/deck.js'
import type { Address } from './address.js'

/** A file that was found in HTML or CSS, before anybody knows its line. */
export type FoundFile = Omit<FileRef, 'place' | 'slide'> & {
  /** The address as written, to find its place. */
  readonly written: string
}

/** Something that was taken out, or that stays and may not come: `blocked` by the page's policy, `beside` the page as a file. `import`: of a style sheet. */
export interface Removed {
  readonly what: 'remote' | 'blocked' | 'beside' | 'link' | 'html' | 'style' | 'import'
  /** The address, tag or declaration as written. */
  readonly written: string
}

/** What sanitizing a piece brings to light. */
export interface Findings {
  readonly files: FoundFile[]
  readonly removed: Removed[]
}

/** Whose files a relative address means. */
export type Owner = { readonly from: 'deck' } | { readonly from: 'theme'; readonly theme: string }

/** How addresses are treated. */
export interface AddressPolicy {
  readonly owner: Owner
  readonly allowNet: boolean
}

/**
 * Notes the file behind an address that is to be shown, and gives what to write in its place; `undefined` when nothing
 * may be shown.
 */
export function useFile(
  address: Address,
  written: string,
  use: FileRef['use'],
  policy: AddressPolicy,
  findings: Findings,
): string | undefined {
  switch (address.kind) {
    case 'inline':
      return written
    case 'fragment':
      return written
    case 'local': {
      if (address.path === '') return undefined
      const { owner } = policy
      const key = owner.from === 'deck' ? `deck:${address.path}` : `theme:${owner.theme}:${address.path}`
      return note({ key, ...owner, path: pathOf(address.path), use, written })
    }
    case 'ours': {
      const path = address.from === 'emoji' ? address.path.replace(/^svg\//, '').replace(/\.svg$/, '') : address.path
      return note({ key: `${address.from}:${path}`, from: address.from, path, use, written })
    }
    case 'remote':
      if (policy.allowNet) return note({ key: `net:${address.url}`, from: 'net', path: address.url, use, written })
      findings.removed.push({ what: 'remote', written })
      return undefined
    default:
      findings.removed.push({ what: 'link', written })
      return undefined
  }

  function note(file: FoundFile): string {
    if (!findings.files.some((known) => known.key === file.key && known.use === file.use)) findings.files.push(file)
    return `${fileMark.open}${file.key}${fileMark.close}`
  }
}

/** The path inside an address, decoded once; without what browsers keep for themselves (`?query`, `#fragment`). */
function pathOf(address: string): string {
  const path = address.replace(/[?#][\s\S]*$/, '')
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
