/** A file that has to lie beside the HTML. */
export interface MediaCopy {
  /** Absolute path of the file. */
  readonly from: string
  /** Name below the output folder: `talk.media/film.mp4`. */
  readonly name: string
}

/** Where media lie that are too large to go inside. */
export interface MediaBeside {
  /** Key → address relative to the HTML. */
  readonly urls: ReadonlyMap<string, string>
  readonly media: readonly MediaCopy[]
}

/** Gives every file (key → absolute path) a name of its own in the folder `<deck>.media`. */
export function mediaBeside(deckName: string, beside: ReadonlyMap<string, string>): MediaBeside {
  const folder = `${deckName}.media`
  const urls = new Map<string, string>()
  const media = new Map<string, MediaCopy>()
  for (const [key, from] of beside) {
    const file = freeName(from, (name) => media.has(name))
    // Compared without case, because the folder may be copied to a disk that does not tell cases apart.
    media.set(file.toLowerCase(), { from, name: `${folder}/${file}` })
    urls.set(key, `${encodeURIComponent(folder)}/${encodeURIComponent(file)}`)
  }
  return { urls, media: [...media.values()] }
}

function freeName(path: string, isTaken: (name: string) => boolean): string {
  const file = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
  const dot = file.lastIndexOf('.')
  const [stem, ending] = dot > 0 ? [file.slice(0, dot), file.slice(dot)] : [file, '']
  for (let number = 1; ; number++) {
    const name = number === 1 ? file : `${stem}-${number}${ending}`
    if (!isTaken(name.toLowerCase())) return name
  }
}
