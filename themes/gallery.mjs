// `npm run gallery`: a picture of every pack, six slides of its own preview beside each other, in `themes/<pack>/preview.png`.
// Run it after a change to a pack, look at what it made, and commit the pictures with the change.
import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { PNG } from 'pngjs'

const themes = resolve(import.meta.dirname)
const lectern = resolve(themes, '..', 'bin', 'lectern.js')
/** What each picture shows, by the layout's class; the first slide of that class counts. */
const shown = ['title', 'statement', 'compare', 'timeline', 'map', 'chart']
/** Slides are drawn at 1280 × 720 and shown at a third of that. */
const scale = 3
const gap = 8

const entries = await readdir(themes, { withFileTypes: true })
for (const pack of entries.filter((entry) => entry.isDirectory() && entry.name !== 'base').map(({ name }) => name)) {
  const work = await mkdtemp(join(tmpdir(), 'lectern-gallery-'))
  try {
    const preview = join(themes, pack, 'preview.md')
    execFileSync(process.execPath, [lectern, 'build', preview, '--to', 'png', '-o', work, '--quiet'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const files = (await readdir(work)).filter((name) => name.endsWith('.png')).sort()
    const slides = await Promise.all(placesIn(await readFile(preview, 'utf8')).map((at) => read(join(work, files[at]))))
    const bytes = PNG.sync.write(sheet(slides), { colorType: 2, deflateLevel: 9 })
    await writeFile(join(themes, pack, 'preview.png'), bytes)
    console.log(`${pack}: ${Math.round(bytes.length / 1000)} kB`)
  } finally {
    await rm(work, { recursive: true })
  }
}

/** Places of the shown layouts in a preview, 0-based. */
function placesIn(markdown) {
  const slides = markdown.replace(/^---\n[\s\S]*?\n---\n/, '').split(/\n---\n/)
  return shown.map((name) => {
    const at = slides.findIndex((slide) => new RegExp(`_class: (?:\\w+ )*${name}\\b`).test(slide))
    if (at < 0) throw new Error(`No slide shows ${name}.`)
    return at
  })
}

async function read(path) {
  return PNG.sync.read(await readFile(path))
}

/** Slides in two rows of three, each pixel the mean of the pixels that it stands for. */
function sheet(slides) {
  const [width, height] = [Math.floor(slides[0].width / scale), Math.floor(slides[0].height / scale)]
  const result = new PNG({ width: 3 * width + 4 * gap, height: 2 * height + 3 * gap })
  result.data.fill(0x88)
  for (let at = 3; at < result.data.length; at += 4) result.data[at] = 255
  slides.forEach((slide, index) => {
    const left = gap + (index % 3) * (width + gap)
    const top = gap + Math.floor(index / 3) * (height + gap)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (let part = 0; part < 3; part++)
          result.data[((top + y) * result.width + left + x) * 4 + part] = mean(slide, x * scale, y * scale, part)
  })
  return result
}

function mean({ data, width }, left, top, part) {
  let sum = 0
  for (let y = 0; y < scale; y++) for (let x = 0; x < scale; x++) sum += data[((top + y) * width + left + x) * 4 + part]
  // Sixty-four steps of each colour are enough at this size, and pack better.
  return Math.min(255, Math.round(sum / scale ** 2 / 4) * 4)
}
