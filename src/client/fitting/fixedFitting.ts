import { createElement, createElementNS } from '../dom/page.js'
import { alignmentOf } from './alignment.js'

// Marp's fitting element for documents that nobody resizes. Marp's own observes two boxes, asks for its style in every
// frame and lays the page out again each time: a sixth of what the browser does for a page with eight of them. On paper
// one look is enough, when fonts have come: all sizes are read, then all are written. What it builds is what Marp's builds.

/** The elements that are there, to be measured. */
const fitted = new Set<StillScaling>()

/** Takes the place of Marp's `marp-auto-scaling` while `define` defines Marp's elements. */
export function withFixedScaling<Result>(define: () => Result): Result {
  const registry = window.customElements
  const original = registry.define
  registry.define = (name, element, options) =>
    original.call(registry, name, name === 'marp-auto-scaling' ? StillScaling : element, options)
  try {
    return define()
  } finally {
    registry.define = original
  }
}

/** Fits all of them: to be called when fonts and pictures have come. */
export function fitFixed(): void {
  const sizes = [...fitted].map((element) => [element, element.measure()] as const)
  for (const [element, size] of sizes) element.fit(size)
}

interface Measured {
  readonly width: number
  readonly height: number
  readonly align: string
}

class StillScaling extends HTMLElement {
  readonly #wrapper = createElement('div')
  readonly #svg = createElementNS(svgSpace, 'svg')
  readonly #box = createElementNS(svgSpace, 'foreignObject')
  readonly #container = createElement('span')

  constructor() {
    super()
    this.#wrapper.append(this.#svg)
    this.#svg.setAttribute('part', 'svg')
    this.#svg.append(this.#box)
    this.#box.append(this.#container)
    this.#container.append(createElement('slot'))
    const style = createElement('style')
    style.textContent = css
    this.attachShadow({ mode: 'open' }).append(style, this.#wrapper)
  }

  connectedCallback(): void {
    fitted.add(this)
  }

  disconnectedCallback(): void {
    fitted.delete(this)
  }

  measure(): Measured {
    const { width, height } = getComputedStyle(this.#container)
    const natural = Math.ceil(Number.parseFloat(width) || 0)
    const room = this.dataset.downscaleOnly === undefined ? 0 : Number.parseFloat(getComputedStyle(this.#wrapper).width)
    return {
      width: Math.max(natural, room || 0),
      height: Math.ceil(Number.parseFloat(height) || 0),
      align: alignmentOf(getComputedStyle(this.#svg)),
    }
  }

  fit({ width, height, align }: Measured): void {
    this.#box.setAttribute('width', `${width}`)
    this.#box.setAttribute('height', `${height}`)
    this.#svg.setAttribute('viewBox', `0 0 ${width} ${height}`)
    this.#svg.setAttribute('preserveAspectRatio', align)
    this.#svg.style.height = width <= 0 || height <= 0 ? '0' : ''
    this.#container.style.marginLeft = /^x(mid|max)/i.test(align) ? 'auto' : '0'
    this.#container.style.marginRight = /^xmi/i.test(align) ? 'auto' : '0'
  }
}

const svgSpace = 'http://www.w3.org/2000/svg'
const css = `:host(:not([data-downscale-only])) :is(svg,foreignObject){overflow:visible}svg{display:block;width:100%;height:auto;vertical-align:top}
span{display:table;white-space:var(--marp-auto-scaling-white-space,nowrap);width:max-content}`
