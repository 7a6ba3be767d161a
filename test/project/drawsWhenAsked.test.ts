import { expect, it } from 'vitest'
import { settingsOf } from '../../src/cli/options/settings.js'
import { canUseBeginFrame } from '../../src/project/outputs/canUseBeginFrame.js'

const decided = async (flags: Parameters<typeof settingsOf>[0]) =>
  canUseBeginFrame(await settingsOf(flags, import.meta.dirname))

it('paper and pictures at scale 1 are drawn when they are asked for', async () => {
  expect(await decided({ to: ['pdf'] })).toBe(true)
  expect(await decided({ to: ['pdf', 'png', 'handout', 'html'] })).toBe(true)
})

it('other scales, cards and indexes are not; neither is a deck that may run scripts, which could stop the other pages', async () => {
  expect(await decided({ to: ['png'], scale: 2 })).toBe(false)
  expect(await decided({ to: ['card'] })).toBe(false)
  expect(await decided({ to: ['pdf'], index: true })).toBe(false)
  expect(await decided({ to: ['pdf'], unsafeHtml: true })).toBe(false)
})
