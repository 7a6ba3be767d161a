import type { ShowMessage, StagePage } from '../../model/protocol/show.js'
import { readStageMessage } from '../../model/protocol/stage.js'
import { element } from '../dom/element.js'
import { root } from '../dom/page.js'
import { recall, remember } from '../dom/storage.js'
import { type Connection, openChannel } from '../live/channel.js'
import { buildPairing } from './remote/pairing.js'
import type { StageEvents, StageLink } from './stageHooks.js'

/** Connects a window with the server of the talk, and shows what there is to know of it. */
export function connectStage(page: StagePage, events: StageEvents): StageLink {
  const chip = element('p', { id: 'lectern-live', role: 'status' })
  const back = element('button', { type: 'button', id: 'lectern-back' }, 'Follow the speaker again')
  const bar = element('span', { class: 'lectern-stage-bar' })
  const following = element('span', { class: 'lectern-quiet' })
  const lost = element('span', { class: 'lectern-lost' })
  const update = element('button', { type: 'button', class: 'lectern-alarm' }, 'The deck has changed. Update')
  bar.append(following, lost, update)
  let connection: Connection = 'off'
  let wasOn = false
  let { revision } = page
  let latest = revision
  let followers = 0
  let alone = false
  back.hidden = true
  root.dataset.stage = page.role
  back.addEventListener('click', events.join)
  update.addEventListener('click', () => channel.send({ type: 'update' }))
  if (page.role === 'follower') {
    events.container.append(chip, back)
    // What changes the talk is the speaker's.
    events.container.dataset.unused =
      'black white laser draw erase undo zoom presenter swap timer resetTimer bigger smaller'
  }
  if (page.pair !== undefined) bar.append(buildPairing(events.container, page.pair))

  const show = (): void => {
    const ended = connection === 'ended'
    const words = ended ? 'This session has ended' : connection === 'off' ? 'Disconnected' : alone ? '' : 'Live'
    // Nobody needs to know of the first moment.
    chip.textContent = wasOn || ended ? words : ''
    chip.dataset.connection = connection
    chip.hidden = chip.textContent === ''
    back.hidden = !alone || connection !== 'on'
    following.textContent =
      connection !== 'on' || followers === 0 ? '' : `${followers} ${followers === 1 ? 'screen' : 'screens'}`
    lost.textContent = ended
      ? 'This session has ended. Open the new link from the terminal.'
      : connection === 'off' && wasOn
        ? 'No server. Only windows on this computer follow.'
        : ''
    // A phone says it beside its buttons.
    lost.hidden = lost.textContent === '' || page.role === 'remote'
    update.hidden = latest <= revision || connection !== 'on'
    events.changed()
  }
  const heard = (message: ShowMessage): void => {
    if (message.type === 'welcome') {
      latest = message.latest
      // The deck was exchanged while this window was away.
      if (message.deck !== page.deck && wasReloaded(message.session, message.deck)) return
      // Another start of the server counts anew.
      revision = message.revision
    }
    if (message.type === 'deck') latest = message.latest
    if (message.type === 'audience') followers = message.count
    if (message.type === 'reload') location.reload()
    events.heard(message)
    show()
  }
  const channel = openChannel<ShowMessage, ShowMessage>(page.channel, {
    read: (data) => (typeof data === 'string' ? readStageMessage(parse(data)) : undefined),
    message: heard,
    // Who only follows is not asked for the drawings, and may say little.
    hello: () => (page.role === 'follower' ? withoutInk(events.hello()) : events.hello()),
    connected: (next) => {
      connection = next
      wasOn ||= next === 'on'
      show()
    },
  })
  show()
  return {
    get connection() {
      return connection
    },
    get followers() {
      return followers
    },
    bar,
    send: channel.send,
    browse: (is) => {
      if (alone === is) return
      alone = is
      show()
    },
  }
}

function withoutInk(message: ShowMessage): ShowMessage {
  return message.type === 'hello' ? { ...message, ink: [] } : message
}

/** Loads the page of another deck anew, once for each: a page that cannot be helped by it would load for ever. */
function wasReloaded(session: string, deck: string): boolean {
  const mark = `${session} ${deck}`
  if (recall('window', 'lectern-stage') === mark || !remember('window', 'lectern-stage', mark)) return false
  location.reload()
  return true
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
