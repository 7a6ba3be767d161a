// A window that follows a deck over the live channel and applies what it is sent, without a browser.
import WebSocket from 'ws'

/** Connects with the token of `address` and keeps `slides`, `css` and `head` as the server says. `changed` is called after each change. */
export async function followDeck(address, changed = () => {}) {
  const { origin, pathname, searchParams } = new URL(address)
  const deck = decodeURIComponent(pathname.split('/')[1])
  const query = new URLSearchParams({ deck, token: searchParams.get('token') })
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/__lectern/live?${query}`)
  const window = { socket, slides: [], css: '', head: {}, lines: [], problems: [], revision: 0, misfits: 0 }
  const htmlOf = new Map()
  const take = (message) => {
    if (message.type === 'problems' || message.type === 'welcome') {
      window.problems = message.problems
      return
    }
    if (message.type === 'patch' && message.from !== window.revision) {
      window.misfits += 1
      return
    }
    const known = (slide) => {
      if (slide.html !== undefined) htmlOf.set(slide.hash, slide.html)
      return slide.hash
    }
    // Hashes of slides that only move come without their content, from what was there before.
    if (message.type === 'resync') window.slides = message.slides.map(known)
    else for (const { at, remove, insert } of message.splices) window.slides.splice(at, remove, ...insert.map(known))
    for (const hash of [...htmlOf.keys()]) if (!window.slides.includes(hash)) htmlOf.delete(hash)
    if (window.slides.some((hash) => !htmlOf.has(hash))) window.misfits += 1
    window.css = message.css ?? window.css
    window.head = message.head ?? window.head
    window.lines = message.lines
    window.problems = message.problems
    window.revision = message.to
    changed(window)
  }
  window.html = () => window.slides.map((hash) => htmlOf.get(hash))
  await new Promise((done, fail) => {
    socket.once('error', fail)
    socket.on('message', (data) => {
      const message = JSON.parse(data)
      take(message)
      // A stranger to this session gets all of the deck.
      if (message.type === 'welcome')
        socket.send(JSON.stringify({ type: 'hello', session: 'bench', revision: 0, slides: [] }))
      if (message.type === 'resync') done()
    })
  })
  return window
}
