import { element, icon } from '../../dom/element.js'
import type { Player } from '../../player/start.js'

/** The way to the editor, at the slide that shows: a pencil among the controls, and a line for the drawer. */
export function linkEditor(address: string, player: Player | undefined): HTMLElement {
  const link = leading(element('a', { href: address, class: 'lectern-edit' }, 'Edit in the browser'))
  if (player === undefined) return link
  const { controls } = player.ui
  const pencil = element(
    'a',
    { href: address, class: 'lectern-pencil', 'aria-label': 'Edit in the browser', title: 'Edit in the browser' },
    icon('M4.5 19.5l.9-4.2L16 4.7a1.6 1.6 0 0 1 2.3 0l1 1a1.6 1.6 0 0 1 0 2.3L8.7 18.6zM14 6.7l3.3 3.3'),
  )
  controls.insertBefore(leading(pencil), controls.lastElementChild)
  return link

  function leading(anchor: HTMLAnchorElement): HTMLAnchorElement {
    anchor.addEventListener('click', () => {
      anchor.href = `${address}#${(player?.talk.place().slide ?? 0) + 1}`
    })
    return anchor
  }
}
