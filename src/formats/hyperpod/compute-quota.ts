import * as z from 'zod';
import { didYouMean } from '../../base/index.ts';
import {
  type AcceleratorPartition,
  type ComputeQuota,
  type ComputeQuotaResource,
  instanceResources,
  knownInstanceTypes,
} from '../../model/index.ts';
import { checkShape } from '../check-shape.ts';
import type { Finding } from '../finding.ts';
import type { NameRule } from '../names.ts';
import { type Path, shown } from '../path.ts';
import {
  answered,
  named,
  type ObjectPolicy,
  type OwnProblem,
  oneOf,
  optional,
  present,
  ruled,
  written,
} from '../schema.ts';
import type { ShapeContext, ShapeReader } from '../shape-reader.ts';
import { clusterId, type Entity, entity, isAnswer, namePart, readList } from './entity.ts';

const LIST_KEY = 'ComputeQuotaSummaries';
const KEYS = [LIST_KEY, 'ComputeQuotaConfig', 'ComputeQuotaTarget', 'ComputeQuotaArn', 'ComputeQuotaId'];

/**
 * HyperPod's allocations of compute to teams: requests of CreateComputeQuota, answers of DescribeComputeQuota, and the
 * lists of ListComputeQuotas. Every limit of the API is checked (ec2-hyperpod §3.5); names of teams may be as long as the
 * names that Kubernetes makes of them.
 */
export const computeQuotaReader: ShapeReader = {
  matches: (value) => KEYS.some((key) => Object.hasOwn(value, key)),
  read(value, context) {
    if (!readList(value as Readonly<Record<string, unknown>>, LIST_KEY, context, readQuota)) readQuota(value, context);
  },
};

function readQuota(value: unknown, context: ShapeContext): void {
  const { path, inputs, claim, report } = context;
  const checked = checkShape(isAnswer(value, 'ComputeQuota') ? describedQuota : requestedQuota, value, path);
  if (!checked.isValid) {
    for (const finding of checked.findings) report(finding);
    return;
  }
  const quota = toQuota(checked.value);
  const { clusterArn, name, teamName } = quota;
  const inCluster = (text: string): string => `${clusterId(clusterArn)}/${text}`;
  if (!claim('ComputeQuota', inCluster(name), [...path, 'Name'])) return;
  if (!claim('ComputeQuota of team', inCluster(teamName), [...path, 'ComputeQuotaTarget', 'TeamName'])) return;
  for (const finding of sharingWarnings(quota, [...path, 'ComputeQuotaConfig', 'ResourceSharingConfig']))
    report(finding);
  inputs.computeQuotas.push(quota);
}

interface QuotaObject extends Entity {
  readonly ComputeQuotaConfig: ConfigObject;
  readonly ComputeQuotaTarget: { readonly TeamName: string; readonly FairShareWeight?: number | null | undefined };
  readonly ActivationState?: ComputeQuota['activationState'] | null | undefined;
}

interface ConfigObject {
  readonly ComputeQuotaResources?: readonly ResourceObject[] | null | undefined;
  readonly ResourceSharingConfig?: SharingObject | null | undefined;
  readonly PreemptTeamTasks?: ComputeQuota['preemptTeamTasks'] | null | undefined;
}

interface SharingObject {
  readonly Strategy: ComputeQuota['strategy'];
  readonly BorrowLimit?: number | null | undefined;
  readonly AbsoluteBorrowLimits?: readonly ResourceObject[] | null | undefined;
}

interface ResourceObject {
  readonly InstanceType: string;
  readonly Count?: number | null | undefined;
  readonly Accelerators?: number | null | undefined;
  readonly VCpu?: number | null | undefined;
  readonly MemoryInGiB?: number | null | undefined;
  readonly AcceleratorPartition?: { readonly Type: string; readonly Count: number } | null | undefined;
}

/** Largest amount of anything that the API takes. */
const MAX_AMOUNT = 10_000_000;
const MAX_LINES = 15;
const DEFAULT_BORROW_LIMIT = 50;

/** `hyperpod-ns-TEAM` has to be a namespace of at most 63 characters. */
const TEAM_NAME: NameRule = namePart('team name', 51);

const MIG_PROFILE: NameRule = {
  what: 'MIG profile',
  matches: (type) => /^mig-[12347]g\.\d{1,3}gb$/.test(type),
  form: 'as in mig-1g.10gb',
};

const wholeAmount = z.number().int().min(0).max(MAX_AMOUNT);
const amount = z.number().min(0).max(MAX_AMOUNT);

function resources(policy: ObjectPolicy): z.ZodType<readonly ResourceObject[]> {
  const line: z.ZodType<ResourceObject> = policy(() => ({
    InstanceType: z.string(),
    Count: optional(wholeAmount),
    Accelerators: optional(wholeAmount),
    VCpu: optional(amount),
    MemoryInGiB: optional(amount),
    AcceleratorPartition: optional(policy(() => ({ Type: named(MIG_PROFILE), Count: wholeAmount }))),
  }));
  return z.array(ruled(line, lineProblems)).max(MAX_LINES);
}

