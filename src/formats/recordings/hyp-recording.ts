import * as z from 'zod';
import { compareAnswers, type ReadingRecording } from '../../analysis/index.ts';
import { checkShape } from '../check-shape.ts';
import { mistake, placeFindings } from '../finding.ts';
import { type HypAnswer, hypCreate } from '../hyperpod/hyp/hyp-create.ts';
import { answered, count, optional } from '../schema.ts';
import type { RecordingReader } from './recording-reader.ts';

const schema = answered(() => ({
  id: z.string(),
  args: z.array(z.string()),
  exit: count(),
  path: optional(z.string()),
  object: optional(z.record(z.string(), z.unknown())),
  errors: optional(z.array(z.string())),
}));

type Read = z.output<typeof schema>;

/** What was recorded, as far as it is compared: of a refusal, how the command ended and why. */
type Answer = { readonly path: string; readonly object: unknown } | { readonly exit: number; readonly reason: string };

/** Reads recordings of kind `hyp`: what the HyperPod CLI made of a command line. */
export const hypRecordingReader: RecordingReader = {
  kind: 'hyp',
  read(document) {
    const checked = checkShape(schema, document.value, []);
    if (!checked.isValid) return { problems: placeFindings(document, checked.findings) };
    const { id, args } = checked.value;
    const expected = toAnswer(checked.value);
    if (expected === undefined) {
      const message = '"errors" is missing; say why the command was refused, or what "object" was sent to which "path"';
      return { problems: placeFindings(document, [mistake('missing', ['errors'], message)]) };
    }
    const judge: ReadingRecording['judge'] = () => compareAnswers(expected, ownAnswer(hypCreate(args)));
    return { recording: { id, kind: 'hyp', judge }, problems: [] };
  },
};

function toAnswer({ exit, path, object, errors }: Read): Answer | undefined {
  if (object != null && path != null) return { path, object };
  const last = errors?.at(-1);
  return last === undefined ? undefined : { exit, reason: reasonOf(last) };
}

function ownAnswer(answer: HypAnswer): Answer {
  if (answer.state === 'created') return { path: answer.path, object: answer.object };
  return { exit: answer.exit, reason: reasonOf(answer.errors.at(-1) ?? '') };
}

/** The last line of a refusal without what stands before its reason: `Error:`, the field, the kind of the error. */
function reasonOf(line: string): string {
  return line.replace(/^\s*(?:Error: |click\.exceptions\.\w+: |– .*?: )?(?:Value error, )?/, '').trim();
}
