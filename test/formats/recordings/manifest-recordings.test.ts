import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readRecordings } from '../../../src/formats/index.ts';
import { JOB_KINDS } from '../../../src/formats/manifests/job-kinds.ts';
import { comparableAnswer } from '../../../src/formats/recordings/manifest-answer.ts';
import { recordingLines } from '../../recording-lines.ts';

interface Line {
  readonly id: string;
  readonly source: string;
  readonly objects: readonly { readonly kind: string }[];
}

const FILE = 'fixtures/recordings/manifest-random.jsonl.gz';
const LINES = recordingLines<Line>(FILE);

/** The kind of the first job in a recording. */
function kindOf({ objects }: Line): string | undefined {
  return objects.map(({ kind }) => kind).find((kind) => JOB_KINDS.some((known) => known.kind === kind));
}

function judge(line: Line): unknown {
  const result = readRecordings({ file: FILE, text: JSON.stringify(line) });
  if (result.state === 'refused') return result.problems;
  const [recording] = result.value;
  return recording !== undefined && 'judge' in recording ? recording.judge() : recording;
}

describe('recorded manifests', () => {
  it('are there', () => {
    expect(readFileSync(FILE).length).toBeGreaterThan(10_000);
    expect(LINES).toHaveLength(288);
  });

  describe.each(JOB_KINDS.map(({ kind }) => kind))('%s', (kind) => {
    const lines = LINES.filter((line) => kindOf(line) === kind);
    it.skipIf(lines.length === 0)(`becomes what Kueue made of it, in ${lines.length} recordings`, () => {
      const failed = lines.map((line) => ({ ...line, verdict: judge(line) }));
      const shown = failed.filter(({ verdict }) => (verdict as { state?: string }).state !== 'passed');
      expect(shown.map(({ id, source, verdict }) => ({ id, source, verdict }))).toEqual([]);
    });
  });
});

describe('layers of slices in a recording', () => {
  function withLayer(layer: object): unknown {
    return comparableAnswer({ podSets: [{ topologyRequest: { podsetSliceRequiredTopologyConstraints: [layer] } }] });
  }

  it('need not tell a size of 0', () => {
    expect(withLayer({ topology: 'rack', size: 0 })).toEqual(withLayer({ topology: 'rack' }));
    expect(withLayer({ topology: 'rack', size: 1 })).not.toEqual(withLayer({ topology: 'rack' }));
  });
});
