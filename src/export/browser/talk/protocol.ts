// The part of the Chrome DevTools Protocol that Lectern speaks, typed by hand: https://chromedevtools.github.io/devtools-protocol/

/** Commands: what goes out and what comes back. */
export interface Commands {
  'Browser.getVersion': { params: Nothing; result: { product: string } }
  'Browser.setDownloadBehavior': { params: { behavior: 'deny' }; result: Nothing }
  'Target.setDiscoverTargets': { params: { discover: boolean }; result: Nothing }
  'Target.createTarget': {
    params: { url: string; newWindow: true; enableBeginFrameControl?: true }
    result: { targetId: string }
  }
  'Target.attachToTarget': { params: { targetId: string; flatten: true }; result: { sessionId: string } }
  'Target.closeTarget': { params: { targetId: string }; result: Nothing }
  'Page.enable': { params: Nothing; result: Nothing }
  'Page.navigate': { params: { url: 'about:blank' }; result: { errorText?: string } }
  'Page.getFrameTree': { params: Nothing; result: { frameTree: { frame: { id: string } } } }
  'Page.setDocumentContent': { params: { frameId: string; html: string }; result: Nothing }
  'Page.createIsolatedWorld': { params: { frameId: string; worldName: string }; result: { executionContextId: number } }
  'Page.handleJavaScriptDialog': { params: { accept: boolean }; result: Nothing }
  'Page.printToPDF': { params: PrintParams; result: { stream?: string } }
  'Emulation.setEmulatedMedia': {
    params: { media: 'print' | 'screen'; features: readonly { name: string; value: string }[] }
    result: Nothing
  }
  'Emulation.setDeviceMetricsOverride': {
    params: { width: number; height: number; deviceScaleFactor: number; mobile: boolean }
    result: Nothing
  }
  'Emulation.setDefaultBackgroundColorOverride': {
    params: { color?: { r: number; g: number; b: number; a: number } }
    result: Nothing
  }
  'Page.captureScreenshot': {
    params: {
      format: 'png' | 'jpeg' | 'webp'
      quality?: number
      clip?: { x: number; y: number; width: number; height: number; scale: number }
      captureBeyondViewport: boolean
      optimizeForSpeed: boolean
    }
    result: { data: string }
  }
  'HeadlessExperimental.beginFrame': {
    params: {
      noDisplayUpdates?: true
      screenshot?: { format: 'png' | 'jpeg' | 'webp'; quality?: number; optimizeForSpeed: boolean }
    }
    result: { screenshotData?: string }
  }
  'Fetch.enable': { params: { patterns: readonly { urlPattern: string }[] }; result: Nothing }
  'Fetch.failRequest': { params: { requestId: string; errorReason: 'Aborted' }; result: Nothing }
  'Runtime.evaluate': {
    params: { expression: string; contextId: number; awaitPromise: boolean; returnByValue: boolean }
    result: {
      result: { value?: unknown }
      exceptionDetails?: { text: string; exception?: { description?: string } }
    }
  }
  'IO.read': {
    params: { handle: string; size: number }
    result: { data: string; base64Encoded?: boolean; eof: boolean }
  }
}

/** What the browser says of itself. Only the fields that we look at. */
export interface BrowserEvent {
  readonly method: string
  /** The page's session; absent when the browser itself speaks. */
  readonly sessionId?: string
  readonly params: {
    readonly requestId?: string
    readonly targetId?: string
    readonly sessionId?: string
    readonly targetInfo?: { readonly targetId: string; readonly type: string; readonly openerId?: string }
  }
}

type Nothing = Readonly<Record<string, never>>

interface PrintParams {
  readonly printBackground: boolean
  readonly preferCSSPageSize: boolean
  readonly generateTaggedPDF: boolean
  readonly transferMode: 'ReturnAsStream'
  readonly paperWidth: number
  readonly paperHeight: number
  readonly marginTop: number
  readonly marginBottom: number
  readonly marginLeft: number
  readonly marginRight: number
}
