// Loaded before a command of ours: on a signal it collects garbage and says what is left.
process.on('SIGUSR2', () => {
  globalThis.gc()
  globalThis.gc()
  const { heapUsed, external } = process.memoryUsage()
  const resources = process.getActiveResourcesInfo().filter((name) => name !== 'Timeout' && name !== 'Immediate')
  process.stderr.write(`HEAP ${heapUsed + external} ${resources.length}\n`)
})
