import type { WindowPlace } from './windows.js'

// The Window Management API, as far as it is used here: TypeScript does not know it yet.
// Source: https://www.w3.org/TR/window-management/
interface ScreenDetailed {
  readonly availLeft: number
  readonly availTop: number
  readonly availWidth: number
  readonly availHeight: number
}
interface ScreenDetails {
  readonly screens: readonly ScreenDetailed[]
  readonly currentScreen: ScreenDetailed
}
interface Managed {
  readonly getScreenDetails?: () => Promise<ScreenDetails>
}

/**
 * The place for a window of that role on the screen where this one is not. `undefined` where there is none, where the browser cannot say,
 * and where it has not been allowed yet; then it asks, for the next time.
 */
export async function otherScreen(
  role: WindowPlace['role'],
  managed: Window & Managed = window,
): Promise<WindowPlace | undefined> {
  const { isExtended } = managed.screen as Screen & { readonly isExtended?: boolean }
  if (isExtended !== true || managed.getScreenDetails === undefined) return undefined
  try {
    const permission = await navigator.permissions.query({ name: 'window-management' as PermissionName })
    const asked = managed.getScreenDetails()
    if (permission.state !== 'granted') {
      asked.catch(() => undefined)
      return undefined
    }
    const { screens, currentScreen } = await asked
    const other = screens.find((one) => one !== currentScreen)
    if (other === undefined) return undefined
    const { availLeft: left, availTop: top, availWidth: width, availHeight: height } = other
    return { role, left, top, width, height }
  } catch {
    return undefined
  }
}
