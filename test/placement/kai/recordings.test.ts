import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { verify } from '../../../src/analysis/index.ts';
import { readRecordings } from '../../../src/formats/index.ts';

const FILE = 'fixtures/recordings/kai-random.jsonl.gz';
const text = gunzipSync(readFileSync(FILE)).toString('utf8');

describe('recorded decisions of KAI Scheduler', () => {
  it('are all met, in state and nodes', () => {
    const read = readRecordings({ file: FILE, text });
    expect(read.state).toBe('read');
    if (read.state !== 'read') return;
    expect(read.warnings).toEqual([]);
    expect(verify(read.value)).toEqual({ kinds: { kai: { passed: 400, failed: 0, notRun: 0 } }, failures: [] });
  });
});
