import { orAborted } from '../../orAborted.js'
import type { Pipe } from './pipe.js'
import { openTab, type Tab } from './tab.js'

/** The pages of a browser. */
export interface Tabs {
  /** An empty page. Whoever takes it gives it back, or closes it when something went wrong. */
  take(): Promise<Tab>
  /** Empties a page for whoever comes next. May be called twice. */
  giveBack(tab: Tab): void
}

/**
 * Keeps pages that have done their work for the next document, because a page is a process: a fresh one for every deck
 * costs 60 ms of a processor in the headless shell and 400 ms in a full Chrome. `first` is being opened already.
 */
export function openTabs(pipe: Pipe, first: Promise<Tab>, stills: boolean): Tabs {
  const idle: Promise<Tab>[] = []
  const open = (): Promise<Tab> => openTab(pipe, stills)
  const taken = new Set<Tab>()
  const keep = (tab: Promise<Tab>): void => {
    tab.catch(() => {})
    idle.push(tab)
  }
  keep(first)
  return {
    take: async () => {
      const tab = await (idle.shift()?.catch(open) ?? open())
      taken.add(tab)
      return tab
    },
    giveBack: (tab) => {
      if (!taken.delete(tab)) return
      keep(emptied(tab))
    },
  }
}

async function emptied(tab: Tab): Promise<Tab> {
  try {
    await orAborted(tab.clear(), tab.died)
    return tab
  } catch (error) {
    tab.close()
    throw error
  }
}
