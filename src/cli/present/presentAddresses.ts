import { renderSVG, renderUnicodeCompact } from 'uqr'
import type { Access, Devices } from '../../serve/access.js'
import { pagesOf } from '../../serve/presentRoute.js'
import { addressesOf } from '../addresses.js'
import type { Terminal } from '../terminal.js'

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
  if (resumed)
    err.write(`\n  ${colours.yellow('The last talk ended without a goodbye: this one goes on where it was.')}\n`)
  err.write(`\n  ${colours.bold('Presenter')}  ${colours.cyan(link)}\n`)
  err.write(
    `  ${colours.dim('Open it on this computer; P opens the slides for the room. The link is good for one browser.')}\n`,
  )
  const { speaker, viewers } = addressesOf(access, host, port(), pagesOf(name).audience)
  if (access.isOpen) {
    err.write(
      `  ${colours.bold('Audience')}   ${colours.cyan(speaker.split('?')[0] ?? '')} ${colours.dim('(this computer only)')}\n`,
    )
    err.write(
      `  ${colours.dim('Phone as remote, audience on own devices: start with --host 0.0.0.0. Ctrl+C ends the talk.')}\n\n`,
    )
    return
  }
  for (const address of viewers) err.write(`  ${colours.bold('Audience')}   ${colours.cyan(address)}\n`)
  err.write(`  ${colours.yellow('Everybody in your network who has this address sees the slides, and no notes.')}\n`)
  const phone = phoneLink(addresses)
  if (phone === undefined) return
  err.write(`\n  ${colours.bold('Phone')}  scan this, with one phone; the presenter view makes more codes\n`)
  err.write(`${renderUnicodeCompact(phone, { border: 1 }).replace(/^/gm, '  ')}\n\n`)
}
