import * as z from 'zod';
import { timeMs } from '../api-server/time.ts';
import { shown } from '../path.ts';
import type { OwnProblem } from '../schema.ts';

/** A recording's `now`, in milliseconds since 1970. Between two milliseconds it is the later: recorded times are whole. */
export const recordedClock: z.ZodType<number> = z.string().transform((text, { issues }) => {
  const ms = timeMs(text);
  if (ms !== undefined) return /\.\d{3}\d*[1-9]/.test(text) ? ms + 1 : ms;
  const message = `expected a time such as "2026-01-01T12:00:00Z", found ${shown(text)}`;
  const problem: OwnProblem = { code: 'invalid-value', message };
  issues.push({ code: 'custom', input: text, params: { problem } });
  return z.NEVER;
});
