import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { accepted, problemLines, problemsOf } from '../read.ts';

const FIXTURES = 'fixtures/topology/documentation-examples';
const RECORDINGS = '../shared/data/topology/recordings';
const fixture = (name: string): string => readFileSync(`${FIXTURES}/${name}`, 'utf8');

function instance(id: string, networkNodes: unknown = ['nn-1', 'nn-2'], more: object = {}): object {
  return { InstanceId: id, InstanceType: 'p5.48xlarge', NetworkNodes: networkNodes, ...more };
}

describe('DescribeInstanceTopology', () => {
  it('gives every field of an instance', () => {
    const { instances } = accepted(
      instance('i-1', ['nn-1', 'nn-2', 'nn-3'], {
        GroupName: 'ML-group',
        AvailabilityZone: 'us-west-2a',
        ZoneId: 'usw2-az2',
        CapacityBlockId: 'cb-1',
      }),
    );
    expect(instances).toEqual([
      {
        id: 'i-1',
        type: 'p5.48xlarge',
        networkNodes: ['nn-1', 'nn-2', 'nn-3'],
        groupName: 'ML-group',
        availabilityZone: 'us-west-2a',
        zoneId: 'usw2-az2',
        capacityBlockId: 'cb-1',
      },
    ]);
  });

  it('takes the whole answer, a bare list, and pages in any mix of files and documents', () => {
    const page = (id: string, token?: string) => ({
      Instances: [instance(id)],
      ...(token ? { NextToken: token } : {}),
    });
    const ids = accepted(
      page('i-1', 'more'),
      [instance('i-2')],
      `${JSON.stringify(page('i-3', 'x'))}\n{"Instances":[]}`,
    );
    expect(ids.instances.map(({ id }) => id)).toEqual(['i-1', 'i-2', 'i-3']);
    expect(problemLines(page('i-1', 'more'), page('i-2'))).toEqual([]);
  });

  it('warns of a page that has no follower', () => {
    expect(problemLines({ Instances: [], NextToken: 'x' }, { Instances: [], NextToken: 'y' })).toEqual([
      '1.json:1:29 warning incomplete NextToken',
    ]);
  });

  it('reads the four instances of the EC2 guide, with a single warning for all "null" texts', () => {
    const text = fixture('ec2-four-instances.json');
    expect(accepted(text).instances.map(({ id, capacityBlockId }) => [id, capacityBlockId])).toEqual([
      ['i-1111111111example', undefined],
      ['i-2222222222example', undefined],
      ['i-3333333333example', undefined],
      ['i-444444444example', undefined],
    ]);
    expect(problemsOf(text).map(({ code }) => code)).toEqual(['invalid-value', 'incomplete']);
  });

  it('reads null, empty and missing network nodes as none', () => {
    const { instances } = accepted(fixture('edge-cases.json'));
    const withoutTopology = instances.filter(({ networkNodes }) => networkNodes.length === 0).map(({ id }) => id);
    const expected = JSON.parse(fixture('edge-cases.expected.json')).withoutTopology;
    expect(withoutTopology).toEqual(expected);
    expect(instances[0]?.networkNodes).toEqual(['nn-e1', 'nn-e2', 'nn-e3', 'nn-e4']);
  });

  it('keeps a repeated instance once, and refuses one with another path', () => {
    const again = [instance('i-1'), instance('i-1')];
    expect(accepted(again).instances).toHaveLength(1);
    expect(problemLines(again)).toEqual([expect.stringContaining('warning duplicate [1].InstanceId')]);
    expect(problemLines([instance('i-1')], [instance('i-1', ['nn-9'])])).toEqual([
      '1.json:1:16 error conflict [0].InstanceId',
    ]);
  });

  it.each([
    ['five layers', instance('i-1', ['nn-1', 'nn-2', 'nn-3', 'nn-4', 'nn-5']), 'out-of-range [0].NetworkNodes'],
    ['an empty network node', instance('i-1', ['']), 'invalid-name [0].NetworkNodes[0]'],
    ['markup in a network node', instance('i-1', ['nn-<b>']), 'invalid-name [0].NetworkNodes[0]'],
    ['a number as network node', instance('i-1', [1]), 'wrong-type [0].NetworkNodes[0]'],
    ['a control character in the id', instance('i-1\u0007'), 'invalid-name [0].InstanceId'],
    ['a null id', instance(null as never), 'wrong-type [0].InstanceId'],
    ['a mistyped key', { InstanceId: 'i-1', NetworkNode: [] }, 'unknown-key [0].NetworkNode'],
    ['markup in the group name', instance('i-1', [], { GroupName: '<img>' }), 'invalid-name [0].GroupName'],
  ])('refuses %s', (_, item, expected) => {
    expect(problemLines([item])).toEqual([expect.stringContaining(`error ${expected}`)]);
  });

  it('passes over keys of newer API versions', () => {
    expect(accepted([instance('i-1', [], { Tenancy: 'default' })]).instances).toHaveLength(1);
  });

  it('says which key was probably meant for an answer that it does not know', () => {
    expect(problemsOf({ Instance: [] })[0]?.message).toContain('did you mean "Instances"?');
  });

  it.skipIf(!existsSync(RECORDINGS))('reads every recorded answer whole (skipped without ../shared)', () => {
    for (const file of readdirSync(RECORDINGS).filter((name) => /^(eks|pc)-.*\d\.json$|silver\.json$/.test(name))) {
      const text = readFileSync(`${RECORDINGS}/${file}`, 'utf8');
      const count = text.split('"InstanceId"').length - 1;
      expect([file, accepted(text).instances.length]).toEqual([file, count]);
    }
  });
});

describe('DescribeCapacityReservationTopology', () => {
  it('gives every field of a reservation', () => {
    expect(accepted(fixture('ec2-capacity-reservations.json')).reservations).toEqual([
      {
        id: 'cr-1111111111example',
        state: 'active',
        instanceType: 'p4d.24xlarge',
        networkNodes: ['nn-1111111111example', 'nn-2222222222example'],
        availabilityZone: 'us-west-2a',
        zoneId: 'usw2-az2',
      },
      {
        id: 'cr-2222222222example',
        state: 'active',
        instanceType: 'trn1.2xlarge',
        networkNodes: ['nn-1111111111example', 'nn-3333333333example'],
        availabilityZone: 'us-west-2a',
        zoneId: 'usw2-az2',
      },
    ]);
  });

  it('takes a bare list', () => {
    expect(accepted([{ CapacityReservationId: 'cr-1' }]).reservations).toEqual([{ id: 'cr-1', networkNodes: [] }]);
  });
});