function quotaSchema(policy: ObjectPolicy): z.ZodType<QuotaObject> {
  return entity(policy === answered, 'ComputeQuota', {
    ComputeQuotaConfig: policy(() => ({
      ComputeQuotaResources: optional(resources(policy)),
      ResourceSharingConfig: optional(
        policy(() => ({
          Strategy: oneOf(['Lend', 'DontLend', 'LendAndBorrow']),
          BorrowLimit: optional(z.number().int().min(0).max(10_000)),
          AbsoluteBorrowLimits: optional(resources(policy)),
        })),
      ),
      PreemptTeamTasks: optional(oneOf(['Never', 'LowerPriority'])),
    })),
    ComputeQuotaTarget: policy(() => ({
      TeamName: named(TEAM_NAME),
      FairShareWeight: optional(z.number().int().min(0).max(100)),
    })),
    ActivationState: optional(oneOf(['Enabled', 'Disabled'])),
  });
}

const requestedQuota = quotaSchema(written);
const describedQuota = quotaSchema(answered);

type Told = OwnProblem & { readonly path: readonly string[] };

/** What the shape of one line cannot say: is the type known, does it have what is asked, and is anything asked? */
function* lineProblems(line: ResourceObject): Iterable<Told> {
  const { InstanceType: type, Count, Accelerators, VCpu, MemoryInGiB, AcceleratorPartition } = line;
  if ([Count, Accelerators, VCpu, MemoryInGiB, AcceleratorPartition].every((given) => given == null)) {
    const message = 'how much is missing; add Count, or Accelerators, VCpu, MemoryInGiB or AcceleratorPartition';
    yield { code: 'missing', path: [], message };
  }
  const known = type.startsWith('ml.') ? instanceResources(type) : undefined;
  if (known === undefined) {
    yield { code: 'not-found', path: ['InstanceType'], message: unknownType(type) };
    return;
  }
  if ((Accelerators ?? 0) > 0 && known.acceleratorCount === 0) {
    yield { code: 'invalid-value', path: ['Accelerators'], message: `${type} has no accelerators; give VCpu or Count` };
  }
  if (AcceleratorPartition != null && known.accelerator !== 'nvidia.com/gpu') {
    const message = `${type} has no GPUs to partition; give Count, Accelerators or VCpu`;
    yield { code: 'invalid-value', path: ['AcceleratorPartition'], message };
  }
}

function unknownType(type: string): string {
  const isBare = instanceResources(type) !== undefined;
  const known = [...knownInstanceTypes()].map((name) => `ml.${name}`);
  const hint = didYouMean(type, known);
  return isBare
    ? `instance types of HyperPod start with "ml."; write "ml.${type}"`
    : `the resources of instance type ${shown(type)} are not known${hint}; correct it, or leave the line out`;
}

/** Settings that the strategy leaves without effect, and limits for types of which the team has no quota. */
function* sharingWarnings(quota: ComputeQuota, path: Path): Iterable<Finding> {
  const { strategy, absoluteBorrowLimits, resources: owned } = quota;
  const warn = (at: Path, code: Finding['code'], message: string): Finding => {
    return { code, severity: 'warning', path: [...path, ...at], message };
  };
  if (strategy !== 'LendAndBorrow' && absoluteBorrowLimits.length > 0) {
    const message = `with the strategy ${strategy} nothing is borrowed, so these limits play no part`;
    yield warn(['AbsoluteBorrowLimits'], 'invalid-value', message);
    return;
  }
  const types = new Set(owned.map(({ instanceType }) => instanceType));
  for (const [index, { instanceType }] of absoluteBorrowLimits.entries()) {
    if (types.has(instanceType)) continue;
    const message = `the team has no quota of ${instanceType}; a quota of 0 is assumed, write it as Count 0`;
    yield warn(['AbsoluteBorrowLimits', index, 'InstanceType'], 'not-found', message);
  }
}

function toQuota(read: QuotaObject): ComputeQuota {
  const { ComputeQuotaConfig: config, ComputeQuotaTarget: target } = read;
  const sharing = config.ResourceSharingConfig;
  return present({
    name: read.Name,
    clusterArn: read.ClusterArn,
    teamName: target.TeamName,
    fairShareWeight: target.FairShareWeight ?? 0,
    resources: (config.ComputeQuotaResources ?? []).map(toResource),
    strategy: sharing?.Strategy ?? 'LendAndBorrow',
    borrowLimitPercent: sharing?.BorrowLimit ?? DEFAULT_BORROW_LIMIT,
    absoluteBorrowLimits: (sharing?.AbsoluteBorrowLimits ?? []).map(toResource),
    preemptTeamTasks: config.PreemptTeamTasks ?? 'LowerPriority',
    activationState: read.ActivationState ?? 'Enabled',
    status: read.Status,
  });
}

function toResource(read: ResourceObject): ComputeQuotaResource {
  return present({
    instanceType: read.InstanceType,
    count: read.Count,
    accelerators: read.Accelerators,
    vCpu: read.VCpu,
    memoryInGiB: read.MemoryInGiB,
    acceleratorPartition: read.AcceleratorPartition && toPartition(read.AcceleratorPartition),
  });
}

function toPartition({ Type, Count }: { readonly Type: string; readonly Count: number }): AcceleratorPartition {
  return { type: Type, count: Count };
}
