import type { LoadedFile } from '../../model/artefact.js'
import { type Deck, fileMark } from '../../model/deck.js'
import { decodeEntities } from '../../render/page/files.js'

// In one file, an address is the picture itself: a logo that thirty slides share would be there thirty times. A custom
// property holds such a picture once. Where CSS draws it, `var()` takes the place of `url()`; an `<img>` shows it by
// `content`, which replaces what an element shows (Chrome 28, Firefox 63, Safari 9) and leaves its `alt` alone.

/** The deck with every picture that it shows more than once held by one custom property. */
export function sharePictures(deck: Deck, files: ReadonlyMap<string, LoadedFile>): Deck {
  // Scripts of a deck may read what an image's address is.
  if (deck.unsafeHtml) return deck
  const times = countUses(deck)
  const worthIt = deck.files.filter(
    ({ key, use }) => use === 'image' && (times.get(key) ?? 0) > 1 && (files.get(key)?.bytes.length ?? 0) >= leastBytes,
  )
  if (worthIt.length === 0) return deck
  const names = new Map(worthIt.map(({ key }, index) => [key, `--lectern-file-${index + 1}`]))
  const holds = [...names].map(([key, name]) => `${name}:url("${fileMark.open}${key}${fileMark.close}")`)
  const share = (html: string): string =>
    html
      .replace(inHtml, (whole, _quote, key: string) => variable(names.get(decodeEntities(key))) ?? whole)
      .replace(images, (tag: string) => shareImage(tag, names, files))
  return {
    ...deck,
    css: `${deck.css.replace(inCss, (whole, _quote, key: string) => variable(names.get(key)) ?? whole)}:root{${holds.join(';')}}`,
    slides: deck.slides.map((slide) => ({ ...slide, html: share(slide.html) })),
  }
}

function countUses({ css, slides }: Deck): ReadonlyMap<string, number> {
  const times = new Map<string, number>()
  const count = (key: string): void => void times.set(key, (times.get(key) ?? 0) + 1)
  for (const { facts } of slides) facts.files.forEach(count)
  for (const [, key = ''] of css.matchAll(anyMark)) count(key)
  return times
}

/** An SVG says less about its size, and browsers then differ; those of emoji get theirs from the theme. */
function shareImage(tag: string, names: ReadonlyMap<string, string>, files: ReadonlyMap<string, LoadedFile>): string {
  const [source, mark = ''] = addressed.exec(tag) ?? []
  const key = decodeEntities(mark)
  const name = names.get(key)
  const isSized = files.get(key)?.mime !== 'image/svg+xml' || key.startsWith('emoji:')
  if (source === undefined || name === undefined || !isSized) return tag
  const blank = tag.replace(source, () => ` src="${emptyPicture}"`)
  const content = `content:${variable(name)}`
  return blank.includes(' style="')
    ? blank.replace(' style="', ` style="${content};`)
    : blank.replace('<img', `<img style="${content}"`)
}

function variable(name: string | undefined): string | undefined {
  return name === undefined ? undefined : `var(${name})`
}

/** Smaller pictures cost less than what points to them. */
const leastBytes = 512

const emptyPicture = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA='

const mark = `${fileMark.open}([^${fileMark.close}]*)${fileMark.close}`
const anyMark = new RegExp(mark, 'g')
const inCss = new RegExp(`url\\(\\s*(["']?)${mark}\\1\\s*\\)`, 'g')
const inHtml = new RegExp(`url\\(\\s*(&quot;|&#39;|["']?)${mark}\\1\\s*\\)`, 'g')
const addressed = new RegExp(` src="${mark}"`)
/** A serializer leaves `>` in attributes as it is. */
const images = /<img(?:\s+[^\s"'>=]+(?:="[^"]*")?)*\s*\/?>/g
