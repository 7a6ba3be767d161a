import { exitFullscreen, root } from './page.js'

/** Goes to full screen or leaves it. A browser may refuse; the talk goes on in its window. */
export function toggleFullScreen(): void {
  const change = root.matches(':fullscreen') ? exitFullscreen?.() : root.requestFullscreen?.({ navigationUI: 'hide' })
  change?.catch(() => undefined)
}

/** True in the page's own full screen and in the browser's (F11, kiosk). */
export function isFullScreen(): boolean {
  return root.matches(':fullscreen') || matchMedia('(display-mode: fullscreen)').matches
}
