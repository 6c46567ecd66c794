import * as z from 'zod';
import type { SlurmAnswer, SlurmEvent, SlurmRecording } from '../../analysis/index.ts';
import type { Problem } from '../../base/index.ts';
import type { SlurmCluster, SlurmJob, SlurmNode, SlurmTopology } from '../../placement/index.ts';
import { checkShape } from '../check-shape.ts';
import type { InputDocument } from '../documents/input-document.ts';
import { type Finding, mistake, placeFindings } from '../finding.ts';
import { shown } from '../path.ts';
import { answered, count, oneOf, optional } from '../schema.ts';
import { readSlurmJob } from '../slurm/job-options.ts';
import { readTopologyConf } from '../slurm/topology-conf.ts';
import type { RecordingReader } from './recording-reader.ts';

const schema = answered(() => ({
  id: z.string(),
  topology: z.string(),
  nodes: z.array(answered(() => ({ name: z.string(), cpus: count(1), gres: optional(z.string()) }))),
  steps: z.array(answered(() => ({ op: oneOf(['submit', 'end']), job: count(), args: optional(z.array(z.string())) }))),
  expect: z.array(
    answered(() => ({
      job: count(),
      state: oneOf(['placed', 'pending', 'rejected']),
      nodes: optional(z.array(z.string())),
      reason: optional(z.string()),
    })),
  ),
}));

type Read = z.output<typeof schema>;

/** What `salloc` says before the reason. */
const ERROR_PREFIX = /^Job submit\/allocate failed: /;

/**
 * Reads recordings of kind `slurm`: a scenario becomes one recording per submission, which knows the recorded answers
 * before it, so that a wrong prediction spoils none of the later ones.
 */
export const slurmRecordingReader: RecordingReader = {
  kind: 'slurm',
  read(document) {
    const checked = checkShape(schema, document.value, []);
    if (!checked.isValid) return { problems: placeFindings(document, checked.findings) };
    const { value } = checked;
    const findings: Finding[] = [];
    const { topology, problems } = readTopology(document, value.topology);
    const nodes = value.nodes.map((node, i) => toNode(node, i, findings));
    const submissions = readSteps(value, findings);
    if (topology === undefined || findings.length > 0) {
      return { problems: [...problems, ...placeFindings(document, findings)] };
    }
    const cluster: SlurmCluster = { topology, nodes };
    return { recordings: submissions.map((submission) => toRecording(value.id, cluster, submission)), problems };
  },
};

interface Submission {
  readonly number: number;
  readonly earlier: readonly SlurmEvent[];
  readonly job: SlurmJob;
  readonly expected: SlurmAnswer;
}

function toRecording(id: string, cluster: SlurmCluster, submission: Submission): SlurmRecording {
  const { number, earlier, job, expected } = submission;
  return { id: `${id}#${number}`, kind: 'slurm', cluster, earlier, job, expected };
}

/** The topology's own lines are lines of a text inside the recording: its problems are told of the whole field. */
function readTopology(
  document: InputDocument,
  text: string,
): { readonly topology?: SlurmTopology; readonly problems: Problem[] } {
  const read = readTopologyConf({ file: document.file, text });
  const found = read.state === 'refused' ? read.problems : read.warnings;
  const findings = found.map(({ code, severity, line, message }): Finding => {
    return { code, severity, path: ['topology'], message: `line ${line} of the topology: ${message}` };
  });
  const problems = placeFindings(document, findings);
  return read.state === 'read' ? { topology: read.value, problems } : { problems };
}

function toNode({ name, cpus, gres }: Read['nodes'][number], index: number, findings: Finding[]): SlurmNode {
  const gpus = gres == null ? '0' : /^gpu:(\d{1,9})$/.exec(gres)?.[1];
  if (gpus === undefined) {
    const message = `expected "gpu:" and a number, found ${shown(gres)}`;
    findings.push(mistake('invalid-value', ['nodes', index, 'gres'], message));
  }
  return { name, cpus, gpus: Number(gpus ?? 0) };
}

function readSteps({ steps, expect }: Read, findings: Finding[]): Submission[] {
  const answers = new Map(expect.map((answer) => [answer.job, toAnswer(answer)]));
  const events: SlurmEvent[] = [];
  const submissions: Submission[] = [];
  for (const [index, { op, job: number, args }] of steps.entries()) {
    if (op === 'end') {
      events.push({ kind: 'end', number });
      continue;
    }
    const read = readSlurmJob(args ?? []);
    const expected = answers.get(number);
    if (read.state === 'malformed') {
      findings.push(mistake('invalid-value', ['steps', index, 'args'], read.message));
    } else if (expected === undefined) {
      const message = `"expect" has no answer for job ${number}; add one`;
      findings.push(mistake('not-found', ['steps', index, 'job'], message));
    } else {
      const { job } = read;
      submissions.push({ number, earlier: events.slice(), job, expected });
      events.push({ kind: 'submit', number, job, nodes: expected.state === 'placed' ? expected.nodes : [] });
    }
  }
  return submissions;
}

function toAnswer({ state, nodes, reason }: Read['expect'][number]): SlurmAnswer {
  if (state === 'placed') return { state, nodes: nodes ?? [] };
  return { state, reason: (reason ?? '').replace(ERROR_PREFIX, '') };
}
