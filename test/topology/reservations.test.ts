import { describe, expect, it } from 'vitest';
import type { CapacityReservation } from '../../src/model/index.ts';
import { instancesBelowReservation, reservationLeaves } from '../../src/topology/index.ts';
import { ec2Instances, FIXTURES, instancesAt, readJson } from './samples.ts';

const DOCUMENTED = `${FIXTURES}documentation-examples/`;

interface ReservationItem {
  readonly CapacityReservationId: string;
  readonly InstanceType: string;
  readonly State: string;
  readonly NetworkNodes: readonly string[];
}

const reservations = readJson<{ CapacityReservations: ReservationItem[] }>(
  `${DOCUMENTED}ec2-capacity-reservations.json`,
).CapacityReservations.map(
  (item): CapacityReservation => ({
    id: item.CapacityReservationId,
    instanceType: item.InstanceType,
    state: item.State,
    networkNodes: item.NetworkNodes,
  }),
);

describe('instancesBelowReservation', () => {
  it('finds the instances of the documented reservations by their paths', () => {
    const instances = ec2Instances(`${DOCUMENTED}ec2-four-instances.json`);
    const { reservationPrefix } = readJson<{ reservationPrefix: Record<string, string[]> }>(
      `${DOCUMENTED}expected-ec2-four-instances.json`,
    );
    const found = reservations.map((one) => [one.id, instancesBelowReservation(instances, one).map(({ id }) => id)]);
    expect(Object.fromEntries(found)).toEqual(reservationPrefix);
  });

  it('finds none for a reservation without network nodes, or deeper than the instances', () => {
    const instances = instancesAt({ a: ['x', 'y'], b: [] });
    expect(instancesBelowReservation(instances, { id: 'cr-1', networkNodes: [] })).toEqual([]);
    expect(instancesBelowReservation(instances, { id: 'cr-1', networkNodes: ['x', 'y', 'z'] })).toEqual([]);
    expect(instancesBelowReservation(instances, { id: 'cr-1', networkNodes: ['x', 'y'] })).toHaveLength(1);
  });
});

describe('reservationLeaves', () => {
  it('hangs reservations where their paths end', () => {
    expect(reservationLeaves([...reservations, { id: 'cr-3', networkNodes: [] }])).toEqual([
      {
        id: 'cr-1111111111example',
        type: 'p4d.24xlarge reservation (active)',
        networkNodes: ['nn-1111111111example', 'nn-2222222222example'],
      },
      {
        id: 'cr-2222222222example',
        type: 'trn1.2xlarge reservation (active)',
        networkNodes: ['nn-1111111111example', 'nn-3333333333example'],
      },
      { id: 'cr-3', type: 'unknown type reservation', networkNodes: [] },
    ]);
  });
});
