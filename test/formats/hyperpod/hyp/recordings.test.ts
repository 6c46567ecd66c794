import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Recording, verify } from '../../../../src/analysis/index.ts';
import { readInputs, readRecordings } from '../../../../src/formats/index.ts';
import { recordingLines } from '../../../recording-lines.ts';

const FILE = 'fixtures/recordings/hyp-cli.jsonl';

interface Line {
  readonly id: string;
  readonly args: string[];
  readonly object?: object;
  readonly errors?: string[];
}

const lines = recordingLines<Line>(FILE);
const sent = lines.filter(({ object }) => object !== undefined);

function read(text: string): readonly Recording[] {
  const result = readRecordings({ file: FILE, text });
  if (result.state === 'refused') throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.value;
}

function judge(line: object): ReturnType<typeof verify> {
  return verify(read(JSON.stringify(line)));
}

describe('recorded commands of the HyperPod CLI', () => {
  it('are all met: objects, and refusals with their reason', () => {
    expect(verify(read(readFileSync(FILE, 'utf8')))).toEqual({
      kinds: { hyp: { passed: lines.length, failed: 0, notRun: 0 } },
      failures: [],
    });
    expect([lines.length, sent.length]).toEqual([12, 8]);
  });

  it.each(sent)('hold an object that is read as a job, unless it asks for two layers ($id)', ({ object }) => {
    const result = readInputs([{ file: 'job.json', text: JSON.stringify(object) }]);
    const asksTwice = JSON.stringify(object).match(/podset-\w+-topology/g)?.length === 4;
    expect(result.state).toBe(asksTwice ? 'refused' : 'read');
    if (result.state === 'read') expect(result.value.jobs).toHaveLength(1);
  });

  it('fail when the object is another', () => {
    const [line] = sent as [Line];
    const { failures } = judge({ ...line, object: { ...line.object, kind: 'PyTorchJob' } });
    expect(failures.map(({ id }) => id)).toEqual([line.id]);
  });

  it('fail when the path, the exit code or the reason is another', () => {
    const refused = lines.find(({ errors }) => errors !== undefined) as Line;
    const others = [
      { ...sent[0], path: '/apis/other' },
      { ...refused, exit: 1 },
      { ...refused, errors: ['Error: No such option: --foo'] },
    ];
    for (const other of others) expect(judge(other).kinds.hyp).toMatchObject({ passed: 0, failed: 1 });
  });

  it('are compared by the reason alone, however the line begins', () => {
    const refused = lines.find(({ errors }) => errors?.at(-1)?.includes('Value error, ')) as Line;
    const reason = refused.errors?.at(-1)?.split('Value error, ')[1];
    expect(judge({ ...refused, errors: [reason] }).kinds.hyp).toMatchObject({ passed: 1 });
  });

  it('are refused when they hold neither an object nor a reason', () => {
    const { object: _, ...line } = sent[0] as Line;
    const result = readRecordings({ file: FILE, text: JSON.stringify(line) });
    expect(result.state === 'refused' && result.problems.map(({ field }) => field)).toEqual(['errors']);
  });
});
