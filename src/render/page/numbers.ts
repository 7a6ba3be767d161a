import { takeNumbers } from '../../model/numbers.js'

/** The numbers in a slide's HTML that follow from its position. */
export interface SlideNumbers {
  /** The HTML with each of them empty. */
  readonly html: string
  /** Page number that it shows; 0 when it shows none. */
  readonly page: number
  /** Number of pages that it says there are; 0 when it says nothing. */
  readonly pageTotal: number
}

/** Takes a slide's numbers out; `html` is `Slide.html`. */
export function withoutNumbers(html: string): SlideNumbers {
  const { html: bare, numbers } = takeNumbers(html)
  const last = (values: readonly (string | undefined)[]): number => Number(values.findLast((value) => value) ?? 0)
  return {
    html: bare,
    page: last(numbers.map(({ page }) => page)),
    pageTotal: last(numbers.map(({ pageTotal }) => pageTotal)),
  }
}
