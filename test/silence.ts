/** Seconds of nothing, as a WAV file: one channel, 8 bits. */
export function silence(seconds: number, samplesPerSecond = 8_000): Buffer {
  const samples = seconds * samplesPerSecond
  const head = Buffer.from('RIFF____WAVEfmt ____________________data____', 'latin1')
  head.writeUInt32LE(36 + samples, 4)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(samplesPerSecond, 24)
  head.writeUInt32LE(samplesPerSecond, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.writeUInt32LE(samples, 40)
  return Buffer.concat([head, Buffer.alloc(samples, 128)])
}
