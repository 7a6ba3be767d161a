/** The numbers in a slide's HTML that follow from its position. */
export interface SlideNumbers {
  /** The HTML with each of them empty. */
  readonly html: string
  /** Page number that it shows; 0 when it shows none. */
  readonly page: number
  /** Number of pages that it says there are; 0 when it says nothing. */
  readonly pageTotal: number
}

/**
 * Takes a slide's numbers out, so that a slide that only moved is equal to itself: the id of Marp's section, and its page
 * number and their total. `html` is `Slide.html`, where text cannot look like a tag nor a value like an attribute, because
 * both are escaped.
 */
export function withoutNumbers(html: string): SlideNumbers {
  let page = 0
  let pageTotal = 0
  const bare = html.replace(/(?<=<foreignObject(?: [^>]*)?>)<section (?:[^">]|"[^"]*")*>/g, (tag) =>
    tag
      .replace(/ id="\d+"/, ' id=""')
      .replace(/ data-marpit-pagination="(\d*)"/, (_, number: string) => {
        page = Number(number)
        return ' data-marpit-pagination=""'
      })
      .replace(/ data-marpit-pagination-total="(\d*)"/, (_, number: string) => {
        pageTotal = Number(number)
        return ' data-marpit-pagination-total=""'
      }),
  )
  return { html: bare, page, pageTotal }
}
