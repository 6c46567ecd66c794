import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { recordingLines } from '../../recording-lines.ts';

/** A manifest's JSON. */
export interface ManifestObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Objects from which something is derived for jobs of one kind. */
export interface JobExample {
  readonly name: string;
  readonly kind: string;
  readonly objects: readonly ManifestObject[];
  readonly gates: Readonly<Record<string, boolean>>;
}

interface Line {
  readonly source: string;
  readonly gates?: Readonly<Record<string, boolean>>;
  readonly config?: object;
  readonly objects: readonly ManifestObject[];
  readonly expect: { readonly podSets?: unknown };
}

/** `random seed 7 PyTorchJob/topology`: the kind is told by the scenario. */
const SCENARIO = /(\w+)\/\S*$/;

/** Manifests of kinds that no recording holds. */
const FILES = ['hyperpodpytorchjob-required-layer3.yaml', 'hyperpodpytorchjob-preferred-layer1.yaml'];
/** They name it. */
const PRIORITY_CLASS: ManifestObject & { readonly value: number } = {
  apiVersion: 'kueue.x-k8s.io/v1beta2',
  kind: 'WorkloadPriorityClass',
  metadata: { name: 'high-priority' },
  value: 100,
};

/** Recorded jobs of every kind that got a workload, and the manifests of the other kinds. */
const EXAMPLES: readonly JobExample[] = [...recordedExamples(), ...FILES.map(fileExample)];

/** The examples of one kind. */
export function examplesOf(kind: string): readonly JobExample[] {
  return EXAMPLES.filter((example) => example.kind === kind);
}

/** The objects of a file with manifests. */
function manifestObjects(file: string): readonly ManifestObject[] {
  const documents = parseAllDocuments(readFileSync(`fixtures/manifests/${file}`, 'utf8'));
  return documents.map((document) => document.toJS() as ManifestObject);
}

function recordedExamples(): JobExample[] {
  const lines = recordingLines<Line>('fixtures/recordings/manifest-random.jsonl.gz');
  const derived = lines.filter(({ expect, config }) => expect.podSets !== undefined && config === undefined);
  return derived.map(({ source, objects, gates = {} }) => ({
    name: source,
    kind: SCENARIO.exec(source)?.[1] ?? '',
    objects,
    gates,
  }));
}

function fileExample(file: string): JobExample {
  const objects = manifestObjects(file);
  return { name: file, kind: objects[0]?.kind ?? '', objects: [...objects, PRIORITY_CLASS], gates: {} };
}
