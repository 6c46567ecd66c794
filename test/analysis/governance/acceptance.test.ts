import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { deriveGovernance } from '../../../src/analysis/index.ts';
import { kueueYaml, readInputs } from '../../../src/formats/index.ts';
import { DEFAULT_SCHEDULER_CONFIG } from '../../../src/model/index.ts';

interface KubernetesObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly [key: string]: unknown;
}

const FOLDER = 'fixtures/governance';
const text = (file: string): string => readFileSync(`${FOLDER}/${file}`, 'utf8');
const keyOf = ({ kind, metadata }: KubernetesObject): string => `${kind} ${metadata.name}`;
const objects = (yaml: string): KubernetesObject[] =>
  parseAllDocuments(yaml).map((document) => document.toJS() as KubernetesObject);

function derived(): KubernetesObject[] {
  const files = [
    'create-cluster-scheduler-config.json',
    'create-compute-quota-team-a.json',
    'create-compute-quota-team-b.json',
  ];
  const result = readInputs(files.map((file) => ({ file, text: text(file) })));
  if (result.state === 'refused') throw new Error(result.problems[0]?.message);
  const { computeQuotas: quotas, clusterSchedulerConfigs } = result.value;
  const governance = deriveGovernance({
    quotas,
    schedulerConfig: clusterSchedulerConfigs[0] ?? DEFAULT_SCHEDULER_CONFIG,
  });
  return objects(kueueYaml(governance.objects));
}

/** The object as it was written by hand, and what is known to differ from it. */
function explained(object: KubernetesObject): KubernetesObject {
  const { description: _, ...rest } = object;
  if (object.kind === 'ResourceFlavor') {
    // Flavors of the allocation API name a topology; the file says nothing of topology.
    return { ...rest, spec: { ...(object.spec as object), topologyName: 'hyperpod-default' } } as KubernetesObject;
  }
  if (object.kind === 'Namespace') {
    const team = object.metadata.name.replace('hyperpod-ns-', '');
    const labels = {
      ...object.metadata.labels,
      // Every API server sets it; the selectors of the queues ask for it.
      'kubernetes.io/metadata.name': object.metadata.name,
      // The file has a made-up id, which no request knows; the HyperPod CLI makes the queue's name of this label.
      'sagemaker.amazonaws.com/quota-allocation-id': team,
    };
    return { ...rest, metadata: { ...object.metadata, labels } } as KubernetesObject;
  }
  // A priority class's description is for people, and not kept.
  return rest as KubernetesObject;
}

describe('the reference example: two teams, four instances, four classes', () => {
  const expected = objects(text('kueue-objects.yaml'));

  it.each(expected.map((object) => [keyOf(object), object] as const))('has %s', (key, object) => {
    expect(derived().find((candidate) => keyOf(candidate) === key)).toEqual(explained(object));
  });

  it('has nothing else but the topology that the flavor names', () => {
    const known = new Set(expected.map(keyOf));
    expect(expected).toHaveLength(11);
    expect(
      derived()
        .map(keyOf)
        .filter((key) => !known.has(key)),
    ).toEqual(['Topology hyperpod-default']);
  });
});

interface Usage {
  readonly flavor: string;
  readonly usage: Readonly<Record<string, { readonly nominal?: string }>>;
}

it('the second scenario has the nominal quotas that the walkthrough of the CLI shows', () => {
  const { afterTeamAJobOnTwoInstances: shown } = JSON.parse(text('scenario.json')).secondScenario as {
    readonly afterTeamAJobOnTwoInstances: Usage;
  };
  const { teams } = deriveGovernance({
    quotas: [
      {
        name: 'q',
        teamName: 'team-a',
        fairShareWeight: 0,
        resources: [{ instanceType: shown.flavor, count: 1 }],
        strategy: 'LendAndBorrow',
        borrowLimitPercent: 100,
        absoluteBorrowLimits: [],
        preemptTeamTasks: 'LowerPriority',
        activationState: 'Enabled',
      },
    ],
    schedulerConfig: DEFAULT_SCHEDULER_CONFIG,
  });
  const rows = teams[0]?.clusterQueue.resourceGroups[0]?.flavors[0]?.resources ?? [];
  const nominal = Object.fromEntries(rows.map(({ name, nominalQuota }) => [name, nominalQuota]));
  const stated = Object.entries(shown.usage).filter(([, usage]) => usage.nominal !== undefined);
  expect(stated).toHaveLength(3);
  for (const [resource, usage] of stated) expect([resource, nominal[resource]]).toEqual([resource, usage.nominal]);
});
