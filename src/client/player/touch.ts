import { root } from '../dom/page.js'
import type { Command } from './keys.js'

/** What touches can do. */
export interface TouchTargets {
  /** False while touches belong to something else, such as the overview. */
  isActive(): boolean
  /** True while the controls are out of sight. */
  controlsHidden(): boolean
  wake(): void
  run(command: Command): void
}

/**
 * Taps and swipes on the deck. The mouse does not move the talk: clicks are for links and for selecting text, as in
 * Marp. Pinched-in pages are left alone, because there a finger moves the picture. A tap where the controls would be
 * brings them. In the reading view only swipes move.
 */
export function listenToTouch(main: HTMLElement, targets: TouchTargets): void {
  let start: { x: number; y: number; at: number } | undefined
  main.addEventListener(
    'touchstart',
    (event) => {
      const touch = event.touches[0]
      const alone = targets.isActive() && event.touches.length === 1 && (visualViewport?.scale ?? 1) < 1.05
      start = alone && touch !== undefined ? { x: touch.clientX, y: touch.clientY, at: event.timeStamp } : undefined
    },
    { passive: true },
  )
  main.addEventListener('touchend', (event) => {
    const touch = event.changedTouches[0]
    if (start === undefined || touch === undefined) return
    const gesture = gestureOf(touch.clientX - start.x, touch.clientY - start.y, event.timeStamp - start.at)
    start = undefined
    if (gesture === 'swipe left') targets.run('next')
    else if (gesture === 'swipe right') targets.run('previous')
    else if (gesture === 'tap' && root.dataset.view === undefined && !isInteractive(event.target)) {
      // The tap is used up: no click follows that could land on what comes.
      event.preventDefault()
      if (touch.clientY > innerHeight * 0.8 && targets.controlsHidden()) targets.wake()
      else targets.run(touch.clientX >= innerWidth / 2 ? 'next' : 'previous')
    }
  })
}

function gestureOf(x: number, y: number, durationMs: number): 'tap' | 'swipe left' | 'swipe right' | undefined {
  if (Math.abs(x) < 10 && Math.abs(y) < 10) return durationMs < 500 ? 'tap' : undefined
  if (Math.abs(x) < 40 || Math.abs(x) < 1.5 * Math.abs(y)) return undefined
  return x < 0 ? 'swipe left' : 'swipe right'
}

/** What a tap means something of its own to. */
function isInteractive(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(interactive) !== null
}

const interactive =
  'a[href], button, input, select, textarea, label, summary, details, video, audio, [contenteditable], [tabindex], [role=button]'
