// The preview's page works without this: all slides of all themes, one under the other. This makes it a thing to click
// through. Where one is, is in the address and nowhere else.
import { type Place, readPlace, type Scheme, type Shown, turn, writePlace } from './place.js'

const all = <Found extends HTMLElement>(selector: string, inside: ParentNode = document): Found[] => [
  ...inside.querySelectorAll<Found>(selector),
]
const part = (name: string): HTMLElement => all(`[data-part="${name}"]`)[0] ?? document.body

document.addEventListener('DOMContentLoaded', () => {
  const sections = all('section.theme')
  const themes = sections.map((section): Shown => {
    const schemes = all('.scheme', section)
    return {
      theme: section.dataset.theme ?? '',
      schemes: schemes.map(({ dataset }) => dataset.scheme as Scheme),
      slides: schemes[0] === undefined ? 0 : all('li', schemes[0]).length,
    }
  })
  let place = readPlace(location.hash, themes)
  /** What was last looked at; going back to all slides brings its focus back. */
  let last: number | undefined

  const go = (next: Place): void => {
    if (writePlace(next) !== location.hash) location.hash = writePlace(next)
    // The event comes later; whoever presses two keys at once wants both.
    show()
  }
  const schemeBox = (theme: string, scheme: Scheme): HTMLElement | undefined => {
    const section = sections.find(({ dataset }) => dataset.theme === theme)
    const boxes = section === undefined ? [] : all('.scheme', section)
    return boxes.find(({ dataset }) => dataset.scheme === scheme) ?? boxes[0]
  }
  const linkOf = (theme: string, scheme: Scheme, slide: number): HTMLElement | undefined => {
    const box = schemeBox(theme, scheme)
    return box === undefined ? undefined : all(`a[data-slide="${slide}"]`, box)[0]
  }
  const titleOf = (theme: string): string =>
    sections.find(({ dataset }) => dataset.theme === theme)?.dataset.title ?? theme

  function showSheet(): void {
    for (const section of sections) {
      section.hidden = place.view !== 'sheet' || section.dataset.theme !== place.theme
      for (const box of all('.scheme', section)) box.hidden = box.dataset.scheme !== place.scheme
    }
    if (place.view === 'sheet' && last !== undefined) linkOf(place.theme, place.scheme, last)?.focus()
    last = place.view === 'sheet' ? undefined : place.slide
  }

  /** Made once: a button that was replaced while it has the focus would lose it. */
  const picture = document.createElement('img')
  const words = document.createElement('span')
  const wanted = document.createElement('code')
  const line = document.createElement('p')
  line.append(words, ' ', wanted)
  part('slide').append(button('Previous slide', '‹', -1), picture, button('Next slide', '›', 1), line)

  function showSlide(): void {
    part('slide').hidden = place.view !== 'slide'
    const link = linkOf(place.theme, place.scheme, place.slide)
    copyPicture(link, picture)
    words.textContent = link?.dataset.label ?? 'This theme has an error.'
    wanted.textContent = `theme: ${place.theme}`
  }

  function button(label: string, sign: string, by: number): HTMLButtonElement {
    const made = document.createElement('button')
    made.type = 'button'
    made.setAttribute('aria-label', label)
    made.textContent = sign
    made.addEventListener('click', () => step(by))
    return made
  }

  function showThemes(): void {
    const grid = part('themes')
    grid.hidden = place.view !== 'themes'
    grid.replaceChildren()
    if (grid.hidden) return
    const title = document.createElement('h2')
    title.textContent = linkOf(place.theme, place.scheme, place.slide)?.dataset.label ?? ''
    grid.append(
      title,
      ...themes.map((shown) => {
        const scheme = shown.schemes.find((one) => one === place.scheme) ?? shown.schemes[0] ?? place.scheme
        const figure = document.createElement('a')
        figure.href = writePlace({ ...place, theme: shown.theme, scheme, view: 'slide' })
        if (shown.theme === place.theme) figure.setAttribute('aria-current', 'true')
        const picture = document.createElement('img')
        copyPicture(linkOf(shown.theme, scheme, place.slide), picture)
        const name = document.createElement('span')
        name.textContent = scheme === place.scheme ? titleOf(shown.theme) : `${titleOf(shown.theme)} (${scheme} only)`
        figure.append(picture, name)
        return figure
      }),
    )
  }

  function copyPicture(link: HTMLElement | undefined, picture: HTMLImageElement): void {
    const from = link?.querySelector('img')
    picture.hidden = !from
    if (!from) return
    picture.src = from.src
    picture.alt = from.alt
    picture.setAttribute('width', from.getAttribute('width') ?? '')
    picture.setAttribute('height', from.getAttribute('height') ?? '')
  }

  function showControls(): void {
    for (const link of all<HTMLAnchorElement>('nav a')) {
      const isCurrent = link.dataset.theme === place.theme
      if (isCurrent) link.setAttribute('aria-current', 'page')
      else link.removeAttribute('aria-current')
      const at = themes.findIndex(({ theme }) => theme === place.theme)
      const to = themes.findIndex(({ theme }) => theme === link.dataset.theme)
      link.href = writePlace(turn(place, to - at, themes))
    }
    const { schemes = [] } = themes.find(({ theme }) => theme === place.theme) ?? {}
    for (const one of all<HTMLButtonElement>('button[data-scheme]')) {
      one.setAttribute('aria-pressed', String(one.dataset.scheme === place.scheme))
      one.disabled = !schemes.some((scheme) => scheme === one.dataset.scheme)
    }
    for (const one of all('button[data-view]'))
      one.setAttribute('aria-pressed', String(one.dataset.view === place.view))
  }

  function show(): void {
    const before = place
    place = readPlace(location.hash, themes)
    document.documentElement.dataset.view = place.view
    if (place.view !== before.view || place.theme !== before.theme) scrollTo(0, 0)
    showSheet()
    showSlide()
    showThemes()
    showControls()
    const where =
      place.view === 'sheet' ? 'all slides' : `slide ${place.slide}${place.view === 'themes' ? ', all themes' : ''}`
    part('said').textContent = `${titleOf(place.theme)}, ${place.scheme}, ${where}`
  }

  function step(by: number): void {
    const { slides = 1 } = themes.find(({ theme }) => theme === place.theme) ?? {}
    go({ ...place, slide: Math.min(Math.max(1, place.slide + by), Math.max(1, slides)) })
  }

  function otherScheme(): void {
    const { schemes = [] } = themes.find(({ theme }) => theme === place.theme) ?? {}
    const other = schemes.find((scheme) => scheme !== place.scheme)
    if (other !== undefined) go({ ...place, scheme: other })
  }

  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => (place.view === 'sheet' ? go(turn(place, -1, themes)) : step(-1)),
    ArrowRight: () => (place.view === 'sheet' ? go(turn(place, 1, themes)) : step(1)),
    ArrowUp: () => go(turn(place, -1, themes)),
    ArrowDown: () => go(turn(place, 1, themes)),
    d: otherScheme,
    a: () => go({ ...place, view: place.view === 'themes' ? 'slide' : 'themes' }),
    Escape: () => go({ ...place, view: 'sheet' }),
  }

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    // All slides are a long page: up and down scroll it.
    if (place.view === 'sheet' && (key === 'ArrowUp' || key === 'ArrowDown')) return
    const act = keys[key]
    if (act === undefined) return
    event.preventDefault()
    act()
  })
  for (const one of all('button[data-scheme]'))
    one.addEventListener('click', () => go({ ...place, scheme: one.dataset.scheme as Scheme }))
  for (const one of all('button[data-view]'))
    one.addEventListener('click', () => go({ ...place, view: one.dataset.view as Place['view'] }))
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="#"]') : null
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    go(readPlace(link.hash, themes))
  })
  addEventListener('hashchange', () => {
    if (location.hash !== writePlace(place)) show()
  })
  part('controls').hidden = false
  part('keys').hidden = false
  document.documentElement.dataset.lectern = 'ready'
  show()
})
