import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { hypCreate, readInputs, toYaml } from '../../../../src/formats/index.ts';
import { recordingLines } from '../../../recording-lines.ts';

const RUNS = 2000;
const seeds = recordingLines<{ args: string[] }>('fixtures/recordings/hyp-cli.jsonl').map(({ args }) => args);

const STRANGE = [
  ...[
    '',
    '-',
    '--',
    '---',
    '=',
    '--=',
    '-x=y',
    '--version',
    '--debug',
    '--help',
    '--volume',
    '{',
    '[[',
    'NaN',
    '1e999',
  ],
  ...['9'.repeat(5000), '['.repeat(20_000), 'x'.repeat(10_000), '\u0000\u001b[31m', '\u202e\ud800', '__proto__'],
  ...['--environment', '{"\\ud800":"\\ud800"}', '{"__proto__":"x"}', '--label-selector', '{"a":"b"}', '404', 'nan'],
  ...['--vcpu', '-inf', '--memory', '1e-320', '--accelerators', '-0', '--instance-type', 'constructor', 'ml.toString'],
];

/** Flags that can stand at the end of any command line, most of the time. */
const APPENDED = [
  ['--environment', '{"A":"1","__proto__":"\\ud800"}'],
  ['--label-selector', '{"constructor":"x"}'],
  ['--volume', 'name=v,type=pvc,mount_path=/v,claim_name=c'],
  ['--command', '[a, b]'],
  ['--namespace', '\u001b[31m \u202e\ud800'],
  ['--image', '{}: &a *b #\n'],
  ['--memory-limit', '1e-320'],
  ['--vcpu-limit', 'nan'],
  ['--max-retry', '9'.repeat(400)],
  ['--elastic-replica-discrete-values', '[1]'],
  ['--tasks-per-node', '007'],
  ['--debug'],
];

const mutation = fc.record({
  how: fc.constantFrom('append', 'append', 'append', 'drop', 'double', 'swap', 'insert', 'cut', 'spoil'),
  at: fc.nat(),
  other: fc.nat(),
  text: fc.oneof(fc.constantFrom(...STRANGE), fc.string({ unit: 'grapheme' })),
});

type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

const mutants = fc
  .tuple(fc.constantFrom(...seeds), fc.array(mutation, { minLength: 1, maxLength: 4 }))
  .map(([args, mutations]) => mutations.reduce<readonly string[]>(mutated, args));

function mutated(words: readonly string[], { how, at, other, text }: Mutation): readonly string[] {
  const index = at % Math.max(words.length, 1);
  const word = words[index] ?? '';
  const put = (...replaced: readonly string[]): string[] => words.toSpliced(index, 1, ...replaced);
  if (how === 'append') return [...words, ...(APPENDED[other % APPENDED.length] as string[])];
  if (how === 'drop') return put();
  if (how === 'double') return put(word, word);
  if (how === 'swap') return put().toSpliced(other % (words.length + 1), 0, word);
  if (how === 'insert') return put(text, word);
  const start = word.slice(0, other % (word.length + 1));
  return put(how === 'cut' ? start : start + text);
}

describe('mutated command lines', () => {
  it('are answered, never with an exception: an object that is plain data, or the reason of a refusal', () => {
    const counts = { created: 0, refused: 0 };
    fc.assert(
      fc.property(mutants, (args) => {
        const answer = hypCreate(args);
        counts[answer.state]++;
        if (answer.state === 'refused') expect(answer.errors.length).toBeGreaterThan(0);
        else {
          expect(JSON.parse(JSON.stringify(answer.object))).toEqual(answer.object);
          expect(parse(toYaml(answer.object))).toEqual(answer.object);
          readInputs([{ file: 'hyp', text: JSON.stringify(answer.object) }]);
        }
      }),
      { numRuns: RUNS },
    );
    expect(Math.min(counts.created, counts.refused)).toBeGreaterThan(RUNS / 20);
  });

  it('are answered the same twice', () => {
    fc.assert(
      fc.property(mutants, (args) => {
        expect(JSON.stringify(hypCreate(args))).toBe(JSON.stringify(hypCreate(args)));
      }),
      { numRuns: 300 },
    );
  });
});
