/** Waits for what a change needs to be seen whole, and not for long: a slow or broken one comes later. */
export async function inTime(work: readonly Promise<unknown>[]): Promise<void> {
  if (work.length === 0) return
  await Promise.race([Promise.allSettled(work), new Promise((done) => setTimeout(done, longestMs))])
}

const longestMs = 600
