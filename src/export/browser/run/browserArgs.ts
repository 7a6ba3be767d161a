// The command line of the browser. What is *not* in it matters as much: nothing that takes the same-origin policy, site
// isolation or the sandbox away, and no port that another program could talk to.
import { constants } from 'node:fs'
import { access, statfs } from 'node:fs/promises'
import { platform } from '../../../load/thisProcess.js'

/** What decides the command line. */
export interface ArgsJob {
  /** Absolute folder for the profile. */
  readonly profile: string
  readonly sandbox: boolean
  /** True for the headless shell when it is to draw frames only when it is told to. */
  readonly asksFrames: boolean
  /** False where shared memory is missing or too small to draw in. */
  readonly sharedMemory: boolean
}

/** Arguments for a headless browser that is spoken to over a pipe and cannot reach any network. */
export function browserArgs({ profile, sandbox, sharedMemory, asksFrames }: ArgsJob): string[] {
  return [
    '--headless',
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    ...(sandbox ? [] : ['--no-sandbox']),
    ...(sharedMemory ? [] : ['--disable-dev-shm-usage']),
    ...(asksFrames ? ['--enable-begin-frame-control'] : []),
    ...cut,
    ...quiet,
    ...reproducible,
  ]
}

/** Chromium crashes when it draws in shared memory that is not there; containers give 64 MB or nothing. */
export async function hasSharedMemory(): Promise<boolean> {
  if (platform !== 'linux') return true
  // Containers may have none, a small one, or one that only root may write to.
  const writable = await access('/dev/shm', constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  )
  const space = writable ? await statfs('/dev/shm').catch(() => undefined) : undefined
  return space !== undefined && space.bavail * space.bsize > 256 * 1024 * 1024
}

/** No network. Even the proxy's own address does not resolve, and loopback does not go around it. */
const cut = [
  '--proxy-server=http://127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
  // WebRTC would ask the neighbours (mDNS) for the very name `~NOTFOUND`: its names lead to the address that discards (RFC 6666).
  '--host-resolver-rules=MAP *.local [100::], MAP * ~NOTFOUND',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-extensions',
  '--no-pings',
  '--dns-prefetch-disable',
]

/**
 * Nothing that asks, speaks, stores or waits. Graphics hardware would only cost start-up time, because paper has no
 * frames; a window to begin with would cost full Chrome 120 ms.
 */
const quiet = [
  '--block-new-web-contents',
  '--disable-breakpad',
  '--disable-crash-reporter',
  '--disable-default-apps',
  '--disable-gpu',
  '--disable-notifications',
  '--disable-hang-monitor',
  '--mute-audio',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-service-autorun',
  '--no-startup-window',
  '--password-store=basic',
  '--use-mock-keychain',
  // The part that talks to networks has nothing to do here, and on Linux it has no sandbox of its own: no process for it.
  '--enable-features=NetworkServiceInProcess2',
  // Scripts of a deck that is trusted may have one gigabyte: with the four that a page can have, a mistake takes the machine along.
  '--js-flags=--max-old-space-size=1024',
  // `RenderDocument` makes a frame, a compositor and a context anew for every document: a tenth of the renderer's work for a deck.
  '--disable-features=Translate,MediaRouter,OptimizationHints,DialMediaRouteProvider,RenderDocument',
]

/**
 * The same picture on every machine. A frame is shown once all of it is drawn, pictures included, and as soon as it is: a
 * picture of a slide takes 40 ms instead of 60 to 80.
 */
const reproducible = [
  '--run-all-compositor-stages-before-draw',
  '--disable-new-content-rendering-timeout',
  '--disable-checker-imaging',
  // At other scales than 1, a picture was drawn in tiles of one size or another, and curves differ by a shade where two meet.
  '--max-untiled-layer-width=8192',
  '--max-untiled-layer-height=8192',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
  '--hide-scrollbars',
  '--lang=en-US',
]
