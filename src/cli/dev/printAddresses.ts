import type { Addresses } from '../terminal/addresses.js'
import type { Terminal } from '../terminal/terminal.js'

/** Says where the decks are. What leaves this machine is said twice: as a warning, and as a code for the phone. */
export async function printAddresses(
  { speaker, viewers }: Addresses,
  decks: number,
  terminal: Terminal,
): Promise<void> {
  const { err, colours } = terminal
  const what = decks === 1 ? '' : ` ${colours.dim(`(${decks} decks)`)}`
  err.write(`\n  ${colours.bold('Lectern')}  ${colours.cyan(speaker)}${what}\n`)
  const [first] = viewers
  if (first === undefined) {
    err.write(`  ${colours.dim('Slides update on every save. Press Ctrl+C to stop.')}\n\n`)
    return
  }
  for (const address of viewers) err.write(`  ${colours.bold('Network')}  ${colours.cyan(address)}\n`)
  err.write(
    `  ${colours.yellow('Anyone on your network with this link can see the deck; nobody can without its token.')}\n`,
  )
  const { renderUnicodeCompact } = await import('uqr')
  const code = renderUnicodeCompact(first, { border: 1 })
  err.write(`\n${code.replace(/^/gm, '  ')}\n\n`)
}
