import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { verify } from '../../../src/analysis/index.ts';
import { readRecordings } from '../../../src/formats/index.ts';

const FILE = 'fixtures/recordings/validate-random.jsonl.gz';

describe("Kueue's own objects", () => {
  it('are defaulted and refused as an API server with its webhooks did, text for text', () => {
    const text = gunzipSync(readFileSync(FILE)).toString('utf8');
    const read = readRecordings({ file: FILE, text });
    if (read.state === 'refused') throw new Error(read.problems[0]?.message);
    const { kinds, failures } = verify(read.value);
    expect(failures.map(({ id }) => id)).toEqual([]);
    expect(kinds).toEqual({ validate: { passed: 500, failed: 0, notRun: 0 } });
  });
});
