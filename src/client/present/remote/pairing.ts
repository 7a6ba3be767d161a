import { closeDialog, openDialog } from '../../dom/dialog.js'
import { element } from '../../dom/element.js'

/** The button that invites a phone, and the dialog with its code. `address` is asked for a new one each time. */
export function buildPairing(container: HTMLElement, address: string): HTMLElement {
  const picture = element('img', { alt: 'QR code of the link below', class: 'lectern-code' })
  const text = element('p', {})
  const link = element('code', {})
  const close = element('button', { type: 'button' }, 'Close')
  const dialog = element(
    'dialog',
    { id: 'lectern-pairing', 'aria-labelledby': 'lectern-pairing-title' },
    element(
      'div',
      { class: 'lectern-panel' },
      element('h2', { id: 'lectern-pairing-title' }, 'Phone as remote'),
      picture,
      text,
      link,
      close,
    ),
  )
  container.append(dialog)
  close.addEventListener('click', () => closeDialog(dialog))
  const open = element('button', { type: 'button', title: 'Use a phone as a remote, with notes' }, 'Phone')
  open.addEventListener('click', async () => {
    const { url, svg } = await ask(address)
    picture.hidden = svg === undefined
    if (svg !== undefined) picture.src = `data:image/svg+xml,${encodeURIComponent(svg)}`
    link.textContent = url ?? ''
    text.textContent =
      url === undefined
        ? 'To let phones connect, start the talk with --host 0.0.0.0.'
        : 'Scan this with a phone on the same network. The code works for one phone.'
    openDialog(dialog)
    close.focus()
  })
  return open
}

async function ask(address: string): Promise<{ url?: string; svg?: string }> {
  try {
    const answer = await fetch(address, { method: 'POST', cache: 'no-store' })
    const value: unknown = await answer.json()
    if (typeof value !== 'object' || value === null || !('url' in value) || !('svg' in value)) return {}
    return typeof value.url === 'string' && typeof value.svg === 'string' ? { url: value.url, svg: value.svg } : {}
  } catch {
    return {}
  }
}
