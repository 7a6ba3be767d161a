import type { SurveyStore } from '../../check/measure/measurements.js'
import type { SlideSurvey } from '../../model/measurement.js'

/** Surveys that were asked for lately. */
export interface RecentSurveys extends SurveyStore {
  /** Forgets all but the `most` that were asked for or measured last. */
  keep(most: number): void
}

/** Makes a store that remembers nothing yet. */
export function recentSurveys(): RecentSurveys {
  /** The one that was asked for last stands last. */
  const known = new Map<string, SlideSurvey>()
  const set = (key: string, survey: SlideSurvey): void => {
    known.delete(key)
    known.set(key, survey)
  }
  return {
    get(key) {
      const survey = known.get(key)
      if (survey !== undefined) set(key, survey)
      return survey
    },
    set,
    keep(most) {
      for (const oldest of known.keys()) {
        if (known.size <= most) break
        known.delete(oldest)
      }
    },
  }
}
