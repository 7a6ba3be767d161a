import { defineMarpElements } from './marp.js'
import { fonts, onDocument, root } from './page.js'
import { shrinkSlides } from './shrink.js'
import { fitStill, withStillScaling } from './still.js'

// The document that becomes a PDF or pictures. It says that it is ready when nothing will move any more: pictures have
// their sizes, fonts have come, and Marp's fitting elements have measured themselves.
// Where text is made smaller to fit, it depends on the order in which all of it is measured: paper has that of the screen.
const isStill = root.dataset.lecternFits === undefined
const replaceMarpElements = isStill ? withStillScaling(defineMarpElements) : defineMarpElements()

onDocument('DOMContentLoaded', async () => {
  replaceMarpElements()
  // Fonts are asked for when text is laid out, not before.
  root.getBoundingClientRect()
  await Promise.all([...root.querySelectorAll('img')].map(loaded))
  do await fonts.ready
  while (fonts.status === 'loading')
  if (isStill) fitStill()
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

async function fitAsOnScreen(): Promise<void> {
  shrinkSlides()
  // One frame to measure, one to draw what was measured.
  for (const _ of [1, 2]) await nextFrame()
}

function nextFrame(): Promise<unknown> {
  return new Promise(requestAnimationFrame)
}
