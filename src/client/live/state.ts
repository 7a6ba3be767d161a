/** What people did to a slide's content, apart from the content itself. */
export interface ContentState {
  /** Puts the content back as its author wrote it. Call `restore` before anything is drawn. */
  strip(content: Element): void
  /** Gives it back to the elements that are still there, unless the author has changed just that. */
  restore(content: Element): void
  /** Remembers what the author wrote of the elements in `content` that are new. */
  learn(content: ParentNode): void
}

/** Watches over what can be opened (`<details>`) and over steps, which the player hides by attributes of its own. */
export function keepContentState(): ContentState {
  const authored = new WeakMap<HTMLDetailsElement, boolean>()
  let stripped: readonly { readonly details: HTMLDetailsElement; readonly open: boolean; readonly was: boolean }[] = []
  const learn = (content: ParentNode): void => {
    for (const details of content.querySelectorAll('details')) {
      if (!authored.has(details)) authored.set(details, details.open)
    }
  }
  return {
    learn,
    strip: (content) => {
      stripped = [...content.querySelectorAll('details')].map((details) => {
        const was = authored.get(details) ?? details.open
        const { open } = details
        details.open = was
        return { details, open, was }
      })
      // The player sets them again for the step that it shows.
      for (const part of content.querySelectorAll('[data-lectern-later]')) {
        part.removeAttribute('data-lectern-later')
        part.removeAttribute('aria-hidden')
      }
    },
    restore: (content) => {
      for (const { details, open, was } of stripped) {
        if (details.isConnected && details.open === was) details.open = open
        else authored.set(details, details.open)
      }
      stripped = []
      learn(content)
    },
  }
}
