import { renderSVG, renderUnicodeCompact } from 'uqr'
import type { Access, Devices } from '../../serve/http/access.js'
import { pagesOf } from '../../serve/talk/presentRoute.js'
import { addressesOf } from '../terminal/addresses.js'
import type { Terminal } from '../terminal/terminal.js'

/** What the addresses of a talk are made from. */
export interface StageAddresses {
  readonly access: Access
  readonly devices: Devices
  readonly host: string
  readonly name: string
  readonly port: () => number
}

/** The speaker's own link, good for one browser. */
export function presenterLink({ access, devices, host, name, port }: StageAddresses): string {
  const { speaker } = addressesOf(access, host, port(), pagesOf(name).presenter)
  return `${speaker.split('?')[0]}?token=${devices.invite('speaker')}`
}

/** A link for one phone, with its code; `undefined` when no phone can get here. */
export function invitation(addresses: StageAddresses): { readonly url: string; readonly svg: string } | undefined {
  const url = phoneLink(addresses)
  return url === undefined ? undefined : { url, svg: renderSVG(url, { ecc: 'M', border: 1 }) }
}

function phoneLink({ access, devices, host, name, port }: StageAddresses): string | undefined {
  const [first] = addressesOf(access, host, port(), pagesOf(name).remote).viewers
  return first === undefined ? undefined : `${first.split('?')[0]}?token=${devices.invite('remote')}`
}

/** Says where everything is. */
export async function printStage(
  link: string,
  addresses: StageAddresses,
  { err, colours }: Terminal,
  resumed: boolean,
): Promise<void> {
  const { access, host, name, port } = addresses
  if (resumed) err.write(`\n  ${colours.yellow('The last session ended unexpectedly; resuming where it stopped.')}\n`)
  err.write(`\n  ${colours.bold('Presenter')}  ${colours.cyan(link)}\n`)
  err.write(
    `  ${colours.dim('Open this on your computer and press P to open the audience window. The link works in one browser.')}\n`,
  )
  const { speaker, viewers } = addressesOf(access, host, port(), pagesOf(name).audience)
  if (access.isOpen) {
    err.write(
      `  ${colours.bold('Audience')}   ${colours.cyan(speaker.split('?')[0] ?? '')} ${colours.dim('(this computer only)')}\n`,
    )
    err.write(
      `  ${colours.dim('For a phone as remote or an audience on their own devices, use --host 0.0.0.0. Press Ctrl+C to end.')}\n\n`,
    )
    return
  }
  for (const address of viewers) err.write(`  ${colours.bold('Audience')}   ${colours.cyan(address)}\n`)
  err.write(`  ${colours.yellow('Anyone on your network with this link can see the slides, but not the notes.')}\n`)
  const phone = phoneLink(addresses)
  if (phone === undefined) return
  err.write(`\n  ${colours.bold('Phone')}  scan with one phone; the presenter view creates more codes\n`)
  err.write(`${renderUnicodeCompact(phone, { border: 1 }).replace(/^/gm, '  ')}\n\n`)
}
