import { isDate } from './date-time.ts';

/** RFC 3339 as Go reads it, which is more than what the schema's `date-time` takes: `T3:04:05,5+24:60`. */
const RFC_3339 = /^(\d{4}-\d{2}-\d{2})T(\d{1,2}):(\d{2}):(\d{2})(?:[.,](\d+))?(?:Z|([+-])(\d{2}):(\d{2}))$/;
const MINUTE_MS = 60_000;

/**
 * Milliseconds since 1970 of a time as Kubernetes writes it; undefined where it is none, as on 30 February. Finer digits are
 * cut off.
 */
export function timeMs(time: string | undefined): number | undefined {
  const match = RFC_3339.exec(time ?? '');
  if (match === null) return undefined;
  const [, date = '', hours = '', minutes = '', seconds = '', fraction = '', sign, away = '0', beyond = '0'] = match;
  const [offsetHours, offsetMinutes] = [Number(away), Number(beyond)];
  const isInRange = Number(hours) <= 23 && minutes <= '59' && seconds <= '59';
  if (!isInRange || !isDate(date) || offsetHours > 24 || offsetMinutes > 60) return undefined;
  const ms = Date.parse(
    `${date}T${hours.padStart(2, '0')}:${minutes}:${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}Z`,
  );
  const offsetMs = (offsetHours * 60 + offsetMinutes) * MINUTE_MS;
  return sign === '-' ? ms + offsetMs : ms - offsetMs;
}
