import { describe, expect, it } from 'vitest';
import { mermaid } from '../../src/report/index.ts';
import { compileNetwork } from '../../src/topology/index.ts';
import { ec2Instances, FIXTURES, instancesAt } from '../topology/samples.ts';

const four = compileNetwork(ec2Instances(`${FIXTURES}documentation-examples/ec2-four-instances.json`));
/** Mixed depth, two trees, and instances without network nodes. */
const mixed = compileNetwork([
  ...instancesAt({ 'i-a': ['t', 'l', 'm', 'n'], 'i-b': ['t', 'l', 'o'], 'i-c': ['t'], 'i-d': ['u'] }),
  { id: 'i-e', nodeName: 'node-e', networkNodes: [] },
  { id: 'i-f', networkNodes: [] },
]);

describe('mermaid', () => {
  it('draws the documented instances', () => {
    expect(mermaid(four, 'Four').split('\n')).toEqual([
      'flowchart TD',
      '    A["Four"]',
      '    A --> n0["Layer 1: nn-1111111111example"]',
      '    n0 --> n1["Layer 2: nn-2222222222example"]',
      '    n0 --> n2["Layer 2: nn-3333333333example"]',
      '    n1 --> n3["Layer 3: nn-4444444444example"]',
      '    n1 --> n4["Layer 3: nn-5555555555example"]',
      '    n2 --> n5["Layer 3: nn-6666666666example"]',
      '    n3 --> n6["i-1111111111example"]',
      '    n3 --> n7["i-2222222222example"]',
      '    n4 --> n8["i-3333333333example"]',
      '    n5 --> n9["i-444444444example"]',
    ]);
  });

  it('draws mixed depth, and apart what nothing is known of', () => {
    const lines = mermaid(mixed)
      .split('\n')
      .map((line) => line.trim());
    const idOf = (label: string): string => {
      const line = lines.find((text) => text.endsWith(`["${label}"]`));
      return (/ (\w+)\["/.exec(line as string) as RegExpExecArray)[1] as string;
    };
    for (const [above, label] of [
      ['A', 'Layer 1: t'],
      ['A', 'Layer 1: u'],
      [idOf('Layer 1: t'), 'Layer 2: l'],
      [idOf('Layer 2: l'), 'Layer 3: o'],
      [idOf('Layer 3: m'), 'Layer 4: n'],
      [idOf('Layer 4: n'), 'i-a'],
      [idOf('Layer 3: o'), 'i-b'],
      [idOf('Layer 1: t'), 'i-c'],
      ['U', 'node-e'],
      ['U', 'i-f'],
    ]) {
      expect(lines).toContain(`${above} --> ${idOf(label as string)}["${label}"]`);
    }
    expect(lines).toContain('A -.-> U["no network nodes known"]');
    // Two lines of head, six network nodes, six instances, and the one of those unknown.
    expect(lines).toHaveLength(2 + 6 + 6 + 1);
  });
});
