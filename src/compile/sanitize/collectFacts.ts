import type { DefaultTreeAdapterTypes } from 'parse5'
import { fileMark } from '../../model/deck.js'
import type { SlideFacts } from '../../model/facts.js'

type Element = DefaultTreeAdapterTypes.Element

/** Collects the facts of a slide. */
interface FactsCollector {
  /** To be called for each element as it stays, after those inside of it. */
  readonly meet: (element: Element) => void
  readonly facts: () => SlideFacts
}

/** Begins with a slide. */
export function factsCollector(): FactsCollector {
  const tags = new Set<string>()
  /** As attributes hold them: a formula has hundreds of them, and most are alike. */
  const classLists = new Set<string>()
  const fontStyles = new Set<string>()
  const references = new Set<string>()
  const ids: string[] = []
  const links: string[] = []
  const files: string[] = []
  let headingLevel: number | undefined
  let hasEmptyLink = false
  let fits = false
  let hasCodeSteps = false

  const readCss = (css: string): void => {
    if (css.includes('font') || css.includes('--')) fontStyles.add(css)
    readAddresses(css)
  }
  const readAddresses = (text: string): void => {
    if (text.includes(fileMark.open)) for (const [, key = ''] of text.matchAll(marks)) files.push(key)
    if (text.includes('url(')) for (const [, id = ''] of text.matchAll(fragments)) references.add(id)
  }
  const readAttribute = (tag: string, name: string, value: string): void => {
    if (name === 'class') classLists.add(value)
    else if (name === 'style') readCss(value)
    else if (name === 'id') ids.push(...(value === '' ? [] : [value]))
    else if (name === 'data-lectern-fit') fits = true
    else if (name === 'data-lectern-lines') hasCodeSteps = true
    else if (name === 'href' && tag === 'a') links.push(value)
    else {
      if (name === 'href' && value.startsWith('#')) references.add(value.slice(1))
      if (/^font-(?:family|weight|style)$/.test(name)) fontStyles.add(`${name}:${value}`)
      readAddresses(value)
    }
  }
  return {
    meet: ({ tagName, attrs, childNodes }) => {
      tags.add(tagName)
      for (const { name, value } of attrs) readAttribute(tagName, name, value)
      if (tagName === 'a' && attrs.length === 0) hasEmptyLink = true
      else if (tagName === 'style') readCss(childNodes.map((child) => ('value' in child ? child.value : '')).join(''))
      else if (headingLevel === undefined && /^h[1-6]$/.test(tagName)) headingLevel = Number(tagName.charAt(1))
    },
    facts: () => ({
      tags: Array.from(tags, (tag) => tag.toLowerCase()),
      classes: [...new Set([...classLists].flatMap((list) => list.split(/\s+/).filter(Boolean)))],
      ids,
      links,
      hasEmptyLink,
      files,
      references: [...references],
      fontStyles: [...fontStyles],
      ...(headingLevel === undefined ? {} : { headingLevel }),
      fits,
      hasCodeSteps,
    }),
  }
}

const marks = new RegExp(`${fileMark.open}([^${fileMark.close}]*)${fileMark.close}`, 'g')
const fragments = /url\(\s*["']?#([^"')]+?)["']?\s*\)/g
