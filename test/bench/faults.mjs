// `node test/bench/faults.mjs`: what others notice of bad company. One who says ten thousand messages a second, and comes back
// whenever it is shown out. Fifty who stop reading. The server is killed and started again. Five hundred
// windows that follow one save.
import { fork } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { moveTo, nowMs, openCrowds } from './crowd.mjs'
import { median } from './measure.mjs'
import { startLectern, usage } from './process.mjs'
import { openSocket } from './rawSocket.mjs'
import { startTalk } from './talks.mjs'
import { followDeck } from './windows.mjs'

async function judgeAll() {
  let failed = false
  const say = (isFine, text) => {
    if (!isFine) failed = true
    console.log(`${isFine ? '✓' : '✗'} ${text}`)
  }
  const talk = await startTalk()
  const crowds = openCrowds(1, talk)
  try {
    await noisy(talk, crowds, say)
    await asleep(talk, crowds, say)
    await killed(talk, say)
  } finally {
    crowds.end()
    await talk.end()
  }
  await oneSave(say)
  process.exitCode = failed ? 1 : 0
}

const presenterPath = '/__lectern/stage?for=presenter'
const audiencePath = '/__lectern/stage?for=audience'
let slide = 0

function figures({ p50, p95, most }, lateMs) {
  return `p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)}, most ${most.toFixed(1)} ms (speaker late by ${lateMs.toFixed(0)})`
}

/** Moves ten times a second, and gives how late it was at the most. */
async function moves(speaker, seconds) {
  let [due, late] = [nowMs(), 0]
  for (let count = 0; count < seconds * 10; count += 1) {
    slide += 1
    speaker.send(moveTo(slide))
    due += 100
    await wait(Math.max(0, due - nowMs()))
    late = Math.max(late, nowMs() - due)
  }
  await wait(500)
  return late
}

async function noisy(talk, crowds, say) {
  const speaker = await openSocket({ port: talk.port, path: presenterPath, cookie: talk.cookie })
  await crowds.grow(50)
  await moves(speaker, 2)
  await crowds.report(slide)
  const usualLate = await moves(speaker, 5)
  const usual = figures(await crowds.report(slide), usualLate)
  const child = fork(import.meta.filename, ['flood', String(talk.port)])
  const flooded = new Promise((done) => child.once('message', done))
  const late = await moves(speaker, 10)
  const { sent, codes } = await flooded
  child.kill()
  const report = await crowds.report(slide)
  console.log(`  alone: ${usual}`)
  const isFine = report.p95 <= 150 && report.wrong + report.lost + report.backwards === 0
  say(
    isFine,
    `${sent} messages of one in 10 s, shown out with ${codes.join(', ')}; the talk meanwhile: ${figures(report, late)} (reach p95 150)`,
  )
  say(
    codes.every((code) => code === 1008 || code === 0) && codes.length > 0,
    'shown out with 1008, or cut off when it goes on',
  )
  speaker.end()
}

/** Says as much as it can for ten seconds, and connects again whenever it is shown out. */
async function flood(port) {
  const codes = new Set()
  let sent = 0
  const end = nowMs() + 10_000
  while (nowMs() < end) {
    let isOver = false
    const socket = await openSocket({
      port,
      path: audiencePath,
      closed: (code) => {
        isOver = true
        codes.add(code)
      },
    })
    while (!isOver && nowMs() < end) {
      for (let count = 0; count < 100; count += 1) socket.send('{"type":"update"}')
      sent += 100
      await wait(10)
    }
    socket.end()
  }
  process.send({ sent, codes: [...codes] })
}

