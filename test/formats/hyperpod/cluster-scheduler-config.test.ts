import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readInputs, readSchedulerConfig } from '../../../src/formats/index.ts';
import type { ClusterSchedulerConfig } from '../../../src/model/index.ts';

const CLUSTER = 'arn:aws:sagemaker:us-west-2:111122223333:cluster/example12345';

function request(settings: object, changes: object = {}): object {
  return { Name: 'policy', ClusterArn: CLUSTER, SchedulerConfig: settings, ...changes };
}

const ANSWER = {
  ClusterSchedulerConfigArn: 'arn:aws:sagemaker:us-west-2:111122223333:cluster-scheduler-config/example12345',
  ClusterSchedulerConfigId: 'example12345',
  ClusterSchedulerConfigVersion: 1,
  Status: 'Created',
  StatusDetails: {},
};

function read(...values: unknown[]): ReturnType<typeof readInputs> {
  return readInputs(values.map((value, i) => ({ file: `${i}.json`, text: JSON.stringify(value, null, 1) })));
}

function policies(...values: unknown[]): readonly ClusterSchedulerConfig[] {
  const result = read(...values);
  if (result.state === 'refused') throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.value.clusterSchedulerConfigs;
}

function problems(...values: unknown[]): string[] {
  const result = read(...values);
  const found = result.state === 'refused' ? result.problems : result.warnings;
  return found.map(({ line, severity, code, field }) => `${line} ${severity} ${code} ${field}`);
}

describe('a policy', () => {
  it('is read from a request', () => {
    const text = readFileSync('fixtures/governance/create-cluster-scheduler-config.json', 'utf8');
    expect(policies(JSON.parse(text))).toEqual([
      {
        name: 'cluster-policy',
        clusterArn: CLUSTER,
        priorityClasses: [
          { name: 'inference', weight: 90 },
          { name: 'experimentation', weight: 80 },
          { name: 'training', weight: 70 },
          { name: 'fine-tuning', weight: 50 },
        ],
        fairShare: 'Enabled',
        idleResourceSharing: 'Disabled',
      },
    ]);
  });

  it("has the API's defaults where nothing is said", () => {
    expect(policies(request({ PriorityClasses: [{ Name: 'a' }] }))).toEqual([
      {
        name: 'policy',
        clusterArn: CLUSTER,
        priorityClasses: [{ name: 'a', weight: 0 }],
        fairShare: 'Enabled',
        idleResourceSharing: 'Disabled',
      },
    ]);
  });

  it('is read from an answer, with its state', () => {
    const settings = { FairShare: 'Disabled', IdleResourceSharing: 'Enabled' };
    expect(policies({ ...request(settings), ...ANSWER })).toMatchObject([
      { fairShare: 'Disabled', idleResourceSharing: 'Enabled', status: 'Created' },
    ]);
  });

  it.each<[string, object, string]>([
    ['11 classes', request({ PriorityClasses: classes(11) }), 'out-of-range SchedulerConfig.PriorityClasses'],
    [
      'a class twice',
      request({ PriorityClasses: [...classes(2), ...classes(1)] }),
      'duplicate SchedulerConfig.PriorityClasses[2].Name',
    ],
    [
      'a class in capitals',
      request({ PriorityClasses: [{ Name: 'A' }] }),
      'invalid-name SchedulerConfig.PriorityClasses[0].Name',
    ],
    [
      'a class of 55 letters',
      request({ PriorityClasses: [{ Name: 'c'.repeat(55) }] }),
      'invalid-name SchedulerConfig.PriorityClasses[0].Name',
    ],
    [
      'a class without a name',
      request({ PriorityClasses: [{ Weight: 1 }] }),
      'missing SchedulerConfig.PriorityClasses[0].Name',
    ],
    [
      'a weight of 101',
      request({ PriorityClasses: [{ Name: 'a', Weight: 101 }] }),
      'out-of-range SchedulerConfig.PriorityClasses[0].Weight',
    ],
    [
      'a negative weight',
      request({ PriorityClasses: [{ Name: 'a', Weight: -1 }] }),
      'out-of-range SchedulerConfig.PriorityClasses[0].Weight',
    ],
    ['another switch', request({ FairShare: true }), 'invalid-value SchedulerConfig.FairShare'],
    [
      'a mistyped switch',
      request({ IdleResourceSharing: 'Enable' }),
      'invalid-value SchedulerConfig.IdleResourceSharing',
    ],
    ['an unknown key', request({ FairShares: 'Enabled' }), 'unknown-key SchedulerConfig.FairShares'],
    ['no name', request({}, { Name: undefined }), 'missing Name'],
    ['no cluster', request({}, { ClusterArn: undefined }), 'missing ClusterArn'],
    ['no settings', { ...ANSWER, Name: 'policy' }, 'missing SchedulerConfig'],
  ])('is refused with %s', (_, value, expected) => {
    expect(read(value).state).toBe('refused');
    expect(problems(value).map((text) => text.replace(/^\d+ error /, ''))).toContain(expected);
  });

  it('is one for each cluster', () => {
    const elsewhere = { ClusterArn: CLUSTER.replace('example12345', 'example67890') };
    expect(problems(request({}), request({}, { Name: 'other' }))).toEqual(['2 error duplicate Name']);
    expect(problems(request({}), request({}, elsewhere))).toEqual([]);
  });

  it('is not in the list of policies: a warning says what to give', () => {
    expect(problems({ ClusterSchedulerConfigSummaries: [{ ...ANSWER, Name: 'policy' }] })).toEqual([
      '3 warning incomplete ClusterSchedulerConfigSummaries[0]',
    ]);
  });
});

