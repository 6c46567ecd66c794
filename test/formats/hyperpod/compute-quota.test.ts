import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readInputs } from '../../../src/formats/index.ts';
import type { ComputeQuota } from '../../../src/model/index.ts';

const TEAM_A = 'fixtures/governance/create-compute-quota-team-a.json';
const CLUSTER = 'arn:aws:sagemaker:us-west-2:111122223333:cluster/example12345';

interface Request {
  readonly [key: string]: unknown;
}

/** A request; parts of it changed. */
function request(changes: Request = {}, config: Request = {}): Request {
  return {
    Name: 'team-a-quota',
    ClusterArn: CLUSTER,
    ComputeQuotaConfig: { ComputeQuotaResources: [{ InstanceType: 'ml.g5.8xlarge', Count: 2 }], ...config },
    ComputeQuotaTarget: { TeamName: 'team-a' },
    ...changes,
  };
}

/** What DescribeComputeQuota adds. */
const ANSWER = {
  ComputeQuotaArn: 'arn:aws:sagemaker:us-west-2:111122223333:compute-quota/examplea1234',
  ComputeQuotaId: 'examplea1234',
  ComputeQuotaVersion: 3,
  Status: 'Updated',
  CreationTime: '2025-09-15T10:00:00Z',
  CreatedBy: {},
};

function read(...values: unknown[]): ReturnType<typeof readInputs> {
  return readInputs(values.map((value, i) => ({ file: `${i}.json`, text: JSON.stringify(value, null, 1) })));
}

function quotas(...values: unknown[]): readonly ComputeQuota[] {
  const result = read(...values);
  if (result.state === 'refused') throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.value.computeQuotas;
}

/** `LINE SEVERITY CODE FIELD` of each problem or warning. */
function problems(...values: unknown[]): string[] {
  const result = read(...values);
  const found = result.state === 'refused' ? result.problems : result.warnings;
  return found.map(({ line, severity, code, field }) => `${line} ${severity} ${code} ${field}`);
}

const TEAM_A_QUOTA: ComputeQuota = {
  name: 'team-a-quota',
  clusterArn: CLUSTER,
  teamName: 'team-a',
  fairShareWeight: 0,
  resources: [{ instanceType: 'ml.g5.8xlarge', count: 2 }],
  strategy: 'LendAndBorrow',
  borrowLimitPercent: 50,
  absoluteBorrowLimits: [],
  preemptTeamTasks: 'LowerPriority',
  activationState: 'Enabled',
};

describe('an allocation', () => {
  it('is read from a request, all of it', () => {
    expect(quotas(JSON.parse(readFileSync(TEAM_A, 'utf8')))).toEqual([TEAM_A_QUOTA]);
  });

  it("has the API's defaults where the request says nothing", () => {
    expect(quotas(request())).toEqual([TEAM_A_QUOTA]);
    expect(quotas(request({}, { ComputeQuotaResources: null }))).toEqual([{ ...TEAM_A_QUOTA, resources: [] }]);
  });

  it('is read from an answer, with its state, and whatever a newer API adds', () => {
    const answer = { ...request(), ...ANSWER, NewThing: { of: 'tomorrow' } };
    expect(quotas(answer)).toEqual([{ ...TEAM_A_QUOTA, status: 'Updated' }]);
  });

  it('is read from lists: of the API, bare ones, several documents', () => {
    const other = { ...request({ Name: 'b' }), ...ANSWER, ComputeQuotaTarget: { TeamName: 'team-b' } };
    const list = { ComputeQuotaSummaries: [{ ...request(), ...ANSWER }, other] };
    expect(quotas(list).map(({ teamName }) => teamName)).toEqual(['team-a', 'team-b']);
    expect(quotas([request(), other]).map(({ teamName }) => teamName)).toEqual(['team-a', 'team-b']);
    expect(quotas({ ComputeQuotaSummaries: [] })).toEqual([]);
  });

  it('has lines of every kind', () => {
    const limits = [{ InstanceType: 'ml.p4d.24xlarge', Accelerators: 4 }];
    const lines = [
      { InstanceType: 'ml.p4d.24xlarge', Accelerators: 8, VCpu: 12.5, MemoryInGiB: 100 },
      { InstanceType: 'ml.p4d.24xlarge', AcceleratorPartition: { Type: 'mig-1g.5gb', Count: 7 } },
    ];
    const sharing = { Strategy: 'LendAndBorrow', BorrowLimit: 10_000, AbsoluteBorrowLimits: limits };
    const [quota] = quotas(request({}, { ComputeQuotaResources: lines, ResourceSharingConfig: sharing }));
    expect(quota).toMatchObject({
      resources: [
        { instanceType: 'ml.p4d.24xlarge', accelerators: 8, vCpu: 12.5, memoryInGiB: 100 },
        { instanceType: 'ml.p4d.24xlarge', acceleratorPartition: { type: 'mig-1g.5gb', count: 7 } },
      ],
      borrowLimitPercent: 10_000,
      absoluteBorrowLimits: [{ instanceType: 'ml.p4d.24xlarge', accelerators: 4 }],
    });
  });
});

