import type { Problem } from '../../../model/problem.js'
import type { LivePage } from '../../../model/protocol/live.js'
import { element } from '../../dom/element.js'
import { onDocument, root } from '../../dom/page.js'
import { buildToast } from '../../dom/toast.js'
import { addToHelp } from '../../player/help.js'
import type { Player } from '../../player/start.js'
import type { Connection } from '../channel.js'
import { buildFollow } from '../follow.js'
import { isInEditor } from '../frame.js'
import { linkSource } from '../source.js'
import { buildBadge } from './badge.js'
import { buildCard } from './card.js'
import { buildDrawer } from './drawer.js'
import { linkEditor } from './editLink.js'
import { buildLayoutNote } from './layoutNote.js'

/** Everything that live editing adds to the eye. */
export interface Panel {
  problems(problems: readonly Problem[]): void
  connected(connection: Connection): void
  /** True when the view goes to the slide that was edited. */
  follows(): boolean
}

/** Builds card, drawer, badge and the way to the editor. `player` is absent when the deck has no slide yet. */
export function buildPanel(main: HTMLElement, page: LivePage, player: Player | undefined): Panel {
  const container = element('div', { id: 'lectern-live' })
  ;(player?.ui.container ?? main).after(container)
  const follow = buildFollow()
  const toast = buildToast(container, 'lectern-told')
  const tell = (text: string, failed: boolean): void =>
    void toast(text, failed ? 8000 : 2500).classList.toggle('lectern-failed', failed)
  const source = page.open === undefined ? undefined : linkSource(container, main, page, page.open, tell)
  const slides = () => player?.talk.deck.slides ?? []

  const card = buildCard(container, source?.open, () => drawer.toggle())
  const drawer = buildDrawer(container, {
    titleOf: (slide) => slides()[slide - 1]?.title,
    goToSlide: (slide) => player?.commands.goTo({ slide: slide - 1, step: 0 }),
    openSource: source?.open,
    settings: [
      follow.control,
      buildLayoutNote(player),
      ...(page.edit === undefined || isInEditor ? [] : [linkEditor(page.edit, player)]),
    ],
    changed: (isOpen) => badge.expanded(isOpen),
  })
  const badge = buildBadge(container, drawer.toggle)

  const openCurrent = (): void => {
    const section = slides()[player?.talk.place().slide ?? 0]?.section
    if (section !== undefined) source?.openSlide(section)
  }
  const commandOf = ({ key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): (() => void) | undefined => {
    if (ctrlKey || metaKey || shiftKey) return undefined
    if (altKey) return key === 'Enter' && source !== undefined ? openCurrent : undefined
    return key.toLowerCase() === 'm' ? drawer.toggle : undefined
  }
  const takeKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || isTyping(event)) return
    const command = commandOf(event)
    command?.()
    const isUsed =
      command !== undefined || (event.key === 'Escape' && !isPlayerOpen() && (drawer.close() || card.hide()))
    if (isUsed) event.preventDefault()
  }
  // Before the player, which takes every Esc for its own.
  onDocument('keydown', takeKey, { capture: true })
  if (player !== undefined) {
    addToHelp(player.ui.container, 'Problems of the deck', ['M'])
    if (source !== undefined) addToHelp(player.ui.container, 'Open the slide in the editor', ['Alt Enter', 'Alt click'])
  }
  return {
    problems: (problems) => {
      card.show(problems)
      drawer.show(problems)
      badge.problems(problems)
    },
    connected: badge.connected,
    follows: follow.isOn,
  }
}

function isTyping({ target }: KeyboardEvent): boolean {
  return (
    target instanceof Element && target.closest('dialog[open], input, textarea, select, [contenteditable]') !== null
  )
}

/** Esc closes one thing; what the player has open lies above. */
function isPlayerOpen(): boolean {
  return (
    root.matches('[data-view=overview]') ||
    root.querySelector('#lectern-blank:not([hidden]), #lectern-digits:not([hidden])') !== null
  )
}
