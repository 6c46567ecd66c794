import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../src/model/index.ts';
import { accepted, problemLines, problemsOf } from '../read.ts';

const V1BETA1 = 'config.kueue.x-k8s.io/v1beta1';
const V1BETA2 = 'config.kueue.x-k8s.io/v1beta2';
const MINUTE = 60_000;

const PODS_READY: Configuration['waitForPodsReady'] = {
  timeoutMs: 30 * MINUTE,
  recoveryTimeoutMs: 30 * MINUTE,
  blockAdmission: false,
  requeuing: { timestamp: 'Eviction', backoffBaseSeconds: 60, backoffMaxSeconds: 3600 },
};

function file(fields: object, apiVersion = V1BETA2): object {
  return { apiVersion, kind: 'Configuration', ...fields };
}

function configurationOf(fields: object, apiVersion = V1BETA2): Configuration | undefined {
  return accepted(file(fields, apiVersion)).configuration;
}

describe("Kueue's configuration", () => {
  it('is absent where no file holds it', () => {
    expect(accepted({ apiVersion: 'v1', kind: 'List', items: [] }).configuration).toBeUndefined();
  });

  it('waits for pods by itself in v1beta2', () => {
    expect(configurationOf({})).toEqual({ waitForPodsReady: PODS_READY });
  });

  it('waits for pods in v1beta1 only where it is enabled, and then blocks', () => {
    expect(configurationOf({}, V1BETA1)).toEqual({});
    expect(configurationOf({ waitForPodsReady: { timeout: '1m' } }, V1BETA1)).toEqual({});
    expect(configurationOf({ waitForPodsReady: { enable: true } }, V1BETA1)).toEqual({
      waitForPodsReady: {
        timeoutMs: 5 * MINUTE,
        blockAdmission: true,
        requeuing: { timestamp: 'Eviction', backoffBaseSeconds: 60, backoffMaxSeconds: 3600 },
      },
    });
  });

  it('shares fairly in v1beta1 only where it is enabled', () => {
    const strategies = { preemptionStrategies: ['LessThanInitialShare'] };
    expect(configurationOf({ fairSharing: strategies }, V1BETA1)).toEqual({});
    expect(configurationOf({ fairSharing: { ...strategies, enable: true } }, V1BETA1)?.fairSharing).toEqual(strategies);
  });

  it.each<[string, fields: object, Configuration]>([
    [
      'integrations',
      { integrations: { frameworks: ['batch/job', 'pod'], externalFrameworks: ['Foo.v1.example.com'] } },
      { frameworks: ['batch/job', 'pod'] },
    ],
    ['no integration at all', { integrations: { frameworks: [] } }, { frameworks: [] }],
    ['fair sharing is on when it is there', { fairSharing: {} }, { fairSharing: { preemptionStrategies: [] } }],
    [
      'both strategies',
      { fairSharing: { preemptionStrategies: ['LessThanOrEqualToFinalShare', 'LessThanInitialShare'] } },
      { fairSharing: { preemptionStrategies: ['LessThanOrEqualToFinalShare', 'LessThanInitialShare'] } },
    ],
    [
      'admission fair sharing',
      { admissionFairSharing: { usageHalfLifeTime: '168h', resourceWeights: { cpu: 0, __proto__: null, gpu: 2.5 } } },
      {
        admissionFairSharing: {
          usageHalfLifeMs: 168 * 60 * MINUTE,
          usageSamplingMs: 5 * MINUTE,
          resourceWeights: { cpu: 0, gpu: 2.5 },
        },
      },
    ],
    [
      'an interval of 0, which is none',
      { admissionFairSharing: { usageSamplingInterval: '0s' } },
      { admissionFairSharing: { usageHalfLifeMs: 0, usageSamplingMs: 5 * MINUTE, resourceWeights: {} } },
    ],
    [
      'every field of the wait for pods',
      {
        waitForPodsReady: {
          timeout: '90s',
          recoveryTimeout: '0s',
          blockAdmission: true,
          requeuingStrategy: {
            timestamp: 'Creation',
            backoffLimitCount: 0,
            backoffBaseSeconds: 1,
            backoffMaxSeconds: 2,
          },
        },
      },
      {
        waitForPodsReady: {
          timeoutMs: 90_000,
          blockAdmission: true,
          requeuing: { timestamp: 'Creation', backoffLimitCount: 0, backoffBaseSeconds: 1, backoffMaxSeconds: 2 },
        },
      },
    ],
    [
      'the timeout is that of recovery too; 0 is none',
      { waitForPodsReady: { timeout: '0s' } },
      { waitForPodsReady: PODS_READY },
    ],
    [
      'resources',
      {
        resources: {
          excludeResourcePrefixes: ['example.com/'],
          transformations: [
            { input: 'a', outputs: { cpu: '-500m' } },
            { input: 'b', strategy: 'Replace', multiplyBy: 'cpu' },
          ],
        },
      },
      {
        resources: {
          excludeResourcePrefixes: ['example.com/'],
          transformations: [
            { input: 'a', strategy: 'Retain', outputs: { cpu: '-500m' } },
            { input: 'b', strategy: 'Replace', multiplyBy: 'cpu', outputs: {} },
          ],
        },
      },
    ],
    [
      'jobs',
      {
        manageJobsWithoutQueueName: true,
        managedJobsNamespaceSelector: { matchLabels: { team: 'a' } },
        integrations: { frameworks: ['batch/job'], labelKeysToCopy: ['team'] },
      },
      {
        manageJobsWithoutQueueName: true,
        managedJobsNamespaceSelector: { matchLabels: { team: 'a' } },
        labelKeysToCopy: ['team'],
        frameworks: ['batch/job'],
      },
    ],
    ['feature gates', { featureGates: { PartialAdmission: false } }, { featureGates: { PartialAdmission: false } }],
    [
      'a namespace of its own',
      { namespace: 'quota' },
      {
        managedJobsNamespaceSelector: {
          matchExpressions: [
            { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['kube-system', 'quota'] },
          ],
        },
      },
    ],
    [
      'what decides nothing',
      { namespace: 'kueue-system', metrics: { bindAddress: ':1' }, multiKueue: { origin: 'x' }, resources: null },
      {},
    ],
  ])('%s', (_, fields, expected) => {
    expect(configurationOf(fields)).toEqual({ waitForPodsReady: PODS_READY, ...expected });
  });

  it('is guessed at where an integration is misspelt', () => {
    const [problem] = problemsOf(file({ integrations: { frameworks: ['batch/jobs'] } }));
    expect(problem?.message).toBe(
      'Kueue has no integration "batch/jobs" (did you mean "batch/job"?); correct it, or leave it out',
    );
  });

  it('is given once', () => {
    expect(problemLines(file({}), file({}))).toEqual(['1.json:1:1 error duplicate']);
  });
});

