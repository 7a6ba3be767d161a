import { all, copyPicture, type Pictures, part } from './pictures.js'
import { type Place, turn, writePlace } from './place.js'

/** Draws a place; `step` is what the buttons beside one slide do. */
export function drawer(pictures: Pictures, step: (by: number) => void): (place: Place) => void {
  const { sections, themes, linkOf, titleOf } = pictures
  const drawSlide = slideView(pictures, step)
  /** What was last looked at; going back to all slides brings its focus back. */
  let last: number | undefined

  function drawSheet(place: Place): void {
    for (const section of sections) {
      section.hidden = place.view !== 'sheet' || section.dataset.theme !== place.theme
      for (const box of all('.scheme', section)) box.hidden = box.dataset.scheme !== place.scheme
    }
    if (place.view === 'sheet' && last !== undefined) linkOf(place.theme, place.scheme, last)?.focus()
    last = place.view === 'sheet' ? undefined : place.slide
  }

  function drawThemes(place: Place): void {
    const grid = part('themes')
    grid.hidden = place.view !== 'themes'
    grid.replaceChildren()
    if (grid.hidden) return
    const title = document.createElement('h2')
    title.textContent = linkOf(place.theme, place.scheme, place.slide)?.dataset.label ?? ''
    const figures = themes.map((shown) => {
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
    })
    grid.append(title, ...figures)
  }

  function drawControls(place: Place): void {
    const at = themes.findIndex(({ theme }) => theme === place.theme)
    for (const link of all<HTMLAnchorElement>('nav a')) {
      const to = themes.findIndex(({ theme }) => theme === link.dataset.theme)
      if (to === at) link.setAttribute('aria-current', 'page')
      else link.removeAttribute('aria-current')
      link.href = writePlace(turn(place, to - at, themes))
    }
    for (const one of all<HTMLButtonElement>('button[data-scheme]')) {
      one.setAttribute('aria-pressed', String(one.dataset.scheme === place.scheme))
      one.disabled = !themes[at]?.schemes.some((scheme) => scheme === one.dataset.scheme)
    }
    for (const one of all('button[data-view]'))
      one.setAttribute('aria-pressed', String(one.dataset.view === place.view))
  }

  return (place) => {
    document.documentElement.dataset.view = place.view
    drawSheet(place)
    drawSlide(place)
    drawThemes(place)
    drawControls(place)
    const slide = `slide ${place.slide}${place.view === 'themes' ? ', all themes' : ''}`
    const where = place.view === 'sheet' ? 'all slides' : slide
    part('said').textContent = `${titleOf(place.theme)}, ${place.scheme}, ${where}`
  }
}

/** One slide, large. Made once: a button that was replaced while it has the focus would lose it. */
function slideView({ linkOf }: Pictures, step: (by: number) => void): (place: Place) => void {
  const picture = document.createElement('img')
  const words = document.createElement('span')
  const wanted = document.createElement('code')
  const line = document.createElement('p')
  line.append(words, ' ', wanted)
  const button = (label: string, sign: string, by: number): HTMLButtonElement => {
    const made = document.createElement('button')
    made.type = 'button'
    made.setAttribute('aria-label', label)
    made.textContent = sign
    made.addEventListener('click', () => step(by))
    return made
  }
  part('slide').append(button('Previous slide', '‹', -1), picture, button('Next slide', '›', 1), line)
  return (place) => {
    part('slide').hidden = place.view !== 'slide'
    const link = linkOf(place.theme, place.scheme, place.slide)
    copyPicture(link, picture)
    words.textContent = link?.dataset.label ?? 'This theme has an error.'
    wanted.textContent = `theme: ${place.theme}`
  }
}