const line = (members: Request): Request => ({
  ComputeQuotaResources: [{ InstanceType: 'ml.g5.8xlarge', ...members }],
});
const sharing = (members: Request): Request => ({ ResourceSharingConfig: { Strategy: 'LendAndBorrow', ...members } });
const LINE = 'ComputeQuotaConfig.ComputeQuotaResources[0]';
const SHARING = 'ComputeQuotaConfig.ResourceSharingConfig';

describe('an allocation is refused', () => {
  it.each<[string, Request, string]>([
    ['no name', request({ Name: undefined }), 'missing Name'],
    ['a name of 64 letters', request({ Name: 'n'.repeat(64) }), 'invalid-name Name'],
    ['a name with a dot', request({ Name: 'a.b' }), 'invalid-name Name'],
    ['no cluster', request({ ClusterArn: undefined }), 'missing ClusterArn'],
    ['another ARN', request({ ClusterArn: 'arn:aws:sagemaker:us-west-2:1:cluster/x' }), 'invalid-name ClusterArn'],
    ['1025 characters of description', request({ Description: 'd'.repeat(1025) }), 'invalid-name Description'],
    ['51 tags', request({ Tags: tags(51) }), 'out-of-range Tags'],
    ['a tag twice', request({ Tags: [...tags(2), ...tags(1)] }), 'duplicate Tags[2].Key'],
    ['no team', request({ ComputeQuotaTarget: {} }), 'missing ComputeQuotaTarget.TeamName'],
    ['a team in capitals', team({ TeamName: 'Team' }), 'invalid-name ComputeQuotaTarget.TeamName'],
    ['a team of 52 letters', team({ TeamName: 't'.repeat(52) }), 'invalid-name ComputeQuotaTarget.TeamName'],
    ['a weight of 101', team({ FairShareWeight: 101 }), 'out-of-range ComputeQuotaTarget.FairShareWeight'],
    ['half a weight', team({ FairShareWeight: 0.5 }), 'wrong-type ComputeQuotaTarget.FairShareWeight'],
    ['a third state', request({ ActivationState: 'On' }), 'invalid-value ActivationState'],
    [
      'another preemption',
      request({}, { PreemptTeamTasks: 'Always' }),
      'invalid-value ComputeQuotaConfig.PreemptTeamTasks',
    ],
    ['a strategy in small letters', request({}, sharing({ Strategy: 'lend' })), `invalid-value ${SHARING}.Strategy`],
    ['no strategy', request({}, sharing({ Strategy: undefined })), `missing ${SHARING}.Strategy`],
    ['10001 percent', request({}, sharing({ BorrowLimit: 10_001 })), `out-of-range ${SHARING}.BorrowLimit`],
    ['minus one percent', request({}, sharing({ BorrowLimit: -1 })), `out-of-range ${SHARING}.BorrowLimit`],
    ['16 lines', request({}, lines(16)), 'out-of-range ComputeQuotaConfig.ComputeQuotaResources'],
    [
      '16 limits',
      request({}, sharing({ AbsoluteBorrowLimits: lines(16).ComputeQuotaResources })),
      `out-of-range ${SHARING}.AbsoluteBorrowLimits`,
    ],
    ['half an instance', request({}, line({ Count: 0.5 })), `wrong-type ${LINE}.Count`],
    ['a negative count', request({}, line({ Count: -1 })), `out-of-range ${LINE}.Count`],
    ['too many', request({}, line({ Accelerators: 10_000_001 })), `out-of-range ${LINE}.Accelerators`],
    ['a number in quotes', request({}, line({ Accelerators: '16' })), `wrong-type ${LINE}.Accelerators`],
    ['no amount', request({}, line({})), `missing ${LINE}`],
    [
      'an unknown type',
      request({}, line({ InstanceType: 'ml.g5.9xlarge', Count: 1 })),
      `not-found ${LINE}.InstanceType`,
    ],
    [
      'a type without ml.',
      request({}, line({ InstanceType: 'g5.8xlarge', Count: 1 })),
      `not-found ${LINE}.InstanceType`,
    ],
    [
      'GPUs of a type without',
      request({}, line({ InstanceType: 'ml.c5.large', Accelerators: 1 })),
      `invalid-value ${LINE}.Accelerators`,
    ],
    [
      'slices of Trainium',
      request({}, line({ InstanceType: 'ml.trn1.32xlarge', AcceleratorPartition: { Type: 'mig-1g.5gb', Count: 1 } })),
      `invalid-value ${LINE}.AcceleratorPartition`,
    ],
    [
      'another profile',
      request({}, line({ AcceleratorPartition: { Type: 'mig-5g.5gb', Count: 1 } })),
      `invalid-name ${LINE}.AcceleratorPartition.Type`,
    ],
    [
      'a profile without count',
      request({}, line({ AcceleratorPartition: { Type: 'mig-1g.5gb' } })),
      `missing ${LINE}.AcceleratorPartition.Count`,
    ],
    ['an unknown key', request({}, line({ Count: 1, vCpu: 2 })), `unknown-key ${LINE}.vCpu`],
    ['an unknown state', { ...request(), ...ANSWER, Status: 'Done' }, 'invalid-value Status'],
    [
      'a mistyped key of an answer',
      { ...request(), ...ANSWER, ComputeQuotaTarget: { TeamNane: 'a' } },
      'unknown-key ComputeQuotaTarget.TeamNane',
    ],
  ])('with %s', (_, value, expected) => {
    expect(read(value).state).toBe('refused');
    expect(problems(value).map((text) => text.replace(/^\d+ error /, ''))).toContain(expected);
  });

  it('with every problem at once, each with its line', () => {
    const value = request({ Name: '' }, { ...line({ InstanceType: 'ml.p5.48xlrge', Count: -1 }), PreemptTeamTasks: 1 });
    expect(problems(value)).toEqual([
      '2 error invalid-name Name',
      '7 error not-found ComputeQuotaConfig.ComputeQuotaResources[0].InstanceType',
      '8 error out-of-range ComputeQuotaConfig.ComputeQuotaResources[0].Count',
      '11 error invalid-value ComputeQuotaConfig.PreemptTeamTasks',
    ]);
  });

  it('with a hint where a type is mistyped or lacks its prefix', () => {
    const messages = ['ml.p5.48xlrge', 'p5.48xlarge'].map((type) => {
      const result = read(request({}, line({ InstanceType: type, Count: 1 })));
      return result.state === 'refused' ? result.problems[0]?.message : '';
    });
    expect(messages[0]).toContain('(did you mean "ml.p5.48xlarge"?)');
    expect(messages[1]).toContain('write "ml.p5.48xlarge"');
  });

  it('where its name or its team was given before, for the same cluster only', () => {
    const elsewhere = CLUSTER.replace('example12345', 'example67890');
    const byName = problems(request(), request(team({ TeamName: 'team-b' })));
    expect(byName).toEqual(['2 error duplicate Name']);
    expect(problems(request(), request({ Name: 'other' }))).toEqual(['13 error duplicate ComputeQuotaTarget.TeamName']);
    expect(problems(request(), request({ ClusterArn: elsewhere }))).toEqual([]);
  });
});

