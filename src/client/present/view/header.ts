import { type Plan, planTalk } from '../../../model/talk/plan.js'
import { element } from '../../dom/element.js'
import type { Talk } from '../../player/talk.js'
import type { Session } from '../session.js'
import { paceOf, whatToSkip } from './pace.js'
import { elapsedMs, formatTime } from './timer.js'

/** The line of the presenter view that says where the talk is and how its time stands. */
export interface Header {
  readonly element: HTMLElement
  /** Writes everything anew; `now` in milliseconds since 1970. */
  refresh(now: number): void
}

export interface HeaderContext {
  readonly talk: Talk
  readonly session: Session
  /** Starts the timer or lets it pause. */
  toggleTimer(): void
  /** True while there is a window for the audience. */
  hasAudience(): boolean
  /** Opens that window again. */
  openAudience(): void
  /** What a server has to say. */
  readonly extra?: HTMLElement
}

/** Builds the line. */
export function buildHeader({ talk, session, toggleTimer, hasAudience, openAudience, extra }: HeaderContext): Header {
  const place = element('span', { class: 'lectern-where' })
  const step = element('span', { class: 'lectern-step' })
  const timer = element('button', { type: 'button', class: 'lectern-timer' })
  const left = element('span', { class: 'lectern-left' })
  const pace = element('span', { class: 'lectern-pace' })
  const skip = element('span', { class: 'lectern-skip' })
  const alarm = element('button', { type: 'button', class: 'lectern-alarm' }, 'No audience window. Open it.')
  const covered = element('span', { class: 'lectern-covered' })
  const clock = element('time', { class: 'lectern-clock' })
  timer.addEventListener('click', toggleTimer)
  alarm.addEventListener('click', openAudience)
  const time = new Intl.DateTimeFormat([], { hour: 'numeric', minute: '2-digit' })
  const line = element(
    'div',
    { id: 'lectern-presenter-head' },
    ...[place, step, timer, left, pace, skip, covered, alarm, ...(extra === undefined ? [] : [extra]), clock],
  )
  return {
    element: line,
    refresh: (now) => {
      const { slide, step: at } = talk.place()
      const steps = talk.steps[slide] ?? 0
      write(place, `${slide + 1} / ${talk.deck.slides.length}`)
      write(step, steps === 0 ? '' : `step ${at} / ${steps}`)
      const { timer: state, blank } = session.state
      // Whole seconds, so that what has passed and what is left add up.
      const ms = Math.floor(elapsedMs(state, now) / 1000) * 1000
      const running = state.startedAt !== undefined
      write(timer, formatTime(ms))
      timer.dataset.running = String(running)
      const does = running ? 'pause' : 'start'
      timer.setAttribute('aria-label', `Timer ${formatTime(ms)}, ${does}`)
      timer.title = `${does === 'pause' ? 'Pause' : 'Start'} (T), reset (Shift+T)`
      const plan = planOf(talk)
      writeTimes(plan, ms, slide, running || ms > 0)
      write(covered, blank === '' ? '' : `The screen is ${blank}`)
      alarm.hidden = hasAudience()
      write(clock, time.format(now))
    },
  }

  function writeTimes(plan: Plan | undefined, ms: number, slide: number, begun: boolean): void {
    const whole = (plan ?? []).reduce((sum, one) => sum + one, 0)
    const rest = Math.round(whole) * 1000 - ms
    write(left, plan === undefined ? '' : rest >= 0 ? `${formatTime(rest)} left` : `${formatTime(rest)} over`)
    const now = plan === undefined || !begun ? undefined : paceOf(plan, slide, ms / 1000)
    write(pace, now?.words ?? '')
    pace.dataset.mood = now?.mood ?? ''
    const skipped = plan === undefined || now === undefined ? [] : whatToSkip(plan, slide, now.behind)
    const names = skipped.map((index) => {
      const title = talk.deck.slides[index]?.title ?? ''
      return title === '' ? `${index + 1}` : `${index + 1} “${title}”`
    })
    write(skip, names.length === 0 ? '' : `skip ${names.join(', ')}`)
    skip.title = skip.textContent ?? ''
  }
}

/** The plan of the deck as it is now. */
function planOf({ deck }: Talk): Plan | undefined {
  const minutes = Number(deck.main.dataset.minutes)
  const slides = deck.slides.map(({ section }) => {
    const seconds = Number(section.dataset.time)
    return section.dataset.time !== undefined && seconds >= 0 ? seconds : undefined
  })
  return planTalk({ slides, total: minutes > 0 ? minutes * 60 : undefined })
}

/** Writes only what has changed: the rest would be laid out again four times a second. */
function write(target: HTMLElement, text: string): void {
  if (target.textContent !== text) target.textContent = text
  if (target.hidden !== (text === '')) target.hidden = text === ''
}