/** Settings that a text stands for, or `COLUMN CODE FIELD` of each problem. */
function settings(text: string): unknown {
  const result = readSchedulerConfig({ file: '--scheduler-config', text });
  if (result.state === 'read') return result.value;
  return result.problems.map(({ file, line, column, code, field }) => {
    expect([file, line]).toEqual(['--scheduler-config', 1]);
    return `${column} ${code} ${field}`.trimEnd();
  });
}

const CLASSES = [
  { name: 'inference', weight: 90 },
  { name: 'training', weight: 70 },
];

describe('settings after --scheduler-config', () => {
  it.each([
    [
      'as the documentation writes them',
      'PriorityClasses=[{Name=inference,Weight=90},{Name=training,Weight=70}],FairShare=Enabled',
    ],
    [
      'with spaces',
      ' PriorityClasses = [ {Name=inference , Weight=90}, { Name=training,Weight=70 } ] , FairShare=Enabled ',
    ],
    ['with quotes', `PriorityClasses=[{Name="inference",Weight='90'},{Name=tr\\aining,Weight=70}]`],
    ['as JSON', '{"PriorityClasses": [{"Name": "inference", "Weight": 90}, {"Name": "training", "Weight": 70}]}'],
  ])('are read %s', (_, text) => {
    const expected = { priorityClasses: CLASSES, fairShare: 'Enabled', idleResourceSharing: 'Disabled' };
    expect(settings(text)).toEqual(expected);
  });

  it('may be empty lists', () => {
    expect(settings('PriorityClasses=[],FairShare=Disabled')).toEqual({
      priorityClasses: [],
      fairShare: 'Disabled',
      idleResourceSharing: 'Disabled',
    });
  });

  it.each<[string, string, string[]]>([
    ['nothing', '', ['1 syntax']],
    ['no value', 'FairShare', ['10 syntax']],
    ['an empty value', 'FairShare=', ['11 invalid-value FairShare']],
    ['a comma at the end', 'FairShare=Enabled,', ['19 syntax']],
    ['an open list', 'PriorityClasses=[{Name=a}', ['26 syntax']],
    ['an open object', 'PriorityClasses=[{Name=a', ['25 syntax']],
    ['an open quote', "FairShare='Enabled", ['11 syntax']],
    ['text behind a quote', "FairShare='Enabled'x", ['20 syntax']],
    ['a bracket too many', 'FairShare=Enabled]', ['18 syntax']],
    ['a key twice', 'FairShare=Enabled,FairShare=Disabled', ['19 duplicate-key FairShare']],
    ['a text for a list', 'PriorityClasses=high', ['17 wrong-type PriorityClasses']],
    ['a word for a number', 'PriorityClasses=[{Name=a,Weight=high}]', ['33 wrong-type PriorityClasses[0].Weight']],
    [
      'a number that is too large',
      'PriorityClasses=[{Name=a,Weight=101}]',
      ['33 out-of-range PriorityClasses[0].Weight'],
    ],
    ['an unknown key', 'FairShare=Enabled,Fare=1', ['19 unknown-key Fare']],
    ['a key that is a trap', '__proto__={a=b}', ['1 unknown-key __proto__']],
    ['two JSON values', '{} {}', ['4 syntax']],
    ['broken JSON', '{"FairShare": }', ['15 syntax']],
    ['a list', '[]', ['1 wrong-type']],
  ])('are refused with %s', (_, text, expected) => {
    expect(settings(text)).toEqual(expected);
  });

  it('are refused when they nest too deep', () => {
    expect(settings(`a=${'[{a='.repeat(500)}`)).toEqual([expect.stringContaining('syntax')]);
  });
});

function classes(count: number): object[] {
  return Array.from({ length: count }, (_, i) => ({ Name: `class-${i}`, Weight: i }));
}
