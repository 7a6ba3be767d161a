import { element } from '../../dom/element.js'
import type { Player } from '../../player/start.js'

/** Says which layout was chosen for the slide that shows, why, and what to write instead; empty when its author chose. */
export function buildLayoutNote(player: Player | undefined): HTMLElement {
  const note = element('p', { class: 'lectern-layout' })
  const show = (): void => {
    const { section } = player?.talk.deck.slides[player.talk.place().slide] ?? {}
    const [chosen, because] = section?.querySelector<HTMLElement>(marked)?.dataset.lecternLayout?.split(': ') ?? []
    note.hidden = chosen === undefined
    if (chosen === undefined) return
    const comment = element('code', {}, `<!-- _class: ${chosen} -->`)
    const none = element('code', {}, '<!-- _layout: none -->')
    note.replaceChildren(
      `Layout: ${chosen}, because ${because ?? ''}. Write `,
      comment,
      ' to set a layout, or ',
      none,
      ' for none.',
    )
  }
  player?.listen(show)
  show()
  return note
}

const marked = '[data-lectern-layout]'
