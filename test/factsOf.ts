import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import { factsCollector } from '../src/compile/sanitize/collectFacts.js'
import type { SlideFacts } from '../src/model/facts.js'

/** Facts of HTML that is written by hand, as it stands there. */
export function factsOf(html: string): SlideFacts {
  const { meet, facts } = factsCollector()
  const walk = (parent: DefaultTreeAdapterTypes.ParentNode): void => {
    for (const node of parent.childNodes) {
      if (!('tagName' in node)) continue
      walk(node)
      meet(node)
    }
  }
  walk(parseFragment(html))
  return facts()
}

/** HTML that is written by hand, with its facts. */
export function read(html: string): { readonly html: string; readonly facts: SlideFacts } {
  return { html, facts: factsOf(html) }
}
