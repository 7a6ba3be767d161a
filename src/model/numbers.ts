/** What one tag of a slide says that follows from the slide's position; absent where the tag says nothing. */
export interface TagNumbers {
  readonly id?: string
  readonly page?: string
  readonly pageTotal?: string
}

/**
 * Takes a slide's numbers out of its HTML, so that a slide that only moved is equal to itself: the id of Marp's section, and
 * its page number and their total. `html` is as Marp writes it, where text cannot look like a tag nor a value like an
 * attribute, because both are escaped.
 */
export function takeNumbers(html: string): { readonly html: string; readonly numbers: readonly TagNumbers[] } {
  const numbers: TagNumbers[] = []
  const bare = html.replace(sections, (_, around: string, tag: string) => {
    const found: { id?: string; page?: string; pageTotal?: string } = {}
    const take = (name: keyof TagNumbers) => (_whole: string, before: string, number: string) => {
      found[name] = number
      return `${before}""`
    }
    const without = tag
      .replace(/( id=)"(\d+)"/, take('id'))
      .replace(/( data-marpit-pagination=)"(\d*)"/, take('page'))
      .replace(/( data-marpit-pagination-total=)"(\d*)"/, take('pageTotal'))
    numbers.push(found)
    return around + without
  })
  return { html: bare, numbers }
}

/** Puts numbers back, tag by tag. */
export function putNumbers(html: string, numbers: readonly TagNumbers[]): string {
  let index = 0
  return html.replace(sections, (_, around: string, tag: string) => {
    const { id, page, pageTotal } = numbers[index++] ?? {}
    const put = (into: string, name: string, number: string | undefined): string =>
      number === undefined ? into : into.replace(` ${name}=""`, ` ${name}="${number}"`)
    const withPage = put(put(tag, 'id', id), 'data-marpit-pagination', page)
    return around + put(withPage, 'data-marpit-pagination-total', pageTotal)
  })
}

/** Marp's section, wherever there is one: a picture beside the text makes three. */
const sections = /(<foreignObject(?: [^>]*)?>)(<section (?:[^">]|"[^"]*")*>)/g
