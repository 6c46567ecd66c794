import { describe, expect, it } from 'vitest';
import { problemsOf, read } from './read.ts';

const MILLION = 1_000_000;
/** Generous: a quadratic step would take hours. */
const LIMIT_MS = 60_000;

function list(item: string): string {
  return `[${Array(MILLION).fill(item).join(',\n')}]`;
}

describe('a list of a million wrong things is refused item by item', () => {
  it.each([
    ['numbers', list('1'), 'wrong-type'],
    ['empty objects', list('{}'), 'unsupported-kind'],
    ['instances without an id', `{"Instances":${list('{}')}}`, 'missing'],
    [
      'nodes without metadata',
      `{"apiVersion":"v1","kind":"List","items":${list('{"apiVersion":"v1","kind":"Node"}')}}`,
      'missing',
    ],
  ])(
    '%s',
    (_, text, code) => {
      const problems = problemsOf(text);
      expect(problems).toHaveLength(MILLION);
      expect(problems[MILLION - 1]?.code).toBe(code);
      expect(problems[99_999]?.line).toBe(100_000);
    },
    LIMIT_MS,
  );

  it(
    'within one object it is refused as a whole',
    () => {
      const text = `{"Instances":[{"InstanceId":"i-1","NetworkNodes":${list('1')}}]}`;
      expect(problemsOf(text)).toMatchObject([{ code: 'out-of-range', field: 'Instances[0]' }]);
    },
    LIMIT_MS,
  );
});

describe('a large good answer', () => {
  it(
    'of 100,000 instances is read whole',
    () => {
      const instances = Array.from({ length: 100_000 }, (_, i) => ({
        InstanceId: `i-${i}`,
        InstanceType: 'p5.48xlarge',
        NetworkNodes: ['nn-1', `nn-2-${i % 100}`, `nn-3-${i % 1000}`],
      }));
      const result = read({ Instances: instances });
      expect(result.state === 'read' && result.value.instances.length).toBe(100_000);
    },
    LIMIT_MS,
  );
});
