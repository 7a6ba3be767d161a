import type { InkChange, Stroke } from '../../../model/protocol/ink.js'
import type { Point } from '../../../model/protocol/show.js'
import { onDocument, root } from '../../dom/page.js'
import type { InkLayer } from '../ink/inkLayer.js'
import { strokesAt } from '../ink/strokes.js'
import { drawName, type Session } from '../session.js'

/** What the pointer does over the slide; `''` leaves it to the slide. */
export type Tool = '' | 'laser' | 'pen' | 'eraser'

/** The tools of this window. What they do shows in all windows. */
export interface Tools {
  readonly tool: Tool
  readonly colour: number
  /** Takes up a tool, or puts it away when it is in the hand. */
  toggle(tool: Tool): void
  /** True when there was a tool to put away. */
  putAway(): boolean
  pick(colour: number): void
  /** Takes back the last thing that was drawn or erased here; false when there is nothing. */
  undo(): boolean
  /** Erases all of a slide. */
  clear(slide: number): void
  /** Where the pointer is on the slide; its middle when it is elsewhere. */
  pointer(): Point | undefined
  /** Listens on the layer of a view. */
  attach(layer: InkLayer): void
}

export interface ToolsContext {
  readonly session: Session
  /** 0-based. */
  slide(): number
  /** Another tool or colour is in the hand. */
  changed(): void
}

/** Builds the tools. */
export function buildTools({ session, slide, changed }: ToolsContext): Tools {
  let tool: Tool = ''
  let colour = 0
  let under: Point | undefined
  const layers: InkLayer[] = []
  const undos: (() => void)[] = []
  /** What is erased stays erased under its name; brought back, it has another one. */
  const renamed = new Map<string, string>()
  const nameNow = (id: string): string => {
    const next = renamed.get(id)
    return next === undefined ? id : nameNow(next)
  }
  const put = (next: Tool): void => {
    if (tool === 'laser') session.point(undefined)
    tool = next
    root.dataset.tool = tool
    if (tool === '') delete root.dataset.tool
    changed()
  }
  const erase = (ids: readonly string[]): void => {
    const strokes = ids.flatMap((id) => session.ink.strokes.get(id) ?? [])
    if (strokes.length === 0) return
    session.draw({ kind: 'erase', ids })
    undos.push(() => {
      for (const stroke of strokes) {
        const id = drawName()
        renamed.set(stroke.id, id)
        session.draw(drawing({ ...stroke, id }))
      }
    })
  }
  const begin = (layer: InkLayer, event: PointerEvent): void => {
    if (event.button !== 0 || (tool !== 'pen' && tool !== 'eraser')) return
    event.preventDefault()
    layer.element.setPointerCapture(event.pointerId)
    const stop = tool === 'pen' ? drawFrom(layer, event) : eraseFrom(layer, event)
    const end = (): void => {
      stop()
      layer.element.removeEventListener('pointerup', end)
      layer.element.removeEventListener('pointercancel', end)
    }
    layer.element.addEventListener('pointerup', end)
    layer.element.addEventListener('pointercancel', end)
  }
  const drawFrom = (layer: InkLayer, first: PointerEvent): (() => void) => {
    const pressure = first.pointerType === 'pen' ? 0.5 + first.pressure : 1
    const stroke = { id: drawName(), slide: slide(), colour, width: Math.round(6 * pressure) }
    let sent = 0
    const add = (event: PointerEvent): void => {
      const events = event.getCoalescedEvents?.() ?? []
      const points = (events.length === 0 ? [event] : events).flatMap(({ clientX, clientY }) => {
        const at = layer.locate(clientX, clientY)
        return at === undefined ? [] : [rounded(at.x), rounded(at.y)]
      })
      session.draw({ kind: 'draw', stroke: { ...stroke, points }, from: sent })
      sent += points.length
    }
    add(first)
    layer.element.addEventListener('pointermove', add)
    undos.push(() => session.draw({ kind: 'erase', ids: [nameNow(stroke.id)] }))
    return () => layer.element.removeEventListener('pointermove', add)
  }
  const eraseFrom = (layer: InkLayer, first: PointerEvent): (() => void) => {
    const rub = ({ clientX, clientY }: PointerEvent): void => {
      const at = layer.locate(clientX, clientY)
      if (at !== undefined) erase(strokesAt(session.ink, slide(), [at.x, at.y], 14))
    }
    rub(first)
    layer.element.addEventListener('pointermove', rub)
    return () => layer.element.removeEventListener('pointermove', rub)
  }
  const locate = ({ clientX, clientY }: PointerEvent): Point | undefined => {
    for (const layer of layers) {
      const { left, right, top, bottom } = layer.element.getBoundingClientRect()
      if (clientX < left || clientX > right || clientY < top || clientY > bottom) continue
      return layer.locate(clientX, clientY)
    }
    return undefined
  }
  onDocument('pointermove', (event) => {
    under = locate(event)
    if (tool === 'laser') session.point(under)
  })
  // A laser that nobody holds goes out.
  root.addEventListener('pointerleave', () => {
    if (tool === 'laser') session.point(undefined)
  })
  return {
    get tool() {
      return tool
    },
    get colour() {
      return colour
    },
    toggle: (next) => put(tool === next ? '' : next),
    putAway: () => {
      const had = tool !== ''
      if (had) put('')
      return had
    },
    pick: (next) => {
      colour = next
      put('pen')
    },
    undo: () => {
      const last = undos.pop()
      last?.()
      return last !== undefined
    },
    clear: (which) => {
      erase([...session.ink.strokes.values()].filter((stroke) => stroke.slide === which).map(({ id }) => id))
    },
    pointer: () => under,
    attach: (layer) => {
      layers.push(layer)
      layer.element.addEventListener('pointerdown', (event) => begin(layer, event))
    },
  }
}

function drawing(stroke: Stroke): InkChange {
  return { kind: 'draw', stroke, from: 0 }
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}
