import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInputs, toYaml } from '../../../src/formats/index.ts';
import type { DerivedJob } from '../../../src/formats/manifests/derive-workloads.ts';
import type { JobKind } from '../../../src/formats/manifests/job-kind.ts';
import { resolveFeatureGates } from '../../../src/model/index.ts';
import { derive, jobKindOf } from './derive.ts';
import type { JobExample, ManifestObject } from './examples.ts';

/** What a kind does to jobs that Kueue does not manage; others leave those alone. */
export interface ConformanceOptions {
  /** Paths of JSON that it changes all the same. */
  readonly changesUnmanaged?: RegExp;
}

/** Fields that say how many pods there are. */
const COUNTS = ['parallelism', 'completions', 'replicas', 'size', 'numNodes', 'numOfHosts', 'instances'];
/** Examples of one kind that lose their fields one by one. */
const MAX_TAKEN_APART = 12;
/** Pods of elastic jobs wait at a gate of their own, managed or not (manifests fact 35). */
const ELASTIC_GATE = /\/schedulingGates(\/\d+)?$/;
const NOTHING = /^$/;
const QUEUE_LABEL = 'kueue.x-k8s.io/queue-name';

/**
 * What every kind of job keeps to, tried on examples that get a workload.
 * @see manifests facts 1, 8, 10
 */
export function conformance(
  { kind, framework, isElastic }: JobKind,
  examples: readonly JobExample[],
  { changesUnmanaged = isElastic === true ? ELASTIC_GATE : NOTHING }: ConformanceOptions = {},
): void {
  describe(kind, () => {
    it('has examples, and gives each its workload', () => {
      expect(examples.length).toBeGreaterThan(0);
      for (const example of examples) expect(workloadsOf(derived(example)), example.name).not.toEqual([]);
    });

    it('never throws, whatever field is missing', () => {
      let tried = 0;
      for (const { objects, gates } of examples.slice(0, MAX_TAKEN_APART)) {
        for (const path of pathsOf(objects)) {
          derive(without(objects, path), { gates });
          tried += 1;
        }
      }
      expect(tried).toBeGreaterThan(10);
    });

    it('keeps its pod sets when there are 0 pods, or has no workload', () => {
      for (const { objects, gates, name } of examples) {
        for (const path of pathsOf(objects).filter((at) => COUNTS.includes(String(at.at(-1))))) {
          for (const job of derive(replacedAt(objects, path, 0), { gates }) ?? []) {
            const podSets = podSetsOf(job);
            if (workloadsOf([job]).length > 0) expect(podSets.length, name).toBeGreaterThan(0);
            // Sizes start at 1: a set of no pods is refused when it is read.
            if (path.at(-1) !== 'size') for (const { count } of podSets) expect(count, name).toBeGreaterThanOrEqual(0);
          }
        }
      }
    });

    it('leaves a job alone that Kueue does not manage', () => {
      for (const { objects, gates, name } of examples) {
        const jobs = derive(objects.filter(jobKindOf).map(withoutQueue), { gates }) ?? [];
        for (const { isManaged, changes, reconciliation } of jobs) {
          expect(isManaged, name).toBe(false);
          expect(reconciliation?.workloads ?? [], name).toEqual([]);
          const unexpected = changes.filter(({ path }) => !changesUnmanaged.test(path));
          expect(unexpected, name).toEqual([]);
        }
      }
    });

    it.skipIf(framework === undefined)(
      'is managed where the configuration lists its integration, and only there',
      () => {
        for (const { objects, gates, name } of examples) {
          const own = objects.filter((object) => object.kind === kind);
          const listed = derive(own, { gates, config: { frameworks: [framework as string] } }) ?? [];
          expect(answers(listed), name).toEqual(answers(derive(own, { gates }) ?? []));
          for (const job of derive(own, { gates, config: { frameworks: [] } }) ?? []) {
            expect(job.reconciliation?.reason ?? 'integration-off', name).toBe('integration-off');
            expect([job.changes, workloadsOf([job])], name).toEqual([[], []]);
          }
        }
      },
    );

    it('changes nothing more in a job that went through the webhook', () => {
      for (const example of examples) {
        const first = derived(example);
        const defaulted = new Map(first.map(({ source, object }) => [source.object as unknown, object]));
        const objects = example.objects.map((object) => (defaulted.get(object) ?? object) as ManifestObject);
        const second = derived({ ...example, objects });
        expect(
          second.flatMap(({ changes }) => changes),
          example.name,
        ).toEqual([]);
        expect(workloadsOf(second), example.name).toEqual(workloadsOf(first));
      }
    });

    it('names each pod set once', () => {
      for (const example of examples) {
        for (const { spec } of workloadsOf(derived(example))) {
          const names = spec.podSets.map(({ name }) => name);
          expect(new Set(names).size, example.name).toBe(names.length);
        }
      }
    });

    it('gives the same answer whatever the order of objects', () => {
      const drawn = fc
        .constantFrom(...examples)
        .chain((example) =>
          fc.tuple(
            fc.constant(example),
            fc.shuffledSubarray([...example.objects], { minLength: example.objects.length }),
          ),
        );
      fc.assert(
        fc.property(drawn, ([example, objects]) => {
          expect(answers(derived({ ...example, objects }))).toEqual(answers(derived(example)));
        }),
        { numRuns: 30 },
      );
    });

    it('gives Workloads that can be printed and read again', () => {
      let printed = 0;
      for (const { objects, gates: given, name } of examples) {
        const gates = resolveFeatureGates(given);
        const read = readInputs([{ file: 'a.json', text: JSON.stringify(objects) }], { gates });
        // Defaults of an API server may make a job wrong that a recording, which never met one, holds.
        for (const { workloadObject, podSets } of read.state === 'read' ? read.value.jobs : []) {
          if (workloadObject === undefined) continue;
          const again = readInputs([{ file: 'b.yaml', text: toYaml(workloadObject) }], { gates });
          if (again.state === 'refused') throw new Error(`${name}: ${again.problems[0]?.message}`);
          expect(again.value.jobs[0]?.podSets, name).toEqual(podSets);
          printed += 1;
        }
      }
      expect(printed).toBeGreaterThan(0);
    });
  });
}

