import * as z from 'zod';
import { compareAnswers } from '../../analysis/index.ts';
import type { Problem } from '../../base/index.ts';
import { type FeatureGates, resolveFeatureGates } from '../../model/index.ts';
import { checkShape } from '../check-shape.ts';
import type { InputDocument } from '../documents/input-document.ts';
import { type Finding, placeFindings } from '../finding.ts';
import { InputReader } from '../input-reader.ts';
import type { Inputs } from '../inputs.ts';
import { RECORDED_KINDS } from '../kueue/recorded-readers.ts';
import { checkJobTypes } from '../manifests/check-job.ts';
import { deriveWorkloads } from '../manifests/derive-workloads.ts';
import { apiVersionOf, type JobSource } from '../manifests/job-kind.ts';
import { JOB_KINDS } from '../manifests/job-kinds.ts';
import { isRecord } from '../objects.ts';
import { answered, optional } from '../schema.ts';
import { actualManifestAnswer, comparableAnswer, type ManifestQuestion } from './manifest-answer.ts';
import { recordedConfig, toConfiguration } from './recorded-config.ts';
import type { RecordingReader } from './recording-reader.ts';

const schema = answered(() => ({
  id: z.string(),
  gates: optional(z.record(z.string(), z.boolean())),
  config: optional(recordedConfig),
  objects: z.array(z.unknown()),
  expect: z.record(z.string(), z.unknown()),
}));

/** Reads recordings of kind `manifest`: what Kueue makes of a job. */
export const manifestRecordingReader: RecordingReader = {
  kind: 'manifest',
  read(document) {
    const checked = checkShape(schema, document.value, []);
    if (!checked.isValid) return { problems: placeFindings(document, checked.findings) };
    const { id, objects, expect } = checked.value;
    const gates = resolveFeatureGates(checked.value.gates ?? {});
    const findings: Finding[] = [];
    const { jobs, others } = splitObjects(objects, findings);
    const { inputs, problems } = readOthers(document, others, gates);
    const config = toConfiguration(checked.value.config ?? {});
    const question: ManifestQuestion = { jobs, inputs, others: [...others.values()], gates, config };
    const all = [...problems, ...placeFindings(document, findings)];
    const judge = () => {
      const derivation = deriveWorkloads({ jobs, governance: inputs, others: question.others }, question);
      return compareAnswers(comparableAnswer(expect), comparableAnswer(actualManifestAnswer(derivation, question)));
    };
    return { recording: { id, kind: 'manifest', judge }, problems: all };
  },
};

/** Objects of kinds that Kueue manages, and the rest by their index. */
function splitObjects(
  objects: readonly unknown[],
  findings: Finding[],
): { readonly jobs: readonly JobSource[]; readonly others: ReadonlyMap<number, unknown> } {
  const jobs: JobSource[] = [];
  const others = new Map<number, unknown>();
  for (const [index, object] of objects.entries()) {
    const kind = JOB_KINDS.find((candidate) => isRecord(object) && isOfKind(object, candidate));
    if (kind === undefined) {
      others.set(index, object);
      continue;
    }
    const checked = checkJobTypes(kind, object);
    if (checked.isValid) jobs.push({ kind, object: checked.object });
    else findings.push(...checked.findings.map((f) => ({ ...f, path: ['objects', index, ...f.path] })));
  }
  return { jobs, others };
}

function isOfKind(object: Readonly<Record<string, unknown>>, kind: (typeof JOB_KINDS)[number]): boolean {
  return (
    object.kind === kind.kind && kind.versions.some((version) => object.apiVersion === apiVersionOf(kind, version))
  );
}

function readOthers(
  document: InputDocument,
  others: ReadonlyMap<number, unknown>,
  gates: FeatureGates,
): { readonly inputs: Inputs; readonly problems: Problem[] } {
  const reader = new InputReader(gates, RECORDED_KINDS);
  const indices = [...others.keys()];
  const problems = reader.read({
    ...document,
    value: [...others.values()],
    locate: (spots) =>
      document.locate(
        spots.map(({ path: [at, ...rest], ...spot }) => ({
          ...spot,
          path: ['objects', indices[Number(at)] ?? 0, ...rest],
        })),
      ),
  });
  return { inputs: reader.inputs, problems: problems.filter(({ severity }) => severity === 'error') };
}
