import type { Scheme, Shown } from './place.js'

/** Elements inside the page or a part of it, typed by its caller. */
export const all = <Found extends HTMLElement>(selector: string, inside: ParentNode = document): Found[] => [
  ...inside.querySelectorAll<Found>(selector),
]

/** A part of the page by its name. */
export const part = (name: string): HTMLElement => all(`[data-part="${name}"]`)[0] ?? document.body

/** What the page holds of each theme: it was written into it, and is all the state there is. */
export interface Pictures {
  readonly sections: readonly HTMLElement[]
  readonly themes: readonly Shown[]
  titleOf(theme: string): string
  /** The link with the picture of a slide (1-based); absent when the theme has no such slide. */
  linkOf(theme: string, scheme: Scheme, slide: number): HTMLElement | undefined
}

export function readPictures(): Pictures {
  const sections = all('section.theme')
  const sectionOf = (theme: string) => sections.find(({ dataset }) => dataset.theme === theme)
  const themes = sections.map((section): Shown => {
    const schemes = all('.scheme', section)
    return {
      theme: section.dataset.theme ?? '',
      schemes: schemes.map(({ dataset }) => dataset.scheme as Scheme),
      slides: schemes[0] === undefined ? 0 : all('li', schemes[0]).length,
    }
  })
  return {
    sections,
    themes,
    titleOf: (theme) => sectionOf(theme)?.dataset.title ?? theme,
    linkOf: (theme, scheme, slide) => {
      const section = sectionOf(theme)
      const boxes = section === undefined ? [] : all('.scheme', section)
      const box = boxes.find(({ dataset }) => dataset.scheme === scheme) ?? boxes[0]
      return box === undefined ? undefined : all(`a[data-slide="${slide}"]`, box)[0]
    },
  }
}

/** Shows the picture of a link; nothing without one. */
export function copyPicture(link: HTMLElement | undefined, picture: HTMLImageElement): void {
  const from = link?.querySelector('img')
  picture.hidden = !from
  if (!from) return
  picture.src = from.src
  picture.alt = from.alt
  picture.setAttribute('width', from.getAttribute('width') ?? '')
  picture.setAttribute('height', from.getAttribute('height') ?? '')
}
