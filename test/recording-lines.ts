import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** The JSON objects of a recording file, one a line, compressed or not. */
export function recordingLines<T>(path: string): T[] {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}
