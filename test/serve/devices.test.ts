import { expect, it } from 'vitest'
import { keepDevices } from '../../src/serve/talk/devices.js'

it('an invitation is good once, and a device is known by its own secret only', () => {
  let changes = 0
  const devices = keepDevices([], () => changes++)
  const token = devices.invite('remote')
  expect([devices.invited(token), devices.roleOf(token), changes]).toEqual(['remote', undefined, 0])
  const device = devices.redeem(token)
  expect([device?.role, devices.roleOf(device?.secret ?? ''), changes]).toEqual(['remote', 'remote', 1])
  expect([devices.invited(token), devices.redeem(token), devices.roleOf(token), changes]).toEqual([
    undefined,
    undefined,
    undefined,
    1,
  ])
  expect(device?.secret).not.toBe(token)
  const again = keepDevices(devices.all(), () => undefined)
  expect(again.roleOf(device?.secret ?? '')).toBe('remote')
})

it('of invitations that nobody uses, the youngest twenty are good', () => {
  const devices = keepDevices([], () => undefined)
  const tokens = Array.from({ length: 25 }, () => devices.invite('remote'))
  expect(tokens.map((token) => devices.invited(token) !== undefined).indexOf(true)).toBe(5)
  expect(new Set(tokens).size).toBe(25)
  // 128 bits and more.
  for (const token of tokens) expect(token).toMatch(/^[\w-]{32}$/)
})
