import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Inputs, readInputs } from '../../../src/formats/index.ts';
import type { Instance } from '../../../src/model/index.ts';
import { compareNetworks, compileNetwork } from '../../../src/topology/index.ts';

function read(text: string): ReturnType<typeof readInputs> {
  return readInputs([{ file: 'model.yaml', text }]);
}

function accepted(text: string): Inputs {
  const result = read(text);
  if (result.state === 'refused') throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.value;
}

/** `LINE CODE field: message` of each problem or warning. */
function problems(text: string): string[] {
  const result = read(text);
  const found = result.state === 'refused' ? result.problems : result.warnings;
  return found.map(({ line, code, field, severity }) => `${line} ${severity} ${code} ${field}`);
}

const MODEL = `
switches:
  core:
    labels: {topology.kubernetes.io/region: us-east}
    switches: [spine-1, spine-2]
  spine-1:
    labels: {topology.kubernetes.io/zone: zone1}
    switches: [leaf-1]
  leaf-2:
    labels: {topology.kubernetes.io/zone: zone2}
blocks:
- switch: leaf-1
  nodes: ["n[01-02]", m]
  annotations:
    accelerator.topology.test/domain: nvl-1
    accelerator.topology.test/sub-domain: rack01
- switch: leaf-2
  nodes: [k]
- nodes: [lonely]
`;

describe("topograph's model", () => {
  it('becomes instances with their switches from the top, their domains and their zone', () => {
    const leaf1 = {
      networkNodes: ['core', 'spine-1', 'leaf-1'],
      availabilityZone: 'zone1',
      ultraServerId: 'nvl-1',
      subDomainId: 'rack01',
    };
    expect(accepted(MODEL).instances).toEqual([
      { id: 'n01', nodeName: 'n01', ...leaf1 },
      { id: 'n02', nodeName: 'n02', ...leaf1 },
      { id: 'm', nodeName: 'm', ...leaf1 },
      { id: 'k', nodeName: 'k', networkNodes: ['leaf-2'], availabilityZone: 'zone2' },
      { id: 'lonely', nodeName: 'lonely', networkNodes: [] },
    ]);
  });

  it('takes the zone of the nearest switch', () => {
    const [instance] = accepted(
      'switches: {a: {labels: {topology.kubernetes.io/zone: far}, switches: [b]}, b: {labels: {topology.kubernetes.io/zone: near}}}\nblocks: [{switch: b, nodes: [n1]}]',
    ).instances;
    expect(instance?.availabilityZone).toBe('near');
  });

  it.each([
    [
      'a switch with two parents',
      'switches:\n  a: {switches: [c]}\n  b: {switches: [c]}\nblocks: []',
      ['3 error conflict switches.b.switches[0]'],
    ],
    [
      'a circle',
      'switches:\n  a: {switches: [b]}\n  b: {switches: [a]}\nblocks: []',
      ['2 error conflict switches.a', '3 error conflict switches.b'],
    ],
    ['a node in two blocks', 'blocks:\n- nodes: ["n[1-2]"]\n- nodes: [n2]', ['3 error duplicate blocks[1].nodes[0]']],
    ['a broken host list', 'blocks:\n- nodes: ["n[2-1]"]', ['2 error invalid-value blocks[0].nodes[0]']],
    ['no name of a node', 'blocks:\n- nodes: ["a b"]', ['2 error invalid-name blocks[0].nodes[0]']],
    ['a number for a node', 'blocks:\n- nodes: [1101]', ['2 error wrong-type blocks[0].nodes[0]']],
    ['an unknown key', 'blocks:\n- {nodes: [a], swtich: s}', ['2 error unknown-key blocks[0].swtich']],
    ['no nodes', 'blocks:\n- {switch: s}', ['2 error missing blocks[0].nodes']],
  ])('is refused with %s', (_, text, lines) => {
    expect(read(text).state).toBe('refused');
    expect(problems(text)).toEqual(lines);
  });

  it('is read with a warning where no other switch names the switch of a block', () => {
    const text = 'switches: {core: {switches: [leaf-1]}}\nblocks:\n- {switch: leaf-l, nodes: [n1]}';
    expect(accepted(text).instances[0]?.networkNodes).toEqual(['leaf-l']);
    expect(problems(text)).toEqual(['3 warning not-found blocks[0].switch']);
  });
});

const MODELS = '../shared/data/topology/models/';
const note = existsSync(MODELS) ? '' : ' (skipped: the shared models are absent)';

function instancesOf(file: string): readonly Instance[] {
  const result = readInputs([{ file, text: readFileSync(MODELS + file, 'utf8') }]);
  if (result.state === 'refused') throw new Error(result.problems[0]?.message);
  expect(result.warnings).toEqual([]);
  return result.value.instances;
}

/** Name in the file → name in the model, of the comments above the lines. */
function commentsOf(file: string): [string, string][] {
  return [...readFileSync(MODELS + file, 'utf8').matchAll(/^# (.+)=(.+)$/gm)].map(([, name = '', label = '']) => [
    label,
    name,
  ]);
}

describe.skipIf(note !== '')(`topograph's own models${note}`, () => {
  it.each([
    ['topograph-small-tree.yaml', 6, [1, 2], 2, 0],
    ['topograph-medium.yaml', 8, [1, 2, 4], 4, 0],
    ['topograph-large.yaml', 96, [1, 6, 12], 12, 0],
    ['topograph-dual-xclr-regular.yaml', 96, [1, 6, 12], 2, 12],
  ])('%s has %i nodes, %j switches a layer, %i domains and %i parts', (file, count, switches, domains, parts) => {
    const instances = instancesOf(file);
    const distinct = (pick: (instance: Instance) => string | undefined): number =>
      new Set(instances.map(pick).filter((value) => value !== undefined)).size;
    expect(instances).toHaveLength(count);
    expect(switches.map((_, i) => distinct(({ networkNodes }) => networkNodes[i]))).toEqual(switches);
    expect(instances.every(({ networkNodes }) => networkNodes.length === switches.length)).toBe(true);
    expect(distinct(({ ultraServerId }) => ultraServerId)).toBe(domains);
    expect(distinct(({ subDomainId }) => subDomainId)).toBe(parts);
  });

  it('large.yaml is the tree that topograph writes for Slurm, switch by switch', () => {
    const drift = compareNetworks(
      compileNetwork(instancesOf('topograph-large.yaml')),
      compileNetwork(instancesOf('topograph-large.expected-tree.conf')),
    );
    expect([drift.added, drift.removed, drift.replaced, drift.moved]).toEqual([[], [], [], []]);
    const stated = commentsOf('topograph-large.expected-tree.conf');
    expect(stated).toHaveLength(19);
    expect(drift.renamed.map(({ from, to }) => [from, to]).sort()).toEqual(stated.sort());
  });

  it('large.yaml has the domains that topograph writes as blocks for Slurm', () => {
    const expected = new Map(
      instancesOf('topograph-large.expected-block.conf').map(({ id, ultraServerId }) => [id, ultraServerId]),
    );
    const nameOf = new Map(commentsOf('topograph-large.expected-block.conf'));
    const instances = instancesOf('topograph-large.yaml');
    expect(expected.size).toBe(96);
    for (const { id, ultraServerId = '' } of instances) expect(expected.get(id)).toBe(nameOf.get(ultraServerId));
  });
});
