import type { Addresses } from '../addresses.js'
import type { Terminal } from '../terminal.js'

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
    err.write(`  ${colours.dim('Save, and the slide has changed. Ctrl+C stops.')}\n\n`)
    return
  }
  for (const address of viewers) err.write(`  ${colours.bold('Network')}  ${colours.cyan(address)}\n`)
  err.write(
    `  ${colours.yellow('Everybody in your network who has this address sees the deck; without its token nobody does.')}\n`,
  )
  const { renderUnicodeCompact } = await import('uqr')
  const code = renderUnicodeCompact(first, { border: 1 })
  err.write(`\n${code.replace(/^/gm, '  ')}\n\n`)
}
