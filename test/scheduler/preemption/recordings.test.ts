import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type VerifyReport, verify } from '../../../src/analysis/index.ts';
import { readRecordings } from '../../../src/formats/index.ts';
import { recordingLines } from '../../recording-lines.ts';

const FILE = '../shared/recordings/tables-preemption.jsonl';

interface Line {
  readonly id: string;
  readonly kind: string;
  readonly objects?: readonly object[];
  readonly expect: object;
}

function judge(lines: readonly object[]): VerifyReport {
  const text = lines.map((line) => JSON.stringify(line)).join('\n');
  const result = readRecordings({ file: 'recordings.jsonl', text });
  if (result.state === 'refused') throw new Error(result.problems.map(({ message }) => message).join('\n'));
  expect(result.warnings).toEqual([]);
  return verify(result.value);
}

describe.skipIf(!existsSync(FILE))('preemption recorded of Kueue (skipped where the file is not there)', () => {
  it('is met in every victim, condition, event and order, in whatever order objects are listed', () => {
    const lines = recordingLines<Line>(FILE);
    const reversed = lines.map((line) => ({ ...line, ...(line.objects && { objects: line.objects.toReversed() }) }));
    for (const recorded of [lines, reversed]) {
      const { kinds, failures } = judge(recorded);
      expect(failures).toEqual([]);
      expect(kinds).toEqual({
        order: { passed: 16, failed: 0, notRun: 0 },
        policy: { passed: 12, failed: 0, notRun: 0 },
        preemption: { passed: 89, failed: 0, notRun: 0 },
      });
    }
  });

  it('is not met as soon as anything recorded is changed', () => {
    const leaves = recordingLines<Line>(FILE).flatMap((line) => changedLeaves(line.expect).map((e) => ({ line, e })));
    const changed = leaves
      .map(({ line, e }, i) => ({ ...line, id: `${line.id}#${i}`, expect: e }))
      .filter((_, i) => i % 7 === 0);
    expect(judge(changed).failures).toHaveLength(changed.length);
    expect(changed.length).toBeGreaterThan(90);
  });
});

/** The value with one of its texts, numbers or truths changed, in every way that there is. */
function changedLeaves(value: object): object[] {
  return Object.entries(value).flatMap(([key, member]: [string, unknown]) => {
    const set = (changed: unknown): object =>
      Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed };
    if (typeof member === 'object' && member !== null) return changedLeaves(member).map(set);
    if (typeof member === 'boolean') return [set(!member)];
    if (typeof member === 'number') return [set(member + 1)];
    // Words of a closed list can't become others without being refused.
    return key === 'message' || key === 'workload' || /^\d+$/.test(key) ? [set(`${member}!`)] : [];
  });
}
