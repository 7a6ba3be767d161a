import { exportHtml } from '../../export/html/html.js'
import { writeArtefact } from '../../export/write.js'
import type { Client } from '../../load/client.js'
import type { Ink } from '../../model/protocol/ink.js'
import { plainText } from '../../model/words/plainText.js'
import { withDrawings } from '../../render/player/drawings.js'
import type { Prepared } from '../../serve/deck/prepared.js'
import type { Terminal } from '../terminal/terminal.js'

/** What a talk leaves of its drawings. */
export interface Drawn {
  /** The deck that was presented. */
  readonly from: Prepared | undefined
  readonly ink: Ink
  /** Absolute path of the HTML. */
  readonly file: string
  readonly client: Pick<Client, 'player' | 'playerWithFilms'>
  readonly terminal: Terminal
}

/** Writes the deck with its drawings as one HTML file, without notes. The deck itself is never touched. */
export async function writeDrawings({ from, ink, file, client, terminal }: Drawn): Promise<void> {
  const { err, colours } = terminal
  if (from === undefined || ink.strokes.size === 0) {
    err.write(`${colours.dim('Nothing was drawn, so no drawings file was written.')}\n`)
    return
  }
  const { files, beside, dependencies } = from
  const { artefact } = exportHtml(withDrawings(from.deck, ink), { files, beside, client, notes: false })
  const path = await writeArtefact(artefact, { to: { file }, sources: dependencies })
  err.write(`${colours.green('✓')} ${plainText(path)}\n`)
}