describe('mistakes in the configuration are told all at once', () => {
  it.each<[string, fields: object, expected: string[]]>([
    ['an unknown field', { fairSharin: {} }, ['unknown-key fairSharin']],
    [
      'integrations that Kueue has not, and one listed twice',
      { integrations: { frameworks: ['pod', 'Pod', 'job', 'pod'] } },
      [
        'invalid-value integrations.frameworks[1]',
        'invalid-value integrations.frameworks[2]',
        'duplicate integrations.frameworks[3]',
      ],
    ],
    ['the switch that v1beta2 has no more', { fairSharing: { enable: true } }, ['unknown-key fairSharing.enable']],
    [
      'strategies in the wrong order',
      { fairSharing: { preemptionStrategies: ['LessThanInitialShare', 'LessThanOrEqualToFinalShare'] } },
      ['invalid-value fairSharing.preemptionStrategies'],
    ],
    [
      'a strategy that does not exist, a duration without unit, and a negative one',
      {
        fairSharing: { preemptionStrategies: ['MoreThanEnough'] },
        admissionFairSharing: { usageHalfLifeTime: '5', usageSamplingInterval: '-1s' },
      },
      [
        'invalid-value fairSharing.preemptionStrategies[0]',
        'invalid-value admissionFairSharing.usageHalfLifeTime',
        'invalid-value admissionFairSharing.usageSamplingInterval',
      ],
    ],
    [
      'a negative weight, and one that is none',
      { admissionFairSharing: { resourceWeights: { cpu: -1, gpu: '2' } } },
      [
        'invalid-value admissionFairSharing.resourceWeights.cpu',
        'invalid-value admissionFairSharing.resourceWeights.gpu',
      ],
    ],
    [
      'two rules for one resource',
      { resources: { transformations: [{ input: 'a' }, { input: 'a' }] } },
      ['invalid-value resources.transformations[1].input'],
    ],
    [
      'outputs that are no quantities',
      { resources: { transformations: [{ input: 'a', outputs: { cpu: 'much' } }] } },
      ['invalid-quantity resources.transformations[0].outputs.cpu'],
    ],
    [
      'prefixes that are excluded twice',
      { resources: { quotaCheckStrategy: 'IgnoreUndeclared', excludeResourcePrefixes: ['a/'] } },
      ['invalid-value resources.excludeResourcePrefixes'],
    ],
    [
      'counts below zero',
      { waitForPodsReady: { requeuingStrategy: { backoffBaseSeconds: -1 } } },
      ['out-of-range waitForPodsReady.requeuingStrategy.backoffBaseSeconds'],
    ],
    [
      "a selector of the system's namespaces",
      { managedJobsNamespaceSelector: {} },
      ['invalid-value managedJobsNamespaceSelector', 'invalid-value managedJobsNamespaceSelector'],
    ],
    ['a gate that is neither on nor off', { featureGates: { A: 'true' } }, ['wrong-type featureGates.A']],
  ])('%s', (_, fields, expected) => {
    const found = problemsOf(file(fields));
    expect(found.map(({ code, field }) => `${code} ${field}`)).toEqual(expected);
    expect(found.every(({ severity, line }) => severity === 'error' && line === 1)).toBe(true);
  });
});
