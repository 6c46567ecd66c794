import * as z from 'zod';
import type { Recording } from '../../analysis/index.ts';
import type { Problem } from '../../base/index.ts';
import { checkShape } from '../check-shape.ts';
import { type InputDocument, readFilledDocuments } from '../documents/document.ts';
import { placeFindings } from '../finding.ts';
import type { ReadResult, Source } from '../source.ts';
import { afsRecordingReader } from './afs-recording.ts';
import { assignmentRecordingReader } from './assignment-recording.ts';
import { hypRecordingReader } from './hyp-recording.ts';
import { kaiRecordingReader } from './kai-recording.ts';
import { manifestRecordingReader } from './manifest-recording.ts';
import { orderRecordingReader } from './order-recording.ts';
import { placementRecordingReader } from './placement-recording.ts';
import { policyRecordingReader } from './policy-recording.ts';
import { preemptionRecordingReader } from './preemption-recording.ts';
import type { ReadRecording, RecordingReader } from './recording-reader.ts';
import { shareRecordingReader } from './share-recording.ts';
import { slurmRecordingReader } from './slurm-recording.ts';
import { validateRecordingReader } from './validate-recording.ts';

const READERS: ReadonlyMap<string, RecordingReader> = new Map(
  [
    assignmentRecordingReader,
    shareRecordingReader,
    afsRecordingReader,
    placementRecordingReader,
    manifestRecordingReader,
    kaiRecordingReader,
    slurmRecordingReader,
    validateRecordingReader,
    hypRecordingReader,
    preemptionRecordingReader,
    policyRecordingReader,
    orderRecordingReader,
  ].map((reader) => [reader.kind, reader]),
);

const header = z.looseObject({ id: z.string().min(1), kind: z.string().min(1) });

/**
 * Reads recorded decisions, one JSON object a line (recordings, format 1). Kinds that this version can't judge are kept
 * as unknown, so that they can be counted.
 */
export function readRecordings(source: Source): ReadResult<readonly Recording[]> {
  const { documents, problems } = readFilledDocuments(source);
  if (problems.length > 0) return { state: 'refused', problems };
  const recordings: Recording[] = [];
  const found: Problem[] = [];
  for (const document of documents) {
    const read = readRecording(document);
    if ('recording' in read) recordings.push(read.recording);
    if ('recordings' in read) recordings.push(...read.recordings);
    for (const problem of read.problems) found.push(problem);
  }
  const isRefused = found.some(({ severity }) => severity === 'error');
  return isRefused ? { state: 'refused', problems: found } : { state: 'read', value: recordings, warnings: found };
}

function readRecording(document: InputDocument): ReadRecording {
  const checked = checkShape(header, document.value, []);
  if (!checked.isValid) return { problems: placeFindings(document, checked.findings) };
  const { id, kind } = checked.value;
  const reader = READERS.get(kind);
  return reader === undefined ? { recording: { id, kind, isUnknown: true }, problems: [] } : reader.read(document);
}
