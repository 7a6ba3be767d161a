import { createHash } from 'node:crypto'
import type { Client } from '../../load/client.js'
import type { Artefact, LoadedFile } from '../../model/artefact.js'
import type { Deck } from '../../model/deck.js'
import type { Problem } from '../../model/problem.js'
import { renderPlayer } from '../../render/player/player.js'
import { dataUris } from './dataUri.js'
import { type MediaCopy, mediaBeside } from './media.js'
import { sharePictures } from './shared.js'
import { usedRules } from './usedRules.js'

/** What a deck needs to become one file. */
export interface HtmlJob {
  /** Content of the files that go inside, by key. */
  readonly files: ReadonlyMap<string, LoadedFile>
  /** Key → absolute path of media that are too large for that. */
  readonly beside: ReadonlyMap<string, string>
  /** The player's bundles. */
  readonly client: Pick<Client, 'player' | 'playerWithFilms'>
  /** True to put the speaker notes inside. */
  readonly notes: boolean
}

/** The one-file player of a deck (trimmed by `withUsedFonts`, or with every font), and what has to be copied next to it. The same input gives the same bytes. */
export function exportHtml(deck: Deck, job: HtmlJob): { artefact: Artefact; media: readonly MediaCopy[] } {
  const beside = mediaBeside(deck.name, job.beside)
  const inside = dataUris(job.files)
  const { script, style } = hasFilms(deck) ? job.client.playerWithFilms : job.client.player
  const { html } = renderPlayer(
    sharePictures(withUsedRules(deck), job.files),
    {
      urlOf: (key) => beside.urls.get(key) ?? inside(key),
      script,
      style,
      scriptSource: sourceOf(script),
    },
    { notes: job.notes },
  )
  return {
    artefact: { kind: 'html', name: `${deck.name}.html`, bytes: Buffer.from(html), pages: deck.slides.length },
    media: beside.media,
  }
}

/** True when a slide has something that plays. */
function hasFilms({ slides }: Deck): boolean {
  return slides.some(({ html }) => /<(?:video|audio)[\s>]/.test(html))
}

/** Scripts of a deck may write what nobody can foresee: where they are let through, every rule stays. */
function withUsedRules(deck: Deck): Deck {
  if (deck.layouts === undefined || deck.unsafeHtml) return deck
  return { ...deck, css: usedRules(deck.css, deck.slides, deck.layouts) }
}

/** Says of each file that lies beside the HTML that it does. */
export function mediaProblems(deck: Deck, beside: ReadonlyMap<string, string>, media: readonly MediaCopy[]): Problem[] {
  return media.map(({ from, name }) => {
    const ref = deck.files.find(({ key }) => beside.get(key) === from)
    return {
      severity: 'info',
      code: 'media-beside',
      message: `${ref?.path ?? from} is too large to embed; it was copied next to the HTML as ${name}.`,
      hint: 'Copy both files, or raise `mediaLimitMb` in the configuration.',
      place: ref?.place ?? { file: deck.file, line: 1, column: 1 },
    }
  })
}

/** The content security policy's name for exactly this script. */
export function sourceOf(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`
}
