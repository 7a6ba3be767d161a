import { fonts, onDocument, root } from '../dom/page.js'
import { fitFixed, withFixedScaling } from '../fitting/fixedFitting.js'
import { defineMarpElements } from '../fitting/marp.js'
import { shrinkSlides } from '../fitting/shrink.js'

// The document that becomes a PDF or pictures. It says that it is ready when nothing will move any more: pictures have
// their sizes, fonts have come, and Marp's fitting elements have measured themselves.
// Where text is made smaller to fit, it depends on the order in which all of it is measured: paper has that of the screen.
const isStill = root.dataset.lecternFits === undefined
const replaceMarpElements = isStill ? withFixedScaling(defineMarpElements) : defineMarpElements()

onDocument('DOMContentLoaded', async () => {
  replaceMarpElements()
  // Fonts are asked for when text is laid out, not before.
  root.getBoundingClientRect()
  await Promise.all([...root.querySelectorAll('img')].map(loaded))
  await Promise.all([...root.querySelectorAll('video')].map(drawFilm))
  do await fonts.ready
  while (fonts.status === 'loading')
  if (isStill) fitFixed()
  else await fitAsOnScreen()
  root.dataset.lectern = 'ready'
})

/** Whoever draws a picture decodes it: here, that would be done twice. */
function loaded(picture: HTMLImageElement): Promise<unknown> | undefined {
  picture.loading = 'eager'
  if (picture.complete) return undefined
  return new Promise((done) => {
    picture.addEventListener('load', done, { once: true })
    picture.addEventListener('error', done, { once: true })
  })
}

/**
 * Browsers print a film without a poster as a black box, so its first frame is shown as a picture; one that cannot be
 * shown here is a quiet box with its name, if it has one.
 */
async function drawFilm(film: HTMLVideoElement): Promise<void> {
  if (film.poster !== '') return
  film.preload = 'auto'
  let frame = ''
  if (await hasFrame(film)) {
    // A page that nobody draws decodes when it is told to look for a time, and a little later.
    film.currentTime = 0.01
    for (let look = 0; look < 20 && frame === ''; look++) {
      frame = frameOf(film)
      if (frame === '') await new Promise((done) => setTimeout(done, 50))
    }
  }
  const { offsetWidth, offsetHeight } = film
  const still = document.createElement(frame === '' ? 'span' : 'img')
  for (const { name, value } of film.attributes) if (/^(?:class|style|id)$/.test(name)) still.setAttribute(name, value)
  // Whoever checks the slide wants to know that it moves on a screen.
  if (film.autoplay) still.dataset.lecternAutoplay = ''
  const { objectFit } = getComputedStyle(film)
  still.style.cssText += `;box-sizing:border-box;width:${offsetWidth}px;height:${offsetHeight}px;object-fit:${objectFit}`
  if (still instanceof HTMLImageElement) {
    still.src = frame
    still.alt = film.title
    await loaded(still)
  } else {
    still.textContent = film.title || film.getAttribute('aria-label')
    still.style.cssText += ';background:#8882;border:1px solid #8888;display:inline-grid;place-items:center'
  }
  film.replaceWith(still)
}

/** Its first frame as a data URI; empty when it may not be read. */
function frameOf(film: HTMLVideoElement): string {
  const canvas = document.createElement('canvas')
  canvas.width = film.videoWidth
  canvas.height = film.videoHeight
  const pen = canvas.getContext('2d')
  try {
    pen?.drawImage(film, 0, 0)
    // A decoder that has nothing yet leaves it clear.
    return pen?.getImageData(0, 0, 1, 1).data[3] === 255 ? canvas.toDataURL('image/png') : ''
  } catch {
    return ''
  }
}

/** True once its first frame is there; false when it cannot be played, or is not read within two seconds. */
function hasFrame(film: HTMLVideoElement): Promise<boolean> {
  return new Promise((done) => {
    const decide = (): void => done(film.videoWidth > 0 && film.readyState >= 2)
    if (film.readyState >= 2 || film.error !== null) return decide()
    for (const event of ['loadeddata', 'error']) film.addEventListener(event, decide, { once: true, capture: true })
    setTimeout(decide, 2_000)
  })
}

async function fitAsOnScreen(): Promise<void> {
  shrinkSlides()
  // One frame to measure, one to draw what was measured.
  for (const _ of [1, 2]) await nextFrame()
}

function nextFrame(): Promise<unknown> {
  return new Promise(requestAnimationFrame)
}
