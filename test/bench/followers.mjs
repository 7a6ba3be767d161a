// `node test/bench/followers.mjs [--followers 500] [--seconds 60]`: L1 and L2. One talk and the people who follow it, on loopback;
// server, speaker and followers in processes of their own. Two moves a second; every minute five in a hundred lose their
// connection and come back. Prints how long a move takes from the speaker to everybody, what the server needs for each, and
// whether anybody is on a wrong slide. Then as many connect as the server takes, and one more.
// A run in which the speaker or the followers themselves were late by more than 10 ms says nothing about the server.
import { setTimeout as wait } from 'node:timers/promises'
import { moveTo, nowMs, openCrowds } from './crowd.mjs'
import { option, usage } from './process.mjs'
import { openSocket } from './rawSocket.mjs'
import { startTalk } from './talks.mjs'

const followers = option('followers', 500)
const seconds = option('seconds', 60)
const most = 1_000
const everyMs = 500
const reach = { p50: 20, p95: 100, p99: 250, kbEach: 100, lateMs: 10 }
let failed = false
const say = (isFine, text) => {
  if (!isFine) failed = true
  console.log(`${isFine ? '✓' : '✗'} ${text}`)
}

const talk = await startTalk()
const crowds = openCrowds(2, talk)
let slide = 0
try {
  const speaker = await openSocket({ port: talk.port, path: '/__lectern/stage?for=presenter', cookie: talk.cookie })
  const alone = usage(talk.pid()).rssKb
  await crowds.grow(followers)
  // What V8 compiles and what the first messages need is no part of the talk.
  await moves(5, speaker)
  await crowds.report(slide)
  const { late, peakKb } = await moves(seconds, speaker)
  const report = await crowds.report(slide)
  console.log(`  ${followers} followers, ${slide} moves, ${report.heard} received in ${seconds} s`)
  judge('', report, late)
  const each = (peakKb - alone) / followers
  say(
    each <= reach.kbEach,
    `server: ${(alone / 1024).toFixed(0)} MB alone, ${(peakKb / 1024).toFixed(0)} MB with all: ${each.toFixed(0)} KB each (reach ${reach.kbEach})`,
  )

  const growing = crowds.grow(most - 1 - followers)
  const ramp = await moves(15, speaker)
  await growing
  await wait(500)
  const full = await crowds.report(slide)
  judge(`while ${most} connect and follow, `, full, ramp.late, 3)
  const refusal = await openSocket({ port: talk.port, path: '/__lectern/stage?for=audience' }).then(
    () => 'was let in',
    (error) => error.message,
  )
  say(refusal === 'refused with 503', `one more than ${most} ${refusal}`)
} finally {
  crowds.end()
  await talk.end()
}
process.exitCode = failed ? 1 : 0

/** Moves on twice a second, and gives how late the speaker was at the most and the server's largest memory. */
async function moves(forSeconds, speaker) {
  let [late, peakKb, owed] = [0, 0, 0]
  const end = nowMs() + forSeconds * 1000
  let due = nowMs()
  while (due < end) {
    slide += 1
    speaker.send(moveTo(slide))
    owed += (followers * 0.05 * everyMs) / 60_000
    const leaving = Math.floor(owed)
    owed -= leaving
    // Not waited for: the talk goes on.
    const back = leaving > 0 ? crowds.renew(leaving) : undefined
    peakKb = Math.max(peakKb, usage(talk.pid()).rssKb)
    due += everyMs
    await wait(Math.max(0, due - nowMs()))
    late = Math.max(late, nowMs() - due)
    await back
  }
  await wait(1_000)
  return { late, peakKb }
}

function judge(when, { p50, p95, p99, most: slowest, wrong, backwards, lost, lateMs }, late, slack = 1) {
  const figures = `p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)}, p99 ${p99.toFixed(1)}, most ${slowest.toFixed(1)} ms`
  const isFast = p50 <= reach.p50 * slack && p95 <= reach.p95 * slack && p99 <= reach.p99 * slack
  say(
    isFast,
    `${when}from the speaker to everybody: ${figures} (reach ${[reach.p50, reach.p95, reach.p99].map((ms) => ms * slack).join(', ')})`,
  )
  say(wrong + backwards + lost === 0, `${when}on a wrong slide ${wrong}, out of order ${backwards}, lost ${lost}`)
  const isVoid = Math.max(late, lateMs) > reach.lateMs
  console.log(
    `  ${isVoid ? 'VOID: ' : ''}speaker late by ${late.toFixed(1)} ms, followers by ${lateMs.toFixed(1)} ms at the most (void above ${reach.lateMs})`,
  )
}
