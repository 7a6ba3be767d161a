import type { LoadedFile } from '../../model/artefact.js'
import type { FileRef } from '../../model/deck.js'
import type { Problem } from '../../model/problem.js'
import { warning } from './assetProblems.js'
import { pixelCount } from './imageSize.js'
import { mediaTypeOf, suits } from './mime.js'
import { elementsDrawn } from './svgRepeats.js'

/** The largest picture or font that is read. */
export const imageLimitMb = 50
const svgLimitMb = 10
/** A browser unpacks a picture to four bytes for each pixel: 512 MB. */
const pixelLimit = 128_000_000
/** Browsers draw some hundred thousand in a second. */
const elementLimit = 1_000_000

const wanted = { image: 'an image', media: 'a video or audio file', font: 'a font' } as const
const kinds = {
  image: 'PNG, JPEG, GIF, WebP, AVIF, SVG, BMP or ICO',
  media: 'MP4, WebM, Ogg, MP3, WAV or M4A',
  font: 'WOFF2, WOFF, TTF or OTF',
} as const

/** How a film or a sound is written, for one that stands where a picture does. */
function mediaHint({ path, use }: FileRef, mime: string | undefined): string | undefined {
  const tag = /^(video|audio)\//.exec(mime ?? '')?.[1]
  return use !== 'image' || tag === undefined ? undefined : `Write \`<${tag} src="${path}" controls></${tag}>\`.`
}

/** Gives a file out when its content is what the reference wants, and not a bomb. */
export function checkContent(
  ref: FileRef,
  bytes: Uint8Array,
): { readonly file: LoadedFile } | { readonly problem: Problem } {
  const mime = mediaTypeOf(bytes)
  if (mime === undefined && isPointer(bytes)) {
    const message = `\`${ref.path}\` is only a Git LFS pointer; the file itself is missing.`
    return { problem: warning(ref, 'file-type', message, 'Fetch it with `git lfs pull`.') }
  }
  if (mime === undefined || !suits(mime, ref.use)) {
    const what = mime === undefined ? `is not ${wanted[ref.use]}` : `is ${mime}, not ${wanted[ref.use]}`
    const hint =
      mediaHint(ref, mime) ?? `Convert it to ${kinds[ref.use]}; a new file name alone does not change its type.`
    return { problem: warning(ref, 'file-type', `\`${ref.path}\` ${what}.`, hint) }
  }
  if (mime === 'image/svg+xml' && bytes.length > svgLimitMb * 1024 * 1024) {
    const message = `The SVG \`${ref.path}\` is larger than ${svgLimitMb} MB.`
    return { problem: warning(ref, 'file-too-large', message, 'Simplify it, or save it as a PNG.') }
  }
  const drawn = mime === 'image/svg+xml' ? elementsDrawn(Buffer.from(bytes).toString('utf8'), elementLimit) : 0
  if (drawn > elementLimit) {
    const message = `\`${ref.path}\` draws more than ${elementLimit / 1e6} million shapes.`
    return { problem: warning(ref, 'file-too-large', message, 'Simplify it, or save it as a PNG.') }
  }
  const pixels = pixelCount(bytes, mime)
  if (pixels !== undefined && pixels > pixelLimit) {
    const message = `\`${ref.path}\` has ${Math.round(pixels / 1e6).toLocaleString('en')} million pixels.`
    return { problem: warning(ref, 'file-too-large', message, `Scale it down to at most ${pixelLimit / 1e6} million.`) }
  }
  if (isCutOff(bytes, mime)) {
    const message = `\`${ref.path}\` is truncated.`
    return { problem: warning(ref, 'file-type', message, 'Copy it again from its source.') }
  }
  return { file: { bytes, mime } }
}

/** What stands for a large file in a clone without it. Source: Git LFS, specification of pointers. */
function isPointer(bytes: Uint8Array): boolean {
  return (
    bytes.length < 1024 && Buffer.from(bytes).toString('latin1').startsWith('version https://git-lfs.github.com/spec/')
  )
}

/** Web fonts say their length at byte 8. Source: WOFF 2.0, section 4.1. */
function isCutOff(bytes: Uint8Array, mime: string): boolean {
  if (!mime.startsWith('font/woff')) return false
  return bytes.length < 12 || new DataView(bytes.buffer, bytes.byteOffset).getUint32(8) > bytes.length
}
