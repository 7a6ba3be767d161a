// The windows of a file run on one thread. Whatever the speaker's window lays out or draws before the audience's frame
// delays that frame, so it sends first, and shows the rest when the audience's window says that it has had its frame.

/** When this window shows what has changed. */
export interface PaintSchedule {
  /** Brings all up to date, once for everything that happens in one go. */
  soon(): void
  /** Shows a place at once, or after the audience: only the newest then. `here`: this window is where somebody moved. */
  place(show: () => void, here: boolean): void
  /** The audience's window has had its frame. */
  settle(): void
}

/** Builds it; `paint` brings all up to date, `waits` says whether there is an audience's window to wait for. */
export function buildPaintSchedule(paint: () => void, waits: () => boolean): PaintSchedule {
  let timer = 0
  let showPlace: (() => void) | undefined
  const settle = (): void => {
    if (timer === 0) return
    clearTimeout(timer)
    timer = 0
    showPlace?.()
    showPlace = undefined
    paint()
  }
  const soon = (): void => {
    if (timer === 0) timer = setTimeout(settle, waits() ? mostMs : 0)
  }
  return {
    soon,
    place: (show, here) => {
      const later = here && waits()
      showPlace = later ? show : undefined
      if (later) soon()
      else show()
    },
    settle,
  }
}

/** A window that is covered has no frames, and says nothing. */
const mostMs = 50
