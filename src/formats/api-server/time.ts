import { isDateTime } from './date-time.ts';

/** RFC 3339 as Go reads it: a date, `T`, a time with any fraction, and `Z` or an offset. */
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * Milliseconds since 1970 of a time as Kubernetes writes it; undefined where it is none, as on 30 February. Finer digits are
 * cut off.
 */
export function timeMs(time: string | undefined): number | undefined {
  if (time === undefined || !RFC_3339.test(time) || !isDateTime(time)) return undefined;
  const value = Date.parse(time);
  return Number.isNaN(value) ? undefined : value;
}