function derived({ objects, gates }: JobExample): readonly DerivedJob[] {
  const jobs = derive(objects, { gates });
  if (jobs === undefined) throw new Error('an example has not the types of its kind');
  return jobs;
}

/** Each workload once, by name. */
function workloadsOf(jobs: readonly DerivedJob[]) {
  const all = jobs.flatMap((job) => [job, ...job.children]);
  const workloads = new Set(all.flatMap(({ reconciliation }) => reconciliation?.workloads ?? []));
  return [...workloads].toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
}

function podSetsOf({ podSets }: DerivedJob) {
  return 'podSets' in podSets ? podSets.podSets : [];
}

/** What is said of jobs, by their names. */
function answers(jobs: readonly DerivedJob[]): unknown {
  const told = jobs.map(({ kind, object, changes, errors, podSets, reconciliation, workloadErrors }) => {
    const { workloads, reason, error, unretryableError, events } = reconciliation ?? {};
    const key = `${kind.kind}/${object.metadata.name}`;
    return { key, changes, errors, podSets, workloads, reason, error, unretryableError, events, workloadErrors };
  });
  return told.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

type Path = readonly (string | number)[];

/** Every member of every object and list. */
function pathsOf(value: unknown): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const step = Array.isArray(value) ? Number(key) : key;
    return [[step], ...pathsOf(member).map((path) => [step, ...path])];
  });
}

function without<T>(value: T, path: Path): T {
  return changedAt(value, path, (holder, key) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else Reflect.deleteProperty(holder, key);
  });
}

function replacedAt<T>(value: T, path: Path, member: unknown): T {
  return changedAt(value, path, (holder, key) => Object.assign(holder, { [key]: member }));
}

function changedAt<T>(value: T, path: Path, change: (holder: object, key: string | number) => void): T {
  const copy = structuredClone(value);
  let holder = copy as Record<string | number, object>;
  for (const step of path.slice(0, -1)) holder = holder[step] as typeof holder;
  change(holder, path.at(-1) as string | number);
  return copy;
}

function withoutQueue(object: ManifestObject): ManifestObject {
  const { [QUEUE_LABEL]: _, ...labels } = (object.metadata.labels ?? {}) as Record<string, string>;
  return { ...object, metadata: { ...object.metadata, labels } };
}
