import { defineMarpElements } from './marp.js'
import { fonts, onDocument, root } from './page.js'
import { shrinkSlides } from './shrink.js'

// The document that becomes a PDF or pictures. It says that it is ready when nothing will move any more: pictures have
// their sizes, fonts have come, and Marp's fitting elements have measured themselves.
const replaceMarpElements = defineMarpElements()

onDocument('DOMContentLoaded', async () => {
  replaceMarpElements()
  // Fonts are asked for when text is laid out, not before.
  root.getBoundingClientRect()
  await Promise.all([...root.querySelectorAll('img')].map(loaded))
  do await fonts.ready
  while (fonts.status === 'loading')
  shrinkSlides()
  // One frame to measure, one to draw what was measured.
  if (root.querySelector('[data-auto-scaling], marp-auto-scaling') !== null) for (const _ of [1, 2]) await nextFrame()
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

function nextFrame(): Promise<unknown> {
  return new Promise(requestAnimationFrame)
}