async function asleep(talk, crowds, say) {
  let followers = 0
  const speaker = await openSocket({
    port: talk.port,
    path: presenterPath,
    cookie: talk.cookie,
    heard: (bytes) => {
      const text = bytes.toString()
      if (text.startsWith('{"type":"audience"')) followers = JSON.parse(text).count
    },
  })
  await crowds.report(slide)
  const before = usage(talk.pid()).rssKb
  const sleepers = []
  for (let count = 0; count < 50; count += 1) {
    const socket = await openSocket({ port: talk.port, path: audiencePath })
    socket.pause()
    sleepers.push(socket)
  }
  while (followers < 100) await wait(50)
  const points = Array.from({ length: 500 }, (_, index) => index)
  let [peak, late, due, droppedAt] = [before, 0, nowMs(), 0]
  const updates = 10_000
  for (let count = 0; count < updates; count += 1) {
    const stroke = { id: `stroke ${count % 20}`, slide: 0, colour: 0, width: 4, points }
    if (count % 10 !== 0) speaker.send(JSON.stringify({ type: 'ink', ink: [{ kind: 'draw', stroke, from: 0 }] }))
    else {
      slide += 1
      speaker.send(moveTo(slide))
      peak = Math.max(peak, usage(talk.pid()).rssKb)
      if (followers === 50) droppedAt ||= count
    }
    due += 4
    if (due > nowMs()) await wait(due - nowMs())
    late = Math.max(late, nowMs() - due)
  }
  while (followers > 50 && nowMs() < due + 5_000) await wait(50)
  const report = await crowds.report(slide)
  const grown = (peak - before) / 1024
  say(
    followers === 50,
    `${updates} updates, 50 followers of 100 do not read: ${followers} are left after ${droppedAt} updates`,
  )
  say(
    grown <= 60,
    `memory ${(before / 1024).toFixed(0)} → ${(peak / 1024).toFixed(0)} MB at the most: ${grown.toFixed(0)} MB more (reach 60)`,
  )
  say(
    report.wrong + report.lost + report.backwards === 0,
    `the others, meanwhile: ${figures(report, late)}; wrong ${report.wrong}, lost ${report.lost}`,
  )
  for (const sleeper of sleepers) sleeper.end()
  speaker.end()
}

async function killed(talk, say) {
  const speaker = await openSocket({ port: talk.port, path: presenterPath, cookie: talk.cookie })
  slide += 1
  speaker.send(moveTo(slide))
  // Places are written down a quarter of a second later.
  await wait(1_000)
  const begun = nowMs()
  await talk.again()
  const seconds = ((nowMs() - begun) / 1000).toFixed(1)
  let right = 0
  for (let count = 0; count < 50; count += 1) {
    const place = await new Promise((done) => {
      openSocket({
        port: talk.port,
        path: audiencePath,
        heard: (bytes) => done(JSON.parse(bytes).state?.place.slide),
      }).then((socket) => setTimeout(() => socket.end(), 1_000))
    })
    if (place === slide) right += 1
  }
  const again = await openSocket({ port: talk.port, path: presenterPath, cookie: talk.cookie }).then(
    (socket) => {
      socket.end()
      return 'knows its speaker'
    },
    (error) => error.message,
  )
  say(
    right === 50 && again === 'knows its speaker',
    `killed, serves again after ${seconds} s, ${again}; ${right} of 50 followers are on its slide`,
  )
}

async function oneSave(say) {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-save-'))
  const text = (edit) =>
    Array.from({ length: 31 }, (_, index) => `# Slide ${index}\n\n- ${index === 15 ? edit : 'text'}`).join(
      '\n\n---\n\n',
    )
  await writeFile(join(folder, 'talk.md'), text('first'))
  const server = startLectern(['dev', 'talk.md', '--port', '0', '--no-check'], { cwd: folder })
  try {
    const [, address] = await server.until(/Lectern\s+(\S+)/)
    let told = 0
    const windows = []
    for (let count = 0; count < 500; count += 1) windows.push(await followDeck(address, () => (told += 1)))
    const builds = () => server.said().match(/✓ talk\.md/g)?.length ?? 0
    const times = []
    for (let round = 1; round <= 10; round += 1) {
      const before = builds()
      told = 0
      const begun = nowMs()
      await writeFile(join(folder, 'talk.md'), text(`edit ${round}`))
      while (told < windows.length) await wait(1)
      times.push(nowMs() - begun)
      await wait(500)
      if (builds() !== before + 1) say(false, `${builds() - before} builds for one save`)
    }
    say(
      Math.max(...times) <= 3_000,
      `One save, one build, 500 windows: median ${median(times).toFixed(0)} ms until the last has it, at the most ${Math.max(...times).toFixed(0)} of ${times.length} (reach 3000)`,
    )
    for (const { socket } of windows) socket.terminate()
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true, maxRetries: 10 })
  }
}

if (process.argv[2] === 'flood') await flood(Number(process.argv[3]))
else await judgeAll()
