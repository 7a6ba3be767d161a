import type { ShowState } from '../../model/protocol/show.js'
import type { Place } from '../player/place.js'
import { toggleTimer } from './view/timer.js'

/** When somebody moves, and whether that can begin a talk. */
export interface Moment {
  /** In milliseconds since 1970. */
  readonly now: number
  /** True where a talk is given, not only read. */
  readonly presenting: boolean
}

/** What is shown after a move: leaving the beginning starts the timer, and another slide is not enlarged and has films of its own. */
export function stateAfterMove(
  { zoom, films, timer, ...rest }: ShowState,
  place: Place,
  { now, presenting }: Moment,
): ShowState {
  const from = rest.place
  const begins = presenting && timer.startedAt === undefined && timer.countedMs === 0
  return {
    ...rest,
    ...(zoom !== undefined && from.slide === place.slide ? { zoom } : {}),
    ...(films !== undefined && from.slide === place.slide ? { films } : {}),
    place,
    timer: begins && isFirst(from) && !isFirst(place) ? toggleTimer(timer, now) : timer,
  }
}

function isFirst({ slide, step }: Place): boolean {
  return slide === 0 && step === 0
}