describe('a warning', () => {
  it('tells of limits that the strategy leaves without effect', () => {
    const limits = [{ InstanceType: 'ml.g5.8xlarge', Count: 1 }];
    const value = request({}, sharing({ Strategy: 'Lend', AbsoluteBorrowLimits: limits }));
    expect(problems(value)).toEqual([`13 warning invalid-value ${SHARING}.AbsoluteBorrowLimits`]);
  });

  it('tells of limits for types that the team has no quota of', () => {
    const limits = [{ InstanceType: 'ml.p5.48xlarge', Count: 1 }];
    const value = request({}, sharing({ AbsoluteBorrowLimits: limits }));
    expect(problems(value)).toEqual([`15 warning not-found ${SHARING}.AbsoluteBorrowLimits[0].InstanceType`]);
  });

  it('tells that a list has more pages', () => {
    expect(problems({ ComputeQuotaSummaries: [], NextToken: 'more' })).toEqual(['3 warning incomplete NextToken']);
    expect(problems({ ComputeQuotaSummaries: [], NextToken: '' })).toEqual([]);
  });
});

it('a list that is none is refused', () => {
  expect(problems({ ComputeQuotaSummaries: {} })).toEqual(['2 error wrong-type ComputeQuotaSummaries']);
});

function tags(count: number): Request[] {
  return Array.from({ length: count }, (_, i) => ({ Key: `key-${i}`, Value: '' }));
}

function team(target: Request): Request {
  return request({ ComputeQuotaTarget: { TeamName: 'team-a', ...target } });
}

function lines(count: number): { readonly ComputeQuotaResources: unknown[] } {
  return { ComputeQuotaResources: Array.from({ length: count }, () => ({ InstanceType: 'ml.g5.8xlarge', Count: 1 })) };
}
