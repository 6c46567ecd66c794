import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInputs, topographYaml } from '../../../src/formats/index.ts';
import type { Instance } from '../../../src/model/index.ts';

function readBack(instances: readonly Instance[]): Instance[] {
  const result = readInputs([{ file: 'model.yaml', text: topographYaml(instances) }]);
  if (result.state === 'refused') throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return [...result.value.instances].sort((a, b) => (a.id < b.id ? -1 : 1));
}

describe('a model written for topograph', () => {
  it('joins nodes to host lists, and says a shared zone once', () => {
    const shared = { availabilityZone: 'z1', ultraServerId: 'nvl-1' };
    const text = topographYaml([
      { id: 'n01', networkNodes: ['core', 'leaf-1'], ...shared },
      { id: 'n02', networkNodes: ['core', 'leaf-1'], ...shared },
      { id: 'n03', networkNodes: ['core', 'leaf-2'], availabilityZone: 'z1' },
    ]);
    expect(text).toBe(
      [
        'switches:',
        '  core:',
        '    labels:',
        '      topology.kubernetes.io/zone: z1',
        '    switches:',
        '      - leaf-1',
        '      - leaf-2',
        'blocks:',
        '  - switch: leaf-1',
        '    nodes:',
        '      - n[01-02]',
        '    annotations:',
        '      accelerator.topology.test/domain: nvl-1',
        '  - switch: leaf-2',
        '    nodes:',
        '      - n03',
        '',
      ].join('\n'),
    );
  });

  it('calls a network node that stands in several places by its path', () => {
    const instances = [
      { id: 'a', nodeName: 'a', networkNodes: ['x', 'leaf'] },
      { id: 'b', nodeName: 'b', networkNodes: ['y', 'leaf'] },
    ];
    expect(readBack(instances).map(({ networkNodes }) => networkNodes)).toEqual([
      ['x', 'x/leaf'],
      ['y', 'y/leaf'],
    ]);
  });

  it('is read back as it was: network nodes, domains, their parts, and zones that a network shares', () => {
    // Names carry their path, so that each stands in one place; numbers make host lists of all kinds.
    const path = fc
      .array(fc.constantFrom('1', '2', '07'), { maxLength: 4 })
      .map((steps) => steps.map((_, i) => `s${steps.slice(0, i + 1).join('-')}`));
    const instance = fc.record(
      {
        id: fc.oneof(
          fc.integer({ min: 0, max: 120 }).map((n) => `n${n}`),
          fc.integer({ min: 0, max: 20 }).map((n) => `srv${String(n).padStart(3, '0')}`),
          fc.stringMatching(/^[A-Za-z0-9](?:[-.A-Za-z0-9]{0,8}[A-Za-z0-9])?$/),
        ),
        networkNodes: path,
        ultraServerId: fc.constantFrom('nvl-1', 'nvl-2', 'true', '0x1'),
        subDomainId: fc.constantFrom('rack01', '12'),
      },
      { requiredKeys: ['id', 'networkNodes'] },
    );
    fc.assert(
      fc.property(fc.uniqueArray(instance, { selector: ({ id }) => id, minLength: 1 }), (drawn) => {
        const instances = drawn
          .map((one): Instance => {
            const zone = one.networkNodes[0]?.endsWith('1') === true ? { availabilityZone: 'zone1' } : {};
            return { ...one, nodeName: one.id, ...zone };
          })
          .sort((a, b) => (a.id < b.id ? -1 : 1));
        expect(readBack(instances)).toEqual(instances);
        expect(topographYaml(instances.toReversed())).toBe(topographYaml(instances));
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});
