import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveGovernance, type GovernanceObjects } from '../../../src/analysis/index.ts';
import { HopwiseError } from '../../../src/base/index.ts';
import { kueueJson, kueueYaml, readInputs, readSchedulerConfig } from '../../../src/formats/index.ts';
import { DEFAULT_SCHEDULER_CONFIG } from '../../../src/model/index.ts';
import { governanceText } from '../../../src/report/index.ts';
import { mutate, mutateText, mutations } from '../mutate.ts';

/** Mutants of each input; HOPWISE_MUTANTS=100000 for a long run. */
const MUTANTS = Number(process.env.HOPWISE_MUTANTS ?? 500);
/** A mutant takes a few milliseconds. */
const TIMEOUT_MS = 60_000 + 20 * MUTANTS;

const json = (file: string): object => JSON.parse(readFileSync(`fixtures/governance/${file}`, 'utf8'));
const request = json('create-compute-quota-team-a.json');
const lines = [
  { InstanceType: 'ml.p4d.24xlarge', Accelerators: 12, VCpu: 10.5, MemoryInGiB: 3 },
  { InstanceType: 'ml.p4d.24xlarge', AcceleratorPartition: { Type: 'mig-1g.5gb', Count: 7 } },
  { InstanceType: 'ml.trn1.32xlarge', MemoryInGiB: 100 },
  { InstanceType: 'ml.m5.xlarge', VCpu: 3 },
];
const answer = {
  ...request,
  ComputeQuotaArn: 'arn:aws:sagemaker:us-west-2:111122223333:compute-quota/examplea1234',
  ComputeQuotaId: 'examplea1234',
  Status: 'Updated',
  ComputeQuotaConfig: {
    ComputeQuotaResources: lines,
    ResourceSharingConfig: { Strategy: 'LendAndBorrow', BorrowLimit: 75, AbsoluteBorrowLimits: lines.slice(0, 2) },
    PreemptTeamTasks: 'Never',
  },
};
const policy = json('create-cluster-scheduler-config.json');
const other = json('create-compute-quota-team-b.json');

const INPUTS: Readonly<Record<string, unknown>> = {
  'a request for an allocation': request,
  'an answer with lines of every kind': answer,
  'a policy': policy,
  'a list of everything': [{ ComputeQuotaSummaries: [answer, other], NextToken: 'x' }, policy],
};

const nodes = { file: 'nodes.json', text: readFileSync('fixtures/governance/nodes.json', 'utf8') };

/** What was made of an input that was read, if it is of one cluster and each team stands there once. */
function governanceOf(text: string): GovernanceObjects | undefined {
  const result = readInputs([{ file: 'a.json', text }, nodes]);
  const problems = result.state === 'refused' ? result.problems : result.warnings;
  for (const { line, column, message, field } of problems) {
    // One line without control characters, whatever stood in the input.
    const isComplete =
      line >= 1 && column >= 1 && message !== '' && !/[\p{Cc}\u2028\u2029\u202e]/u.test(message + field);
    if (!isComplete) throw new Error(message);
  }
  if (result.state === 'refused') return undefined;
  const { computeQuotas: quotas, clusterSchedulerConfigs, nodes: known } = result.value;
  const schedulerConfig = {
    ...(clusterSchedulerConfigs[0] ?? DEFAULT_SCHEDULER_CONFIG),
    idleResourceSharing: 'Enabled' as const,
  };
  try {
    const governance = deriveGovernance({ quotas, schedulerConfig, nodes: known });
    expect(governanceText(governance, schedulerConfig)).not.toBe('');
    return governance.objects;
  } catch (error) {
    if (error instanceof HopwiseError && error.code === 'invalid-argument') return undefined;
    throw error;
  }
}

describe('a mutant gives objects that can be read again, or listed problems', () => {
  it.each(Object.keys(INPUTS))(
    '%s',
    (name) => {
      expect(governanceOf(JSON.stringify(INPUTS[name]))).toBeDefined();
      fc.assert(
        fc.property(mutations, (drawn) => {
          const objects = governanceOf(mutate(INPUTS[name], drawn));
          if (objects === undefined) return;
          for (const [file, text] of [
            ['a.yaml', kueueYaml(objects)],
            ['a.json', kueueJson(objects)],
          ] as const) {
            expect(text === '' ? 'read' : readInputs([{ file, text }]).state).toBe('read');
          }
        }),
        { seed: 20260101, numRuns: MUTANTS },
      );
    },
    TIMEOUT_MS,
  );

  it(
    'settings in shorthand',
    () => {
      const text = 'PriorityClasses=[{Name=inference,Weight=90},{Name="training",Weight=70}],FairShare=Enabled';
      const textMutations = mutations.map((drawn) =>
        drawn.map(({ how, ...rest }) => ({ how: 0.7 + how * 0.3, ...rest })),
      );
      fc.assert(
        fc.property(textMutations, (drawn) => {
          const result = readSchedulerConfig({ file: '--scheduler-config', text: drawn.reduce(mutateText, text) });
          if (result.state === 'refused') expect(result.problems.length).toBeGreaterThan(0);
        }),
        { seed: 20260101, numRuns: MUTANTS * 10 },
      );
    },
    TIMEOUT_MS,
  );
});
