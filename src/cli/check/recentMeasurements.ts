import type { MeasurementStore } from '../../check/measure/measurements.js'
import type { SlideMeasurement } from '../../model/measurement.js'

/** Measurements that were asked for lately. */
export interface RecentMeasurements extends MeasurementStore {
  /** Forgets all but the `most` that were asked for or measured last. */
  keep(most: number): void
}

/** Makes a store that remembers nothing yet. */
export function recentMeasurements(): RecentMeasurements {
  /** The one that was asked for last stands last. */
  const known = new Map<string, SlideMeasurement>()
  const set = (key: string, measurement: SlideMeasurement): void => {
    known.delete(key)
    known.set(key, measurement)
  }
  return {
    get(key) {
      const measurement = known.get(key)
      if (measurement !== undefined) set(key, measurement)
      return measurement
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
