import * as z from 'zod';
import { resolveFeatureGates } from '../../model/index.ts';
import { checkShape } from '../check-shape.ts';
import { type Finding, placeFindings } from '../finding.ts';
import { readRecorded } from '../kueue/recorded-readers.ts';
import { workloadKind } from '../kueue/workload.ts';
import { answered, oneOf, optional } from '../schema.ts';
import type { RecordingReader } from './recording-reader.ts';

const schema = answered(() => ({
  id: z.string(),
  gates: optional(z.record(z.string(), z.boolean())),
  ask: answered(() => ({
    policy: oneOf(['Never', 'LowerPriority', 'LowerOrNewerEqualPriority', 'Any', '']),
    preemptor: z.unknown(),
    candidate: z.unknown(),
  })),
  expect: answered(() => ({ allowed: z.boolean() })),
}));

/** Reads recordings of kind `policy`: whether a policy let one workload preempt another. */
export const policyRecordingReader: RecordingReader = {
  kind: 'policy',
  read(document) {
    const checked = checkShape(schema, document.value, []);
    if (!checked.isValid) return { problems: placeFindings(document, checked.findings) };
    const { id, ask, expect } = checked.value;
    const gates = resolveFeatureGates(checked.value.gates ?? {});
    const findings: Finding[] = [];
    const read = (role: 'preemptor' | 'candidate') =>
      readRecorded(workloadKind, ask[role], ['ask', role], (finding) => findings.push(finding));
    const preemptor = read('preemptor');
    const candidate = read('candidate');
    const problems = placeFindings(document, findings);
    if (preemptor === undefined || candidate === undefined) return { problems };
    return {
      recording: {
        id,
        kind: 'policy',
        gates,
        policy: ask.policy,
        preemptor,
        candidate,
        expected: { allowed: expect.allowed },
      },
      problems,
    };
  },
};
