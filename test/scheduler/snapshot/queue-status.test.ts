import { describe, expect, it } from 'vitest';
import {
  type AdmissionCheck,
  type ClusterQueue,
  type ResourceFlavor,
  resolveFeatureGates,
} from '../../../src/model/index.ts';
import { type QueueStatus, queueStatus } from '../../../src/scheduler/index.ts';
import { queue } from '../make-scheduler.ts';

const MULTIKUEUE = 'kueue.x-k8s.io/multikueue';
const PROVISIONING = 'kueue.x-k8s.io/provisioning-request';

function statusOf(
  changes: Partial<ClusterQueue>,
  {
    flavors = [{ name: 'f' }, { name: 'g' }],
    checks = [],
    topologies = [],
    gates = {},
  }: {
    flavors?: ResourceFlavor[];
    checks?: AdmissionCheck[];
    topologies?: string[];
    gates?: Record<string, boolean>;
  } = {},
): QueueStatus {
  return queueStatus(queue('q', [{ f: { cpu: 1 }, g: { cpu: 1 } }], changes), {
    gates: resolveFeatureGates(gates),
    resourceFlavors: new Map(flavors.map((flavor) => [flavor.name, flavor])),
    admissionChecks: new Map(checks.map((check) => [check.name, check])),
    hasTopology: (flavor) => topologies.includes(flavor),
  });
}

function textOf(status: QueueStatus): string | undefined {
  return status.state === 'active' ? undefined : `${status.reason}: ${status.message}`;
}

function check(name: string, controllerName = 'x', isActive = true): AdmissionCheck {
  return { name, controllerName, isActive };
}

function requires(...names: string[]): Partial<ClusterQueue> {
  return { admissionChecks: names.map((name) => ({ name })) };
}

const placing: ResourceFlavor[] = [{ name: 'f', topologyName: 't' }, { name: 'g' }];

describe('a queue (kueue-quota §6.8)', () => {
  it('takes workloads if nothing is in the way', () => {
    expect(statusOf(requires('a'), { checks: [check('a')] })).toEqual({ state: 'active' });
  });

  it.each<[title: string, status: QueueStatus, text: string]>([
    ['is stopped', statusOf({ stopPolicy: 'Hold' }), "Stopped: Can't admit new workloads: is stopped."],
    [
      'names flavors that are not there',
      statusOf({}, { flavors: [] }),
      "FlavorNotFound: Can't admit new workloads: references missing ResourceFlavor(s): f,g.",
    ],
    [
      'names checks that are not there',
      statusOf(requires('b', 'a')),
      "AdmissionCheckNotFound: Can't admit new workloads: references missing AdmissionCheck(s): a,b.",
    ],
    [
      'names checks that are not active',
      statusOf(requires('a', 'b'), { checks: [check('a', 'x', false), check('b')] }),
      "AdmissionCheckInactive: Can't admit new workloads: references inactive AdmissionCheck(s): a.",
    ],
    [
      'has two MultiKueue checks',
      statusOf(requires('b', 'a'), { checks: [check('a', MULTIKUEUE), check('b', MULTIKUEUE)] }),
      "MultipleMultiKueueAdmissionChecks: Can't admit new workloads: Cannot use multiple MultiKueue AdmissionChecks on the " +
        'same ClusterQueue, found: a,b.',
    ],
    [
      'has a MultiKueue check for some flavors',
      statusOf({ admissionChecks: [{ name: 'a', onFlavors: ['f'] }] }, { checks: [check('a', MULTIKUEUE)] }),
      "MultiKueueAdmissionCheckAppliedPerFlavor: Can't admit new workloads: Cannot specify MultiKueue AdmissionCheck per " +
        'flavor, found: a.',
    ],
    [
      'has MultiKueue and provisioning',
      statusOf(requires('a', 'p'), { checks: [check('a', MULTIKUEUE), check('p', PROVISIONING)] }),
      "MultiKueueWithProvisioningRequest: Can't admit new workloads: Cannot use both MultiKueue and ProvisioningRequest " +
        'AdmissionChecks together, found: a, p.',
    ],
    [
      'has a flavor without its topology',
      statusOf({}, { flavors: placing }),
      'TopologyNotFound: Can\'t admit new workloads: there is no Topology "t" for TAS flavor "f".',
    ],
    [
      'has several of these: the first is the reason, all are told',
      statusOf({ stopPolicy: 'HoldAndDrain', ...requires('a') }, { flavors: placing }),
      "Stopped: Can't admit new workloads: is stopped, references missing AdmissionCheck(s): a, there is no Topology " +
        '"t" for TAS flavor "f".',
    ],
  ])('takes none if it %s', (_, status, text) => {
    expect(textOf(status)).toBe(text);
  });

  it.each<[title: string, status: QueueStatus]>([
    [
      'has a MultiKueue check for each of its flavors by name',
      statusOf({ admissionChecks: [{ name: 'a', onFlavors: ['g', 'f'] }] }, { checks: [check('a', MULTIKUEUE)] }),
    ],
    [
      'leaves the topology to other clusters',
      statusOf(requires('a'), { flavors: placing, checks: [check('a', MULTIKUEUE)] }),
    ],
    ['has its topology', statusOf({}, { flavors: placing, topologies: ['f'] })],
    ['needs no topology', statusOf({}, { flavors: placing, gates: { TopologyAwareScheduling: false } })],
  ])('takes workloads if it %s', (_, status) => {
    expect(status.state).toBe('active');
  });
});
