import { randomBytes } from 'node:crypto'
import { type Devices, isEqual, type Role } from '../http/access.js'

/** Devices that were let in, to be remembered over a crash. */
export type KnownDevices = readonly (readonly [secret: string, role: Role])[]

/** Invitations that wait to be used at the most; the oldest lose their worth first. */
const mostInvitations = 20

/** Keeps invitations and devices. `changed` is told when another device is known. */
export function keepDevices(known: KnownDevices, changed: () => void): Devices & { all(): KnownDevices } {
  const invitations = new Map<string, Role>()
  const devices = new Map<string, Role>(known)
  const draw = (): string => randomBytes(24).toString('base64url')
  const find = (token: string, among: ReadonlyMap<string, Role>): string | undefined =>
    [...among.keys()].find((secret) => isEqual(token, secret))
  return {
    invite(role) {
      const token = draw()
      invitations.set(token, role)
      for (const oldest of invitations.keys()) {
        if (invitations.size <= mostInvitations) break
        invitations.delete(oldest)
      }
      return token
    },
    invited(token) {
      const found = find(token, invitations)
      return found === undefined ? undefined : invitations.get(found)
    },
    redeem(token) {
      const found = find(token, invitations)
      const role = found === undefined ? undefined : invitations.get(found)
      if (found === undefined || role === undefined) return undefined
      invitations.delete(found)
      const secret = draw()
      devices.set(secret, role)
      changed()
      return { role, secret }
    },
    roleOf(secret) {
      const found = find(secret, devices)
      return found === undefined ? undefined : devices.get(found)
    },
    all: () => [...devices],
  }
}
