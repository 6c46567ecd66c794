import { describe, expect, it } from 'vitest';
import {
  DEFAULT_FEATURE_GATES,
  type FeatureGate,
  resolveFeatureGates,
  unmetGateDependencies,
} from '../../src/model/index.ts';

describe('DEFAULT_FEATURE_GATES', () => {
  it('has on what Kueue has on, and off what Kueue has off', () => {
    const off: FeatureGate[] = [
      'TASBalancedPlacement',
      'TASRespectNodeAffinityPreferred',
      'TASReplaceNodeDueToNotReadyOverFixedTime',
      'ElasticJobsViaWorkloadSlicesWithTAS',
      'PrioritizePreemptorWorkloads',
      'UnadmittedWorkloadsExplicitStatus',
      'DisableWaitForPodsReady',
      'PriorityBoost',
      'ConcurrentAdmission',
      'MultiKueueOrchestratedPreemption',
      'ShortWorkloadNames',
      'SparkApplicationIntegration',
    ];
    const names = Object.keys(DEFAULT_FEATURE_GATES) as FeatureGate[];
    expect(names.filter((name) => !DEFAULT_FEATURE_GATES[name]).sort()).toEqual(off.sort());
  });

  it('leaves no dependency unmet', () => {
    expect(unmetGateDependencies(DEFAULT_FEATURE_GATES)).toEqual([]);
  });
});

describe('resolveFeatureGates', () => {
  it('takes the defaults without overrides', () => {
    expect(resolveFeatureGates()).toEqual(DEFAULT_FEATURE_GATES);
  });

  it('sets what is named and nothing else', () => {
    const gates = resolveFeatureGates({ TASBalancedPlacement: true, TASProfileMixed: false });
    expect(gates).toEqual({ ...DEFAULT_FEATURE_GATES, TASBalancedPlacement: true, TASProfileMixed: false });
  });

  it('leaves out gates that it does not know, inherited names too', () => {
    const gates = resolveFeatureGates({ SchedulerLibraryIntegration: true, toString: true });
    expect(Object.keys(gates).sort()).toEqual(Object.keys(DEFAULT_FEATURE_GATES).sort());
  });

  it('does not change the defaults', () => {
    resolveFeatureGates({ TASProfileMixed: false });
    expect(DEFAULT_FEATURE_GATES.TASProfileMixed).toBe(true);
  });
});

describe('unmetGateDependencies', () => {
  it('names the gates of failed nodes when their parent is off', () => {
    expect(unmetGateDependencies(resolveFeatureGates({ TASFailedNodeReplacement: false }))).toEqual([
      'TASFailedNodeReplacementFailFast needs TASFailedNodeReplacement',
      'TASReplaceNodeOnPodTermination needs TASFailedNodeReplacement',
    ]);
  });

  it('wants both parents of elastic jobs with topology', () => {
    const gates = resolveFeatureGates({
      ElasticJobsViaWorkloadSlicesWithTAS: true,
      ElasticJobsViaWorkloadSlices: false,
      TopologyAwareScheduling: false,
    });
    expect(unmetGateDependencies(gates)).toEqual(
      expect.arrayContaining([
        'ElasticJobsViaWorkloadSlicesWithTAS needs TopologyAwareScheduling',
        'ElasticJobsViaWorkloadSlicesWithTAS needs ElasticJobsViaWorkloadSlices',
      ]),
    );
  });

  it('says that every topology gate that is on needs the master switch', () => {
    const unmet = unmetGateDependencies(resolveFeatureGates({ TopologyAwareScheduling: false }));
    expect(unmet).toContain('TASProfileMixed needs TopologyAwareScheduling');
    expect(unmet).not.toContain('TASBalancedPlacement needs TopologyAwareScheduling');
    expect(unmet).not.toContain('ElasticJobsViaWorkloadSlices needs TopologyAwareScheduling');
  });
});
