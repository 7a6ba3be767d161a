import { browser } from '@marp-team/marp-core/browser'
import { root } from '../dom/page.js'
import { alignmentOf } from './alignment.js'

/**
 * Defines Marp's fitting elements, before the first of them is parsed. What it gives has to be called when all are
 * there: some of them Marp replaces by elements of another name.
 *
 * Marp asks every fitting element in every frame, for ever, how its text is aligned. Sixty slides with code are thousands
 * of questions a second in each window, and the frames delay what a key press has to say to the next window. They are
 * asked when they get another size instead; `restless` keeps Marp's way, for pages whose CSS changes.
 */
export function defineMarpElements({ restless = false } = {}): () => void {
  // Given the root, Marp searches in it and not in `document`, whose methods a deck could hide. The window it still
  // takes from `document`: where that is hidden, code is not fitted and all the rest goes on.
  const marp = browser(root)
  const scaling = customElements.get('marp-auto-scaling')?.prototype
  if (!restless) calm(scaling)
  showWhole(scaling)
  return () => {
    try {
      marp.update()
    } catch {}
  }
}

/** The part of Marp's `<marp-auto-scaling>` that is used here. */
interface Scaling extends HTMLElement {
  svg?: SVGSVGElement | undefined
  svgComputedStyle?: CSSStyleDeclaration | undefined
  svgPreserveAspectRatio: string
  observeSVGStyle(style: CSSStyleDeclaration): void
  updateSVGRect(): void
}

function calm(scaling: Scaling | undefined): void {
  if (typeof scaling?.updateSVGRect !== 'function' || typeof scaling.observeSVGStyle !== 'function') return
  const { updateSVGRect } = scaling
  scaling.observeSVGStyle = () => undefined
  scaling.updateSVGRect = function () {
    if (this.svgComputedStyle !== undefined) this.svgPreserveAspectRatio = alignmentOf(this.svgComputedStyle)
    updateSVGRect.call(this)
  }
}

/** Fitted headings are drawings as high as their line, which cut off letters that reach beyond it: `gypsy`. */
function showWhole(scaling: Scaling | undefined): void {
  if (typeof scaling?.updateSVGRect !== 'function') return
  const { updateSVGRect } = scaling
  scaling.updateSVGRect = function () {
    updateSVGRect.call(this)
    const { svg } = this
    if (svg === undefined || this.dataset.downscaleOnly !== undefined) return
    for (const part of [svg, svg.querySelector('foreignObject')]) if (part) part.style.overflow = 'visible'
  }
}
