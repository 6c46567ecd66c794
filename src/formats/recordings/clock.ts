import * as z from 'zod';
import { timeMs } from '../api-server/time.ts';

/** A recording's `now`, in milliseconds since 1970. Between two milliseconds it is the later: recorded times are whole. */
export const recordedClock: z.ZodType<number> = z.string().transform((text, { issues }) => {
  const ms = timeMs(text);
  if (ms === undefined) {
    issues.push({ code: 'invalid_format', format: 'datetime', input: text });
    return z.NEVER;
  }
  return /\.\d{3}\d*[1-9]/.test(text) ? ms + 1 : ms;
});
