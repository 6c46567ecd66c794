import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Container, type PodSpec, podRequests, type ResourceList, toAmounts } from '../../src/model/index.ts';
import { recordingLines } from '../recording-lines.ts';

function container(requests: ResourceList, limits?: ResourceList): Container {
  return { resources: limits === undefined ? { requests } : { requests, limits } };
}

function sidecar(requests: ResourceList): Container {
  return { ...container(requests), restartPolicy: 'Always' };
}

describe('podRequests', () => {
  const cases: [what: string, spec: PodSpec, expected: Record<string, bigint>][] = [
    ['nothing for an empty pod', {}, {}],
    [
      'the sum of its containers',
      { containers: [container({ cpu: '500m' }), container({ cpu: 1, memory: '1Ki' })] },
      { cpu: 1500n, memory: 1024n },
    ],
    [
      'the limit where a request is missing, key by key',
      { containers: [container({ cpu: 1 }, { cpu: 4, 'nvidia.com/gpu': 8 })] },
      { cpu: 1000n, 'nvidia.com/gpu': 8n },
    ],
    [
      'the larger of containers and init containers, per resource',
      {
        containers: [container({ cpu: 2, memory: 100 })],
        initContainers: [container({ cpu: 3, memory: 10 }), container({ cpu: 1, memory: 200 })],
      },
      { cpu: 3000n, memory: 200n },
    ],
    [
      'what only an init container wants',
      { containers: [container({ cpu: 1 })], initContainers: [container({ 'nvidia.com/gpu': 1 })] },
      { cpu: 1000n, 'nvidia.com/gpu': 1n },
    ],
    [
      'sidecars beside the containers: 2 + 1',
      { containers: [container({ cpu: 2 })], initContainers: [sidecar({ cpu: 1 })] },
      { cpu: 3000n },
    ],
    [
      'an init container beside the sidecars started before it only: max(1 + 2, 4 + 1, 4) = 5',
      {
        containers: [container({ cpu: 1 })],
        initContainers: [container({ cpu: 4 }), sidecar({ cpu: 1 }), container({ cpu: 4 }), sidecar({ cpu: 1 })],
      },
      { cpu: 5000n },
    ],
    [
      'pod-level requests in place of cpu, memory and huge pages, not of devices',
      {
        containers: [container({ cpu: 4, memory: 100, 'hugepages-2Mi': '4Mi', 'nvidia.com/gpu': 2 })],
        resources: { requests: { cpu: 1, memory: 50, 'hugepages-2Mi': '2Mi', 'nvidia.com/gpu': 1 } },
      },
      { cpu: 1000n, memory: 50n, 'hugepages-2Mi': 2_097_152n, 'nvidia.com/gpu': 2n },
    ],
    [
      'pod-level limits as pod-level requests where those are missing',
      { containers: [container({ cpu: 4 })], resources: { requests: { memory: 7 }, limits: { cpu: 6, memory: 9 } } },
      { cpu: 6000n, memory: 7n },
    ],
    [
      'overhead on top of everything',
      {
        containers: [container({ cpu: 4 })],
        resources: { requests: { cpu: 1 } },
        overhead: { cpu: '250m', memory: '120Mi' },
      },
      { cpu: 1250n, memory: 125_829_120n },
    ],
    [
      'a sum that is rounded once: 0.0005 + 0.0005 is one millicore',
      { containers: [container({ cpu: '0.0005' }), container({ cpu: '0.0005' })] },
      { cpu: 1n },
    ],
    [
      'a sum that is rounded up: 0.5 + 0.5 + 0.1 bytes are two',
      { containers: [container({ memory: '500m' }), container({ memory: '0.5' })], overhead: { memory: '0.1' } },
      { memory: 2n },
    ],
    ['nothing for a negative total', { containers: [container({ cpu: -1 })] }, { cpu: 0n }],
    ['a zero that was asked for', { containers: [container({ cpu: 0 })] }, { cpu: 0n }],
  ];
  it.each(cases)('is %s', (_what, spec, expected) => {
    expect(Object.fromEntries(podRequests(spec))).toEqual(expected);
  });
});

interface ManifestRecording {
  readonly id: string;
  readonly config?: unknown;
  readonly objects: readonly {
    readonly kind: string;
    readonly spec?: { readonly template?: { readonly spec?: PodSpec & { readonly runtimeClassName?: string } } };
  }[];
  readonly expect: { readonly podSets?: readonly { readonly requests?: ResourceList }[] };
}

const RECORDING = '../shared/recordings/manifest-random.jsonl.gz';

describe('podRequests beside the recordings', () => {
  it.skipIf(!existsSync(RECORDING))(`gives what Kueue found for plain Jobs (needs ${RECORDING})`, () => {
    const plain = recordingLines<ManifestRecording>(RECORDING).filter(({ config, objects, expect: { podSets } }) => {
      const kinds = objects.map(({ kind }) => kind);
      return config === undefined && kinds[0] === 'Job' && !kinds.includes('LimitRange') && podSets?.length === 1;
    });
    const jobs = plain.filter(({ objects }) => objects[0]?.spec?.template?.spec?.runtimeClassName === undefined);
    expect(jobs.length).toBeGreaterThan(20);
    for (const {
      id,
      objects,
      expect: { podSets },
    } of jobs) {
      const found = podRequests(objects[0]?.spec?.template?.spec ?? {});
      expect({ id, requests: found }).toEqual({ id, requests: toAmounts(podSets?.[0]?.requests ?? {}) });
    }
  });
});
