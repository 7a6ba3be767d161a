import { expect, it } from 'vitest'
import { releaseMemoryWhenQuiet } from '../../src/cli/dev/releaseMemory.js'
import { follow } from '../serve/served.js'

it('gives memory back when nothing has happened for a while, again and again, and goes on', async () => {
  const followed = await follow({ 'talk.md': '# One\n' })
  releaseMemoryWhenQuiet([followed.session], 10)
  for (let round = 1; round <= 5; round += 1) {
    const rubbish = new WeakRef({ round })
    await followed.write('talk.md', `# Round ${round}\n`)
    await followed.next(({ shown }) => shown.deck.slides[0]?.title === `Round ${round}`)
    await expect.poll(() => rubbish.deref() === undefined, { timeout: 30_000 }).toBe(true)
  }
})
