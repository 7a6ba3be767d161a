// The preview's page works without this: all slides of all themes, one under the other. This makes it a thing to click
// through. Where one is, is in the address and nowhere else.
import { all, part, readPictures } from './pictures.js'
import { type Place, readPlace, type Scheme, turn, writePlace } from './place.js'
import { drawer } from './views.js'

document.addEventListener('DOMContentLoaded', () => {
  const pictures = readPictures()
  const { themes } = pictures
  const draw = drawer(pictures, step)
  let place = readPlace(location.hash, themes)

  function go(next: Place): void {
    if (writePlace(next) !== location.hash) location.hash = writePlace(next)
    // The event comes later; whoever presses two keys at once wants both.
    show()
  }

  function show(): void {
    const before = place
    place = readPlace(location.hash, themes)
    if (place.view !== before.view || place.theme !== before.theme) scrollTo(0, 0)
    draw(place)
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
