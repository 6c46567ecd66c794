import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instanceTopologyJson, readInputs } from '../../../src/formats/index.ts';
import { generateTopology } from '../../../src/topology/index.ts';

describe("EC2's answer, written", () => {
  it('is read back as it was', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom('ec2' as const, 'nvl72' as const), (seed, kind) => {
        const instances = generateTopology({ kind, instanceCount: 40 }, { seed }).map(
          ({ ultraServerId: _notCarried, ...instance }, i) =>
            i % 3 === 0 ? { ...instance, groupName: 'g' } : instance,
        );
        const read = readInputs([{ file: 'a.json', text: instanceTopologyJson(instances) }]);
        expect(read).toMatchObject({ state: 'read', warnings: [] });
        if (read.state === 'read') expect(read.value.instances).toEqual(instances);
      }),
      { seed: 1, numRuns: 20 },
    );
  });

  it.each([
    ['an id of another kind', { id: 'srv1101', networkNodes: ['a'] }, 'no instance id'],
    ['five layers', { id: 'i-1', networkNodes: ['a', 'b', 'c', 'd', 'e'] }, '5 layers'],
  ])('is refused for %s', (_, instance, message) => {
    expect(() => instanceTopologyJson([instance])).toThrow(message);
  });
});
